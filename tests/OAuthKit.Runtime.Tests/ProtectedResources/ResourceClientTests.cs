namespace OAuthKit;

public sealed class ResourceClientTests : IDisposable
{
    private const string Evil = "https://login.evil.example";

    private readonly ResourceServer _api = new();

    public void Dispose() => _api.Dispose();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R020_A_server_that_is_not_allowed_is_not_contacted()
    {
        Names(Evil);
        var asked = 0;
        using var api = _api.Create();

        var e = await Assert.ThrowsAsync<OAuthException>(() => OAuthClient.ForResourceAsync(api, (_, _) => { asked++; return new(The.Basic); }, Stop));

        Assert.Equal(OAuthFault.IssuerNotAllowed, e.Code);
        Assert.Contains(Evil, e.Message, StringComparison.Ordinal);
        Assert.Equal(0, asked);
        Assert.Equal([$"GET {ResourceServer.Document}"], _api.Sent);
    }

    [Theory]
    [InlineData("https://login.example.com/")]
    [InlineData("https://LOGIN.example.com")]
    [InlineData("https://login.example.com:443")]
    [InlineData("https://login.example.com.evil.example")]
    [InlineData("https://login.example.com/x")]
    public async Task R020_The_list_is_compared_by_exact_text(string issuer)
    {
        Names(issuer);
        using var api = _api.Create();

        Assert.Equal(OAuthFault.IssuerNotAllowed, (await Assert.ThrowsAsync<OAuthException>(() => OAuthClient.ForResourceAsync(api, The.Basic, Stop))).Code);
        Assert.Equal([$"GET {ResourceServer.Document}"], _api.Sent);
    }

    [Fact]
    public async Task R020_A_callback_decides_about_what_the_list_does_not_have()
    {
        Names(Evil, "https://second.example", The.Issuer);
        var asked = new List<string>();
        var options = _api.Options;
        options.AllowedIssuers = [];
        options.ApproveIssuer = (issuer, _) =>
        {
            asked.Add(issuer);
            return new(issuer == The.Issuer);
        };
        using var api = new ProtectedResource(ResourceServer.Resource, options);

        using var client = await OAuthClient.ForResourceAsync(api, The.Basic, Stop);

        Assert.Equal(The.Issuer, client.Server.Issuer);
        Assert.Equal([Evil, "https://second.example", The.Issuer], asked);
        Assert.Equal([$"GET {ResourceServer.Document}"], _api.Sent);
    }

    [Fact]
    public async Task R020_What_the_callback_denies_is_not_contacted()
    {
        Names(The.Issuer);
        var options = _api.Options;
        options.AllowedIssuers = [];
        options.ApproveIssuer = (_, _) => new(false);
        using var api = new ProtectedResource(ResourceServer.Resource, options);

        Assert.Equal(OAuthFault.IssuerNotAllowed, (await Assert.ThrowsAsync<OAuthException>(() => OAuthClient.ForResourceAsync(api, The.Basic, Stop))).Code);
        Assert.Equal([$"GET {ResourceServer.Document}"], _api.Sent);
    }

