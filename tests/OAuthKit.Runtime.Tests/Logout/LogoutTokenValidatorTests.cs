using System.Text.Json.Nodes;

namespace OAuthKit;

public sealed class LogoutTokenValidatorTests : IDisposable
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

    private readonly LoginServer _login = new();
    private int _number;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _login.Dispose();

    [Fact]
    public async Task R295_R296_A_logout_token_says_who_is_to_be_logged_out()
    {
        var token = await Validator().ValidateAsync(Sign(("extra", "7")), Stop);

        Assert.Equal(The.Issuer, token.Issuer);
        Assert.Equal("s", token.Subject);
        Assert.Equal("session", token.SessionId);
        Assert.Equal("j1", token.TokenId);
        Assert.Equal(_login.Server.Clock.GetUtcNow(), token.IssuedAt);
        Assert.True(token.TryGetClaim("extra", out _));
        Assert.Equal("[logout token]", token.ToString());
        Assert.Equal([LoginServer.Metadata, "/jwks"], _login.Paths);
    }

    [Theory]
    [InlineData("iss", "\"https://login.example.com/\"", OAuthFault.JwtIssuer)]
    [InlineData("iss", null, OAuthFault.JwtIssuer)]
    [InlineData("aud", "\"other\"", OAuthFault.JwtAudience)]
    [InlineData("aud", "[]", OAuthFault.JwtAudience)]
    [InlineData("aud", null, OAuthFault.JwtAudience)]
    [InlineData("iat", null, OAuthFault.JwtTime)]
    [InlineData("iat", "1767225661", OAuthFault.JwtTime)]
    [InlineData("iat", "1767224939", OAuthFault.JwtTime)]
    [InlineData("iat", "\"1767225600\"", OAuthFault.JwtTime)]
    [InlineData("exp", null, OAuthFault.JwtTime)]
    [InlineData("exp", "1767225540", OAuthFault.JwtTime)]
    [InlineData("nbf", "1767225661", OAuthFault.JwtTime)]
    [InlineData("jti", null, OAuthFault.JwtClaim)]
    [InlineData("jti", "\"\"", OAuthFault.JwtClaim)]
    [InlineData("sid", "7", OAuthFault.JwtClaim)]
    [InlineData("nonce", "\"n\"", OAuthFault.LogoutTokenNonce)]
    [InlineData("nonce", "null", OAuthFault.LogoutTokenNonce)]
    [InlineData("events", null, OAuthFault.LogoutTokenEvent)]
    [InlineData("events", "[]", OAuthFault.LogoutTokenEvent)]
    [InlineData("events", "{}", OAuthFault.LogoutTokenEvent)]
    [InlineData("events", "{\"http://schemas.openid.net/event/backchannel-logout\":true}", OAuthFault.LogoutTokenEvent)]
    [InlineData("events", "{\"https://schemas.openid.net/event/backchannel-logout\":{}}", OAuthFault.LogoutTokenEvent)]
    [InlineData("events", "\"http://schemas.openid.net/event/backchannel-logout\"", OAuthFault.LogoutTokenEvent)]
    public async Task R295_R296_A_claim_that_is_wrong_is_rejected(string claim, string? json, string code)
    {
        var validator = Validator();
        var e = await AssertFaultAsync(validator, code, Sign((claim, json)));

        Assert.Equal(claim, e.ClaimName);
        // What was rejected isn't remembered.
        Assert.NotNull(await validator.ValidateAsync(Sign(("jti", "\"j1\"")), Stop));
    }

    [Fact]
    public async Task R296_A_subject_or_a_session_is_named()
    {
        var validator = Validator();

        await AssertFaultAsync(validator, OAuthFault.LogoutTokenSubject, Sign(("sub", null), ("sid", null)));
        Assert.Equal("session", (await validator.ValidateAsync(Sign(("sub", null)), Stop)).SessionId);
        Assert.Equal("s", (await validator.ValidateAsync(Sign(("sid", null)), Stop)).Subject);
    }

    [Theory]
    [InlineData("JWT")]
    [InlineData("at+jwt")]
    [InlineData("")]
    [InlineData(null)]
    public async Task R297_The_type_is_that_of_logout(string? type) =>
        await AssertFaultAsync(Validator(), OAuthFault.JwtType, _login.Key.Sign(Claims(), type));

    [Theory]
    [InlineData("JWT", true)]
    [InlineData("application/jwt", true)]
    [InlineData(null, true)]
    [InlineData("logout+jwt", true)]
    [InlineData("at+jwt", false)]
    [InlineData("dpop+jwt", false)]
    public async Task R297_A_server_that_sets_no_type_can_be_taken(string? type, bool isTaken)
    {
        var validator = Validator(new() { AcceptUntyped = true });
        var token = _login.Key.Sign(Claims(), type);

        if (isTaken)
        {
            Assert.Equal("s", (await validator.ValidateAsync(token, Stop)).Subject);
            return;
        }

        await AssertFaultAsync(validator, OAuthFault.JwtType, token);
    }

    [Theory]
    [InlineData("logout+jwt")]
    [InlineData("LOGOUT+JWT")]
    [InlineData("application/logout+jwt")]
    public async Task R297_The_type_is_compared_as_a_media_type(string type) =>
        Assert.NotNull(await Validator().ValidateAsync(_login.Key.Sign(Claims(), type), Stop));

    [Fact]
    public async Task R295_Signature_and_algorithm_are_those_of_ID_tokens()
    {
        using var evil = TestKey.Create();
        using var other = TestKey.Create("PS256");

        await AssertFaultAsync(Validator(), OAuthFault.JwtSignature, evil.Sign(Claims(), "logout+jwt"));
        await AssertFaultAsync(Validator(), OAuthFault.JwtAlgorithm, other.Sign(Claims(), "logout+jwt"));
        await AssertFaultAsync(Validator(), OAuthFault.JwtAlgorithm, _login.Key.Sign(Claims(), header: """{"alg":"none","typ":"logout+jwt"}"""));
        await AssertFaultAsync(Validator(), OAuthFault.JwtMalformed, "no");
        _login.Key = other;
        _login.Server.Clock.Advance(ServerKeys.Lifetime);
        Assert.NotNull(await new LogoutTokenValidator(_login.Client(new() { SigningAlgorithm = "PS256" })).ValidateAsync(Sign(("iat", $"{_login.Now}"), ("exp", $"{_login.Now + 120}")), Stop));
    }

    [Fact]
    public async Task R297_A_logout_token_is_taken_once()
    {
        var validator = Validator();
        var token = Sign();

        await validator.ValidateAsync(token, Stop);
        await AssertFaultAsync(validator, OAuthFault.LogoutTokenReplayed, token);
        await AssertFaultAsync(validator, OAuthFault.LogoutTokenReplayed, Sign(("jti", "\"j1\""), ("sub", "\"t\"")));
        Assert.NotNull(await validator.ValidateAsync(Sign(), Stop));
        // It is remembered until its age alone refuses it.
        _login.Server.Clock.Advance(LogoutTokenOptions.DefaultLongestAge + TimeSpan.FromSeconds(59));
        await AssertFaultAsync(validator, OAuthFault.LogoutTokenReplayed, Sign(("jti", "\"j1\""), ("iat", "1767225600"), ("exp", "4102444800")));
        _login.Server.Clock.Advance(TimeSpan.FromSeconds(2));
        await AssertFaultAsync(validator, OAuthFault.JwtTime, Sign(("jti", "\"j1\""), ("iat", "1767225600"), ("exp", "4102444800")));
    }

    [Fact]
    public async Task R297_Of_many_that_come_at_once_one_is_taken()
    {
        var validator = Validator();
        var token = Sign();
        await validator.ValidateAsync(Sign(), Stop);

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(async () => await Record.ExceptionAsync(() => validator.ValidateAsync(token, Stop)), Stop)));

        Assert.Single(results, e => e is null);
    }

    [Fact]
    public async Task R297_Nodes_can_share_what_they_remember()
    {
        var store = JwtReplayStore.InMemory(timeProvider: _login.Server.Clock);
        var token = Sign();

        await Validator(new() { ReplayStore = store }).ValidateAsync(token, Stop);

        await AssertFaultAsync(Validator(new() { ReplayStore = store }), OAuthFault.LogoutTokenReplayed, token);
        Assert.NotNull(await Validator().ValidateAsync(token, Stop));
    }

    [Fact]
    public async Task R297_What_is_remembered_is_bounded()
    {
        var store = JwtReplayStore.InMemory(2, _login.Server.Clock);
        var now = _login.Server.Clock.GetUtcNow();

        Assert.True(await store.TryAddAsync("a", now.AddSeconds(10), Stop));
        Assert.True(await store.TryAddAsync("b", now.AddSeconds(20), Stop));
        Assert.False(await store.TryAddAsync("a", now.AddSeconds(10), Stop));
        Assert.True(await store.TryAddAsync("c", now.AddSeconds(30), Stop));
        Assert.False(await store.TryAddAsync("b", now.AddSeconds(20), Stop));
        Assert.True(await store.TryAddAsync("a", now.AddSeconds(40), Stop));
        _login.Server.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.True(await store.TryAddAsync("c", now.AddSeconds(50), Stop));
        Assert.Throws<ArgumentOutOfRangeException>(() => JwtReplayStore.InMemory(0));
    }

    [Fact]
    public async Task Without_an_issuer_nothing_can_be_checked()
    {
        var server = _login.Server.Keep(AuthorizationServer.FromEndpoints(new ServerEndpoints { Jwks = $"{The.Issuer}/jwks" }, options: _login.Server.Options));
        var validator = new LogoutTokenValidator(_login.Server.Keep(new OAuthClient(server, The.Basic, _login.Server.Options)));

        await Assert.ThrowsAsync<InvalidOperationException>(() => validator.ValidateAsync(Sign(), Stop));
        Assert.Empty(_login.Paths);
    }

    [Fact]
    public void Limits_have_their_range()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogoutTokenOptions { LongestAge = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogoutTokenOptions { LongestAge = TimeSpan.FromDays(2) });
    }

    private LogoutTokenValidator Validator(LogoutTokenOptions? options = null) => new(_login.Client(), options);

    private string Sign(params (string Name, string? Json)[] changes) => _login.Key.Sign(Claims(changes), "logout+jwt");

    private string Claims(params (string Name, string? Json)[] changes)
    {
        var claims = new JsonObject
        {
            ["iss"] = The.Issuer,
            ["sub"] = "s",
            ["aud"] = The.ClientId,
            ["iat"] = _login.Now,
            ["exp"] = _login.Now + 120,
            ["jti"] = $"j{++_number}",
            ["sid"] = "session",
            ["events"] = new JsonObject { [Event] = new JsonObject() },
        };
        foreach (var (name, json) in changes)
        {
            claims.Remove(name);
            if (json is not null)
            {
                claims[name] = JsonNode.Parse(json);
            }
        }

        return claims.ToJsonString();
    }

    private static async Task<OAuthException> AssertFaultAsync(LogoutTokenValidator validator, string code, string token)
    {
        var e = await Assert.ThrowsAsync<OAuthException>(() => validator.ValidateAsync(token, Stop));
        Assert.Equal(code, e.Code);
        LoginServer.AssertShowsNoToken(token, e);
        return e;
    }
}
