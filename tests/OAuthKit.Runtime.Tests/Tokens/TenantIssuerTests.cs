namespace OAuthKit;

public sealed class TenantIssuerTests : IDisposable
{
    private const string Template = "https://login.microsoftonline.com/{tenantid}/v2.0";
    private const string Common = "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration";
    private const string Tenant = "9122040d-6c67-4c5b-b112-36a304b66dad";
    private const string Other = "72f988bf-86f1-41af-91ab-2d7cd011db47";

    private readonly LoginServer _login = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _login.Dispose();

    [Fact]
    public async Task R021_A_user_of_an_allowed_tenant_is_taken_with_the_issuer_of_that_tenant()
    {
        var client = Client(Tenant, Other);

        Assert.Equal(Filled(Tenant), (await ValidateAsync(client, Filled(Tenant), Tenant)).Issuer);
        Assert.Equal(Filled(Other), (await ValidateAsync(client, Filled(Other), Other)).Issuer);
    }

    [Fact]
    public async Task R021_The_issuer_is_that_of_the_tenant_in_the_token_and_that_is_allowed()
    {
        var client = Client(Tenant);

        Assert.Equal("tid", await ClaimAsync(client, Filled(Other), Other));
        Assert.Equal("tid", await ClaimAsync(client, Filled(Tenant), null));
        Assert.Equal("tid", await ClaimAsync(client, Filled(Tenant), Tenant.ToUpperInvariant()));
        Assert.Equal("iss", await ClaimAsync(client, Filled(Other), Tenant));
        Assert.Equal("iss", await ClaimAsync(client, Template, Tenant));
        Assert.Equal("iss", await ClaimAsync(client, Filled(Tenant) + "/", Tenant));
    }

    [Fact]
    public async Task R021_Without_being_asked_for_no_issuer_stands_for_others()
    {
        Assert.Equal("iss", await ClaimAsync(Client(), Filled(Tenant), Tenant));
        // The document of many tenants isn't that of one.
        using var server = new AuthorizationServer("https://login.microsoftonline.com/common/v2.0", _login.Server.Options);
        _login.Server.Answers["/common/v2.0/.well-known/openid-configuration"] = _ => StubHandler.Json(The.Metadata(Template));
        Assert.Equal(OAuthFault.MetadataIssuerMismatch, (await Assert.ThrowsAsync<OAuthException>(() => server.GetMetadataAsync(Stop).AsTask())).Code);
    }

    [Theory]
    [InlineData(Template, true)]
    [InlineData("https://login.microsoftonline.com/9122040d-6c67-4c5b-b112-36a304b66dad/v2.0", true)]
    [InlineData("https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0", false)]
    [InlineData("", false)]
    public async Task R149_A_key_of_one_tenant_signs_for_no_other(string issuer, bool isTaken)
    {
        var client = Client(Tenant, Other);
        _login.Server.Answers["/jwks"] = _ => StubHandler.Json(TestKey.Set(_login.Key.Jwk($",\"issuer\":\"{issuer}\"")));

        if (isTaken)
        {
            Assert.Equal(Filled(Tenant), (await ValidateAsync(client, Filled(Tenant), Tenant)).Issuer);
            return;
        }

        Assert.Equal(OAuthFault.JwtKey, (await Assert.ThrowsAsync<OAuthException>(() => ValidateAsync(client, Filled(Tenant), Tenant))).Code);
    }

    [Fact]
    public async Task R021_Tenants_are_for_a_server_that_has_some()
    {
        var client = _login.Client(new() { AllowedTenants = [Tenant] });

        await Assert.ThrowsAsync<InvalidOperationException>(() => _login.ExchangeAsync(_login.IdToken(("tid", $"\"{Tenant}\"")), client: client));
    }

    private static string Filled(string tenant) => Template.Replace("{tenantid}", tenant, StringComparison.Ordinal);

    private OAuthClient Client(params string[] tenants)
    {
        _login.Server.Answers["/common/v2.0/.well-known/openid-configuration"] = _ => StubHandler.Json($$"""{"issuer":"{{Template}}","token_endpoint":"https://login.microsoftonline.com/token","jwks_uri":"https://login.microsoftonline.com/jwks"}""");
        var server = _login.Server.Keep(new AuthorizationServer(Template, _login.Server.Options) { MetadataAddress = Common });
        return _login.Server.Keep(new OAuthClient(server, The.Basic, _login.Server.Options) { IdTokens = new IdTokenOptions { AllowedTenants = tenants } });
    }

    private Task<IdToken> ValidateAsync(OAuthClient client, string iss, string? tid) => client.ValidateIdTokenAsync(
        EncodedIdToken.Parse(_login.IdToken(("iss", $"\"{iss}\""), ("tid", tid is null ? null : $"\"{tid}\""))), LoginServer.Expected, Stop);

    private async Task<string?> ClaimAsync(OAuthClient client, string iss, string? tid)
    {
        var e = await Assert.ThrowsAsync<OAuthException>(() => ValidateAsync(client, iss, tid));
        Assert.Equal(OAuthFault.JwtIssuer, e.Code);
        return e.ClaimName;
    }
}
