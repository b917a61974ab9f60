namespace OAuthKit;

/// <summary>Two servers, one of them hostile (RFC 9700 section 4.4). Whatever the hostile one does, a code of the honest one never gets to it.</summary>
public sealed class MixUpTests : IDisposable
{
    private const string Honest = "https://honest.example";
    private const string Hostile = "https://hostile.example";
    private const string HonestCode = "honest-code-c4narY";

    private readonly TestKey _key = TestKey.Create("ES256");
    private readonly StubHandler _handler;
    private readonly OAuthClient _honest;
    private readonly OAuthClient _hostile;

    private bool _advertises = true;

    public MixUpTests()
    {
        _handler = new StubHandler(request => request.Url.AbsolutePath switch
        {
            "/.well-known/openid-configuration" => StubHandler.Json(Metadata("https://" + request.Url.Host)),
            // The hostile server shows the honest one's keys as its own.
            "/jwks" => StubHandler.Json(_key.Set()),
            "/token" => StubHandler.Json(The.TokenJson()),
            _ => new HttpResponseMessage(System.Net.HttpStatusCode.NotFound),
        });
        var options = new BackchannelOptions { Handler = _handler, LoggerFactory = CanaryWatch.Logs };
        _honest = new OAuthClient(Honest, ClientAuthentication.None("app"), options);
        _hostile = new OAuthClient(Hostile, ClientAuthentication.None("app"), options);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _honest.Dispose();
        _hostile.Dispose();
        _key.Dispose();
    }

    [Fact]
    public async Task R068_A_hostile_server_sends_the_browser_on_to_the_honest_one()
    {
        // The user chose the hostile server; it redirects to the honest one with the client's state, and the honest one answers.
        var start = await _hostile.StartAuthorizationAsync(new() { RedirectUri = "https://rp.example/cb" }, Stop);

        await AssertRefusedAsync(OAuthFault.AuthorizationResponseIssuer, _hostile, start.Transaction, $"https://rp.example/cb?code={HonestCode}&state={start.Transaction.State}&iss={Uri.EscapeDataString(Honest)}");
    }

    [Fact]
    public async Task R068_An_attacker_at_the_first_request_swaps_the_server()
    {
        // The choice of the user was changed on its way to the client; the rest is the same, only that the client's id at both servers differs.
        using var other = new OAuthClient(Hostile, ClientAuthentication.None("app-at-hostile"), new BackchannelOptions { Handler = _handler });
        var start = await other.StartAuthorizationAsync(new() { RedirectUri = "https://rp.example/cb" }, Stop);

        await AssertRefusedAsync(OAuthFault.AuthorizationResponseIssuer, other, start.Transaction, $"https://rp.example/cb?code={HonestCode}&state={start.Transaction.State}&iss={Uri.EscapeDataString(Honest)}");
        await AssertRefusedAsync(OAuthFault.AuthorizationResponseIssuer, _honest, start.Transaction, $"https://rp.example/cb?code={HonestCode}&state={start.Transaction.State}&iss={Uri.EscapeDataString(Honest)}");
    }

    [Fact]
    public async Task R068_R069_Without_iss_the_redirect_uri_of_each_server_tells_them_apart()
    {
        _advertises = false;
        var start = await _hostile.StartAuthorizationAsync(new() { RedirectUri = "https://rp.example/cb/hostile", RequireCallbackUrl = true }, Stop);

        // The honest server knows one redirect URI only: its own.
        await AssertRefusedAsync(OAuthFault.AuthorizationCallbackUrl, _hostile, start.Transaction, $"https://rp.example/cb/honest?code={HonestCode}&state={start.Transaction.State}");
        await AssertRefusedAsync(OAuthFault.AuthorizationResponseIssuer, _honest, start.Transaction, $"https://rp.example/cb/honest?code={HonestCode}&state={start.Transaction.State}");
    }

    [Fact]
    public async Task R068_Metadata_that_name_the_honest_authorization_endpoint_do_not_help()
    {
        // The hostile server's metadata lead the browser to the honest server straight away, and the code would go to the hostile token endpoint.
        var start = await _hostile.StartAuthorizationAsync(new() { RedirectUri = "https://rp.example/cb" }, Stop);
        foreach (var response in (string[])[$"code={HonestCode}&state={start.Transaction.State}&iss={Uri.EscapeDataString(Honest)}", $"code={HonestCode}&state={start.Transaction.State}"])
        {
            await AssertRefusedAsync(OAuthFault.AuthorizationResponseIssuer, _hostile, start.Transaction, "https://rp.example/cb?" + response);
        }
    }

