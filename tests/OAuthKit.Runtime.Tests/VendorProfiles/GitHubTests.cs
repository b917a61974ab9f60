using System.Net;

namespace OAuthKit;

public sealed class GitHubTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Json_is_asked_for_and_scopes_come_separated_by_commas()
    {
        var handler = new StubHandler(_ => StubHandler.Json("""{"access_token":"gho_c4narY","scope":"repo,gist","token_type":"bearer"}"""));
        using var client = Client(handler);

        var tokens = await client.RequestTokenAsync(The.Grant, Stop);

        Assert.Equal("repo gist", tokens.Scope);
        var request = Assert.Single(handler.Requests);
        Assert.Equal(("https://github.com/login/oauth/access_token", "application/json"), (request.Url.AbsoluteUri, request.Headers["Accept"]));
        Assert.Equal(["id"], request.Form["client_id"]);
        Assert.Null(request.Authorization);
        Assert.Equal("client_secret_post", Vendors.GitHub().ClientAuthentication);
    }

    [Theory]
    [InlineData("incorrect_client_credentials", "invalid_client")]
    [InlineData("bad_verification_code", "invalid_grant")]
    [InlineData("bad_refresh_token", "invalid_grant")]
    [InlineData("redirect_uri_mismatch", "invalid_grant")]
    [InlineData("incorrect_device_code", "invalid_grant")]
    [InlineData("device_flow_disabled", "unauthorized_client")]
    public async Task An_error_with_status_200_is_the_registered_one_that_it_means(string error, string meant)
    {
        using var client = Client(new StubHandler(_ => StubHandler.Json($$"""{"error":"{{error}}","error_description":"no"}""")));

        var e = await Assert.ThrowsAsync<OAuthServerException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal((meant, error, 200), (e.Error, e.OriginalError, e.StatusCode));
    }

    [Fact]
    public async Task An_error_that_is_registered_stays_as_it_is()
    {
        using var client = Client(new StubHandler(_ => StubHandler.Json("""{"error":"slow_down"}""")));

        var e = await Assert.ThrowsAsync<OAuthServerException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(("slow_down", null), (e.Error, e.OriginalError));
    }

    [Theory]
    [InlineData(null, "https://api.github.com/app/installations/42/access_tokens")]
    [InlineData("octo.ghe.com", "https://api.octo.ghe.com/app/installations/42/access_tokens")]
    [InlineData("github.example.com", "https://github.example.com/api/v3/app/installations/42/access_tokens")]
    public async Task An_installation_token_is_exchanged_for_a_JWT_of_the_app(string? domain, string url)
    {
        var server = new FakeServer();
        var handler = new StubHandler(_ => StubHandler.Json("""{"token":"ghs_c4narY","expires_at":"2026-01-01T01:00:00Z","permissions":{}}""", HttpStatusCode.Created));
        using var source = new GitHubInstallationTokens("123", Pki.Key("RS256"), 42, domain, new() { Handler = handler, TimeProvider = server.Clock });
        using var manager = server.Manager();
        var policy = new TokenPolicy(source, manager, "github");

        var tokens = await manager.GetTokenAsync(policy, Stop);
        Assert.Same(tokens, await manager.GetTokenAsync(policy, Stop));

        Assert.Equal("Bearer ghs_c4narY", tokens.AccessToken.AuthorizationHeader);
        Assert.Equal(server.Clock.GetUtcNow() + TimeSpan.FromHours(1), tokens.ExpiresAt);
        var request = Assert.Single(handler.Requests);
        Assert.Equal((url, "POST", "{}"), (request.Url.AbsoluteUri, request.Method, request.Body));
        Assert.Equal(("application/vnd.github+json", "OAuthKit"), (request.Headers["Accept"], request.Headers["User-Agent"]));
        var jwt = new DecodedJwt(request.Authorization!["Bearer ".Length..]);
        Assert.True(jwt.IsSignedBy(Pki.Key("RS256").ExportPublicJwk()));
        var now = server.Clock.GetUtcNow().ToUnixTimeSeconds();
        Assert.Equal(("RS256", "123", now - 60, now + 540), (jwt.Header.GetProperty("alg").GetString(), jwt.Text("iss"), jwt.Number("iat"), jwt.Number("exp")));
    }

    [Fact]
    public async Task An_installation_token_can_be_for_less()
    {
        var handler = new StubHandler(_ => StubHandler.Json("""{"token":"ghs_c4narY","expires_at":"2026-01-01T01:00:00Z"}""", HttpStatusCode.Created));
        using var source = new GitHubInstallationTokens("123", Pki.Key("RS256"), 42, options: new() { Handler = handler })
        {
            Repositories = ["shop"],
            Permissions = new Dictionary<string, string> { ["contents"] = "read" },
        };

        await source.RequestTokenAsync(Stop);

        Assert.Equal("""{"repositories":["shop"],"permissions":{"contents":"read"}}""", Assert.Single(handler.Requests).Body);
    }

    [Theory]
    [InlineData(404, """{"message":"Not Found"}""", OAuthFault.TokenResponseStatus)]
    [InlineData(200, """{"token":"ghs_c4narY","expires_at":"2026-01-01T01:00:00Z"}""", OAuthFault.TokenResponseStatus)]
    [InlineData(201, "[]", OAuthFault.TokenResponseMalformed)]
    [InlineData(201, """{"expires_at":"2026-01-01T01:00:00Z"}""", OAuthFault.TokenResponseAccessToken)]
    [InlineData(201, """{"token":"a\u0000b","expires_at":"2026-01-01T01:00:00Z"}""", OAuthFault.TokenResponseAccessToken)]
    [InlineData(201, """{"token":"ghs_c4narY"}""", OAuthFault.TokenResponseExpiresIn)]
    [InlineData(201, """{"token":"ghs_c4narY","expires_at":3600}""", OAuthFault.TokenResponseExpiresIn)]
    public async Task An_answer_that_is_no_installation_token_is_refused(int status, string body, string code)
    {
        var handler = new StubHandler(_ => StubHandler.Json(body, (HttpStatusCode)status));
        using var source = new GitHubInstallationTokens("123", Pki.Key("RS256"), 42, options: new() { Handler = handler });

        Assert.Equal(code, (await Assert.ThrowsAsync<OAuthException>(() => source.RequestTokenAsync(Stop))).Code);
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task An_app_that_cannot_be_one_sends_nothing()
    {
        var handler = new StubHandler(_ => StubHandler.Json("{}"));
        using var source = new GitHubInstallationTokens("123", Pki.Key("ES256"), 42, options: new() { Handler = handler });

        await Assert.ThrowsAsync<InvalidOperationException>(() => source.RequestTokenAsync(Stop));
        Assert.Empty(handler.Requests);
        Assert.Throws<ArgumentException>(() => new GitHubInstallationTokens("123", Pki.Key("RS256"), 42, "evil.com/#"));
        Assert.Throws<ArgumentException>(() => new GitHubInstallationTokens("", Pki.Key("RS256"), 42));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GitHubInstallationTokens("123", Pki.Key("RS256"), 0));
    }

    private static OAuthClient Client(StubHandler handler) => Vendors.GitHub().CreateClient(ClientAuthentication.ClientSecretPost("id", The.Secret), new() { Handler = handler });
}