    [Theory]
    [InlineData("http://login.example.com")]
    [InlineData("https://login.example.com?x=1")]
    [InlineData("https://login.example.com#x")]
    [InlineData("https://user@login.example.com")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public async Task R020_What_can_be_no_issuer_is_not_even_asked_about(string issuer)
    {
        Names(issuer);
        var options = _api.Options;
        options.ApproveIssuer = (_, _) => throw new InvalidOperationException("asked");
        using var api = new ProtectedResource(ResourceServer.Resource, options);

        Assert.Equal(OAuthFault.IssuerNotAllowed, (await Assert.ThrowsAsync<OAuthException>(() => OAuthClient.ForResourceAsync(api, The.Basic, Stop))).Code);
    }

    [Fact]
    public async Task R020_Without_any_server_allowed_nothing_is_sent()
    {
        var options = _api.Options;
        options.AllowedIssuers = [];
        using var api = new ProtectedResource(ResourceServer.Resource, options);

        await Assert.ThrowsAsync<InvalidOperationException>(() => OAuthClient.ForResourceAsync(api, The.Basic, Stop));

        Assert.Empty(_api.Sent);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task R020_An_api_that_names_no_server_gives_no_client(string? servers)
    {
        _api.Metadata = () => StubHandler.Json(ResourceServer.Json(servers: servers));
        using var api = _api.Create();

        Assert.Equal(OAuthFault.IssuerNotAllowed, (await Assert.ThrowsAsync<OAuthException>(() => OAuthClient.ForResourceAsync(api, The.Basic, Stop))).Code);
        Assert.Single(_api.Sent);
    }

    [Fact]
    public async Task R020_The_metadata_of_the_server_must_be_its_own()
    {
        var options = _api.Options;
        options.AllowedIssuers = ["https://login.example.com/tenant"];
        Names("https://login.example.com/tenant");
        using var api = new ProtectedResource(ResourceServer.Resource, options);
        using var client = await OAuthClient.ForResourceAsync(api, The.Basic, Stop);

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(OAuthFault.MetadataIssuerMismatch, e.Code);
        Assert.DoesNotContain(_api.Handler.Requests, request => request.Method == "POST");
    }

    [Fact]
    public void An_allowed_issuer_that_can_be_none_is_refused_at_once()
    {
        var options = _api.Options;
        options.AllowedIssuers = ["login.example.com"];

        Assert.Throws<ArgumentException>(() => new ProtectedResource(ResourceServer.Resource, options));
    }

    [Fact]
    public async Task The_order_of_the_list_decides_among_several()
    {
        Names(The.Issuer, "https://second.example");
        var options = _api.Options;
        options.AllowedIssuers = ["https://third.example", "https://second.example", The.Issuer];
        using var api = new ProtectedResource(ResourceServer.Resource, options);
        AuthorizationServer? asked = null;

        using var client = await OAuthClient.ForResourceAsync(api, (server, _) => { asked = server; return new(The.Basic); }, Stop);

        Assert.Equal("https://second.example", asked!.Issuer);
        Assert.Same(asked, client.Server);
    }

    [Fact]
    public async Task Every_grant_is_for_the_api()
    {
        using var api = _api.Create();
        using var client = await OAuthClient.ForResourceAsync(api, The.Basic, Stop);

        await client.RequestTokenAsync(The.Grant, Stop);
        Assert.Equal([ResourceServer.Resource], _api.LastPost.Form["resource"]);

        await client.RequestTokenAsync(new RefreshTokenGrant(RefreshToken.Parse(The.Canary)), Stop);
        Assert.Equal([ResourceServer.Resource], _api.LastPost.Form["resource"]);

        await client.Tokens.GetTokenAsync(new TokenPolicy(client, The.Grant), Stop);
        Assert.Equal([ResourceServer.Resource], _api.LastPost.Form["resource"]);

        await client.StartDeviceAuthorizationAsync(new DeviceAuthorizationRequest(), Stop);
        Assert.Equal([ResourceServer.Resource], _api.LastPost.Form["resource"]);

        await client.RequestTokenAsync(new ClientCredentialsGrant { Resource = ["urn:own"] }, Stop);
        Assert.Equal(["urn:own"], _api.LastPost.Form["resource"]);
        Assert.Same(client.ProtectedResource, await api.GetMetadataAsync(Stop));
    }

    [Fact]
    public async Task A_login_is_for_the_api_from_its_url_to_its_tokens()
    {
        using var api = _api.Create();
        using var client = await OAuthClient.ForResourceAsync(api, ClientAuthentication.None("app"), Stop);

        var start = await client.StartAuthorizationAsync(new AuthorizationRequest { RedirectUri = "https://rp.example/cb", Scope = client.ResourceScope }, Stop);
        Assert.Equal([ResourceServer.Resource], AuthorizationRig.Query(start.Url)["resource"]);
        Assert.NotEmpty(AuthorizationRig.Query(start.Url)["code_challenge"]);

        await client.CompleteAuthorizationAsync(start.Transaction, AuthorizationCallback.FromUrl($"https://rp.example/cb?code=c&state={start.Transaction.State}"), Stop);

        Assert.Equal([ResourceServer.Resource], _api.LastPost.Form["resource"]);
        Assert.NotEmpty(_api.LastPost.Form["code_verifier"]);
    }

    [Fact]
    public async Task The_resource_is_sent_as_the_api_spells_it()
    {
        _api.Metadata = () => StubHandler.Json(ResourceServer.Json("https://api.example.com"));
        using var api = ProtectedResource.FromChallenge(ResourceServer.Refusal("https://api.example.com/", "Bearer resource_metadata=\"https://api.example.com/meta\""), _api.Options);
        using var client = await OAuthClient.ForResourceAsync(api, The.Basic, Stop);

        await client.RequestTokenAsync(The.Grant, Stop);

        Assert.Equal(["https://api.example.com"], _api.LastPost.Form["resource"]);
    }

    [Fact]
    public async Task A_client_that_is_not_registered_yet_registers_at_the_server_that_was_found()
    {
        using var api = ProtectedResource.FromChallenge(ResourceServer.Refusal(ResourceServer.Resource, $"Bearer resource_metadata=\"{ResourceServer.Document}\""), _api.Options);

        using var client = await OAuthClient.ForResourceAsync(api, async (server, stop) => (await server.RegisterAsync(new ClientMetadata { TokenEndpointAuthMethod = "none" }, cancellationToken: stop)).CreateAuthentication(), Stop);

        Assert.Equal("registered", client.ClientId);
        Assert.Equal([$"GET {ResourceServer.Document}", "GET https://login.example.com/.well-known/openid-configuration", "POST https://login.example.com/register"], _api.Sent);
    }

    [Fact]
    public async Task A_callback_without_an_authentication_is_a_mistake()
    {
        using var api = _api.Create();

        await Assert.ThrowsAsync<InvalidOperationException>(() => OAuthClient.ForResourceAsync(api, (_, _) => new((ClientAuthentication)null!), Stop));
    }

    [Theory]
    [InlineData(",\"bearer_methods_supported\":[\"body\",\"query\"]")]
    [InlineData(",\"bearer_methods_supported\":[]")]
    [InlineData(",\"dpop_bound_access_tokens_required\":true,\"dpop_signing_alg_values_supported\":[\"EdDSA\",\"HS256\"]")]
    public async Task An_api_that_takes_no_tokens_as_they_are_sent_gives_no_client(string members)
    {
        _api.Metadata = () => StubHandler.Json(ResourceServer.Json(others: members));
        using var api = _api.Create();

        Assert.Equal(OAuthFault.ResourceTokenMethod, (await Assert.ThrowsAsync<OAuthException>(() => OAuthClient.ForResourceAsync(api, The.Basic, Stop))).Code);
        Assert.Equal([$"GET {ResourceServer.Document}"], _api.Sent);
    }

    [Theory]
    [InlineData("", "ES256")]
    [InlineData(",\"dpop_signing_alg_values_supported\":[\"RS256\",\"ES256\"]", "ES256")]
    [InlineData(",\"dpop_signing_alg_values_supported\":[\"EdDSA\",\"ES384\",\"RS256\"]", "ES384")]
    [InlineData(",\"bearer_methods_supported\":[]", "ES256")]
    public async Task An_api_that_takes_bound_tokens_only_gets_them(string members, string algorithm)
    {
        _api.Metadata = () => StubHandler.Json(ResourceServer.Json(others: ",\"dpop_bound_access_tokens_required\":true" + members));
        using var api = _api.Create();

        using var client = await OAuthClient.ForResourceAsync(api, The.Basic, Stop);

        Assert.Equal(algorithm, client.Dpop!.Algorithm);
    }

    [Fact]
    public async Task Tokens_are_bound_to_the_key_that_the_application_gives_where_the_api_takes_its_algorithm()
    {
        var options = _api.Options;
        options.Dpop = new DpopOptions { Algorithm = JwsAlgorithms.ES384 };
        using var api = new ProtectedResource(ResourceServer.Resource, options);
        using var client = await OAuthClient.ForResourceAsync(api, The.Basic, Stop);
        Assert.Same(options.Dpop, client.Dpop);

        _api.Metadata = () => StubHandler.Json(ResourceServer.Json(others: ",\"dpop_signing_alg_values_supported\":[\"ES256\"]"));
        using var other = new ProtectedResource(ResourceServer.Resource, options);
        var e = await Assert.ThrowsAsync<OAuthException>(() => OAuthClient.ForResourceAsync(other, The.Basic, Stop));

        Assert.Equal(OAuthFault.ResourceTokenMethod, e.Code);
        Assert.DoesNotContain(_api.Handler.Requests, request => request.Url.Host == "login.example.com");
    }

    [Fact]
    public async Task The_client_is_as_the_options_say()
    {
        var options = _api.Options;
        options.Parameters = new Dictionary<string, string> { ["tenant"] = "eu" };
        options.IdTokens = new IdTokenOptions { SigningAlgorithm = JwsAlgorithms.ES256 };
        using var api = new ProtectedResource(ResourceServer.Resource, options);
        using var client = await OAuthClient.ForResourceAsync(api, The.Basic, Stop);

        await client.RequestTokenAsync(The.Grant, Stop);

        Assert.Equal(["eu"], _api.LastPost.Form["tenant"]);
        Assert.Same(options.IdTokens, client.IdTokens);
        Assert.Null(client.Dpop);
    }

    [Fact]
    public async Task Tokens_are_bound_to_the_certificate_that_the_application_gives()
    {
        // A client with a certificate has connections of its own: nothing is sent here.
        _api.Metadata = () => StubHandler.Json(ResourceServer.Json(others: ",\"tls_client_certificate_bound_access_tokens\":true"));
        var options = _api.Options;
        options.Certificate = ClientCertificate.From(Pki.Issue("resource"));
        using var api = new ProtectedResource(ResourceServer.Resource, options);

        await Assert.ThrowsAsync<InvalidOperationException>(() => OAuthClient.ForResourceAsync(api, The.Basic, Stop));
        Assert.True((await api.GetMetadataAsync(Stop)).TlsClientCertificateBoundAccessTokens);
    }

    [Fact]
    public async Task Scopes_that_can_not_be_asked_for_give_no_client()
    {
        _api.Metadata = () => StubHandler.Json(ResourceServer.Json(others: ",\"scopes_supported\":[\"a\\\"b\"]"));
        using var api = _api.Create();

        Assert.Equal(OAuthFault.ResourceMetadataMember, (await Assert.ThrowsAsync<OAuthException>(() => OAuthClient.ForResourceAsync(api, The.Basic, Stop))).Code);
        Assert.Single(_api.Sent);
    }

    private void Names(params string[] issuers)
    {
        var json = ResourceServer.Json(servers: string.Join(',', issuers.Select(issuer => $"\"{issuer}\"")));
        _api.Metadata = () => StubHandler.Json(json);
    }
}