    [Fact]
    public async Task R066_R068_An_error_of_the_honest_server_is_not_taken_for_one_of_the_other()
    {
        var start = await _hostile.StartAuthorizationAsync(new() { RedirectUri = "https://rp.example/cb" }, Stop);

        await AssertRefusedAsync(OAuthFault.AuthorizationResponseIssuer, _hostile, start.Transaction, $"https://rp.example/cb?error=access_denied&state={start.Transaction.State}&iss={Uri.EscapeDataString(Honest)}");
        await AssertRefusedAsync(OAuthFault.AuthorizationResponseIssuer, _hostile, start.Transaction, $"https://rp.example/cb?error=access_denied&state={start.Transaction.State}");
    }

    [Theory]
    [InlineData(ResponseTypes.CodeIdToken)]
    [InlineData(ResponseTypes.IdToken)]
    public async Task R068_An_ID_token_of_the_honest_server_does_not_vouch_for_the_other(string type)
    {
        _advertises = false;
        using var client = new OAuthClient(Hostile, ClientAuthentication.None("app"), new BackchannelOptions { Handler = _handler }) { IdTokens = new() { SigningAlgorithm = JwsAlgorithms.ES256 } };
        var start = await client.StartAuthorizationAsync(new() { RedirectUri = "https://rp.example/cb", Scope = "openid", ResponseType = type }, Stop);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var hash = TestKey.Text(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(HonestCode))[..16]);
        var idToken = _key.Sign($$"""{"iss":"{{Honest}}","sub":"jane","aud":"app","exp":{{now + 600}},"iat":{{now}},"nonce":"{{start.Transaction.Nonce}}","c_hash":"{{hash}}"}""", null);
        var code = type == ResponseTypes.IdToken ? "" : $"code={HonestCode}&";

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.ValidateCallbackAsync(start.Transaction, AuthorizationCallback.FromUrl($"https://rp.example/cb#{code}state={start.Transaction.State}&id_token={idToken}"), Stop));

        Assert.Equal(OAuthFault.JwtIssuer, e.Code);
        Assert.DoesNotContain(_handler.Requests, request => request.Body.Contains(HonestCode, StringComparison.Ordinal));
    }

    [Fact]
    public async Task R068_The_honest_server_goes_on_to_work_beside_the_hostile_one()
    {
        await _hostile.StartAuthorizationAsync(new() { RedirectUri = "https://rp.example/cb" }, Stop);
        var start = await _honest.StartAuthorizationAsync(new() { RedirectUri = "https://rp.example/cb" }, Stop);

        await _honest.CompleteAuthorizationAsync(start.Transaction, AuthorizationCallback.FromUrl($"https://rp.example/cb?code={HonestCode}&state={start.Transaction.State}&iss={Uri.EscapeDataString(Honest)}"), Stop);

        var sent = Assert.Single(_handler.Requests, request => request.Url.AbsolutePath == "/token");
        Assert.Equal("honest.example", sent.Url.Host);
    }

    [Fact]
    public async Task R068_Servers_without_an_issuer_are_told_apart_by_their_authorization_endpoint()
    {
        using var one = new OAuthClient(AuthorizationServer.FromEndpoints(new() { Authorization = Honest + "/authorize", Token = Honest + "/token" }), ClientAuthentication.None("app"), new BackchannelOptions { Handler = _handler });
        using var other = new OAuthClient(AuthorizationServer.FromEndpoints(new() { Authorization = Hostile + "/authorize", Token = Hostile + "/token" }), ClientAuthentication.None("app"), new BackchannelOptions { Handler = _handler });
        var start = await one.StartAuthorizationAsync(new() { RedirectUri = "https://rp.example/cb" }, Stop);
        var kept = AuthorizationTransaction.FromJson(start.Transaction.ToJson());

        await AssertRefusedAsync(OAuthFault.AuthorizationResponseIssuer, other, kept, $"https://rp.example/cb?code={HonestCode}&state={kept.State}");
        await AssertRefusedAsync(OAuthFault.AuthorizationResponseIssuer, one, kept, $"https://rp.example/cb?code={HonestCode}&state={kept.State}&iss={Uri.EscapeDataString(Honest)}");
        await one.CompleteAuthorizationAsync(kept, AuthorizationCallback.FromUrl($"https://rp.example/cb?code={HonestCode}&state={kept.State}"), Stop);
    }

    private async Task AssertRefusedAsync(string code, OAuthClient client, AuthorizationTransaction transaction, string url)
    {
        var before = _handler.Requests.Length;

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.CompleteAuthorizationAsync(transaction, AuthorizationCallback.FromUrl(url), Stop));

        Assert.Equal(code, e.Code);
        Assert.Equal(before, _handler.Requests.Length);
        Assert.DoesNotContain(_handler.Requests, request => request.Body.Contains(HonestCode, StringComparison.Ordinal));
        Assert.False(CanaryWatch.Holds(e.ToString()));
    }

    private string Metadata(string issuer) =>
        $$"""{"issuer":"{{issuer}}","authorization_endpoint":"{{issuer}}/authorize","token_endpoint":"{{issuer}}/token","jwks_uri":"{{issuer}}/jwks","authorization_response_iss_parameter_supported":{{(_advertises ? "true" : "false")}}}""";
}
