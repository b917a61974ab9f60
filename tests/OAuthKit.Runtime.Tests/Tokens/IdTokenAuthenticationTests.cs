namespace OAuthKit;

public sealed class IdTokenAuthenticationTests : IDisposable
{
    private readonly LoginServer _login = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _login.Dispose();

    [Theory]
    [InlineData(7 * 86400, false)]
    [InlineData(3661, false)]
    [InlineData(3660, true)]
    public async Task R112_What_comes_by_the_browser_is_fresh(int seconds, bool isTaken)
    {
        var idToken = EncodedIdToken.Parse(_login.IdToken(("iat", $"{_login.Now - seconds}"), ("c_hash", Text(TokenHash.Compute("RS256", The.Canary)))));
        var validation = _login.Client().ValidateIdTokenAsync(idToken, new() { Nonce = LoginServer.Nonce, IsFrontChannel = true, Code = LoginServer.Code }, Stop);

        if (isTaken)
        {
            Assert.Equal(LoginServer.Subject, (await validation).Subject);
            return;
        }

        var e = await Assert.ThrowsAsync<OAuthException>(() => validation);
        Assert.Equal((OAuthFault.JwtTime, "iat"), (e.Code, e.ClaimName));
        Assert.DoesNotContain("/token", _login.Paths);
    }

    [Theory]
    [InlineData("1")]
    [InlineData(" ")]
    [InlineData(null)]
    public async Task R116_S078_Another_nonce_or_none_is_rejected(string? more) =>
        await _login.AssertRejectedAsync(OAuthFault.IdTokenNonce, "nonce", _login.IdToken(("nonce", more is null ? null : Text(LoginServer.Nonce + more))));

    [Theory]
    [InlineData("PS256")]
    [InlineData("PS384")]
    [InlineData("PS512")]
    public async Task S070_An_ID_token_is_validated_with_its_hashes_and_a_login_of_seconds_ago(string algorithm)
    {
        using var key = TestKey.Create(algorithm);
        _login.Key = key;
        var expected = new IdTokenExpectations { Nonce = LoginServer.Nonce, State = "state", MaxAge = TimeSpan.Zero };
        var idToken = _login.IdToken(
            ("at_hash", Text(TokenHash.Compute(algorithm, The.Token(1)))),
            ("c_hash", Text(TokenHash.Compute(algorithm, The.Canary))),
            ("s_hash", Text(TokenHash.Compute(algorithm, "state"))),
            ("auth_time", $"{_login.Now - 5}"));

        Assert.Equal(LoginServer.Subject, (await _login.ExchangeAsync(idToken, expected, _login.Client(new() { SigningAlgorithm = algorithm }))).IdToken?.Subject);
    }

    [Fact]
    public async Task R116_A_nonce_that_nobody_sent_is_rejected()
    {
        await _login.AssertRejectedAsync(OAuthFault.IdTokenNonce, "nonce", _login.IdToken(), new IdTokenExpectations());
        _login.Answer(_login.IdToken());
        var byHand = await Assert.ThrowsAsync<OAuthException>(() => _login.Client().RequestTokenAsync(new AuthorizationCodeGrant(LoginServer.Code), Stop));
        Assert.Equal(OAuthFault.IdTokenNonce, byHand.Code);
        Assert.NotNull((await _login.ExchangeAsync(_login.IdToken(("nonce", null)), new IdTokenExpectations())).IdToken);
    }

    [Fact]
    public async Task R128_S086_The_time_of_the_login_is_required_and_young_enough_where_max_age_was_sent()
    {
        var hour = new IdTokenExpectations { Nonce = LoginServer.Nonce, MaxAge = TimeSpan.FromHours(1) };
        var zero = new IdTokenExpectations { Nonce = LoginServer.Nonce, MaxAge = TimeSpan.Zero };

        await _login.AssertRejectedAsync(OAuthFault.IdTokenAuthTime, "auth_time", _login.IdToken(), hour);
        await _login.AssertRejectedAsync(OAuthFault.JwtTime, "auth_time", _login.IdToken(("auth_time", $"\"{_login.Now}\"")), hour);
        await _login.AssertRejectedAsync(OAuthFault.IdTokenAuthTime, "auth_time", _login.IdToken(("auth_time", $"{_login.Now - 3661}")), hour);
        await _login.AssertRejectedAsync(OAuthFault.IdTokenAuthTime, "auth_time", _login.IdToken(("auth_time", $"{_login.Now + 61}")), hour);
        await _login.AssertRejectedAsync(OAuthFault.IdTokenAuthTime, "auth_time", _login.IdToken(("auth_time", $"{_login.Now - 120}")), zero);
        Assert.NotNull((await _login.ExchangeAsync(_login.IdToken(("auth_time", $"{_login.Now - 3660}")), hour)).IdToken);
        Assert.NotNull((await _login.ExchangeAsync(_login.IdToken(("auth_time", $"{_login.Now - 5}")), zero)).IdToken);
    }

    [Fact]
    public async Task R128_A_max_age_of_any_length_is_one()
    {
        var ever = new IdTokenExpectations { Nonce = LoginServer.Nonce, MaxAge = TimeSpan.MaxValue };

        Assert.NotNull((await _login.ExchangeAsync(_login.IdToken(("auth_time", $"{_login.Now - 5}")), ever)).IdToken);
        await _login.AssertRejectedAsync(OAuthFault.IdTokenAuthTime, "auth_time", _login.IdToken(), ever);
    }

    [Fact]
    public async Task R128_The_time_of_the_login_is_required_where_it_is_registered()
    {
        var client = _login.Client(new() { RequireAuthTime = true });

        await _login.AssertRejectedAsync(OAuthFault.IdTokenAuthTime, "auth_time", _login.IdToken(), client: client);
        Assert.Equal(_login.Server.Clock.GetUtcNow().AddYears(-1), (await _login.ExchangeAsync(_login.IdToken(("auth_time", $"{_login.Server.Clock.GetUtcNow().AddYears(-1).ToUnixTimeSeconds()}")), client: client)).IdToken!.AuthTime);
    }

    [Fact]
    public async Task R129_S085_One_of_the_classes_that_were_asked_for_is_required()
    {
        var expected = new IdTokenExpectations { Nonce = LoginServer.Nonce, AcrValues = ["2", "3"] };

        foreach (var acr in (string?[])["\"1\"", "\"2 3\"", null])
        {
            Assert.Equal("2 3", (await _login.AssertRejectedAsync(OAuthFault.IdTokenAcr, "acr", _login.IdToken(("acr", acr)), expected)).Expected);
        }

        await _login.AssertRejectedAsync(OAuthFault.JwtClaim, "acr", _login.IdToken(("acr", "2")), expected);
        Assert.Equal("3", (await _login.ExchangeAsync(_login.IdToken(("acr", "\"3\"")), expected)).IdToken!.Acr);
    }

    [Theory]
    [InlineData("at_hash")]
    [InlineData("c_hash")]
    [InlineData("s_hash")]
    public async Task R130_S084_A_hash_that_is_there_is_that_of_what_came_with_it(string claim)
    {
        var expected = new IdTokenExpectations { Nonce = LoginServer.Nonce, State = "state-c4narY" };

        await _login.AssertRejectedAsync(OAuthFault.IdTokenHash, claim, _login.IdToken((claim, Text(TokenHash.Compute("RS256", "other")))), expected);
        await _login.AssertRejectedAsync(OAuthFault.IdTokenHash, claim, _login.IdToken((claim, "\"\"")), expected);
        await _login.AssertRejectedAsync(OAuthFault.JwtClaim, claim, _login.IdToken((claim, "7")), expected);
        var value = claim switch { "at_hash" => The.Token(1), "c_hash" => The.Canary, _ => "state-c4narY" };
        Assert.NotNull((await _login.ExchangeAsync(_login.IdToken((claim, Text(TokenHash.Compute("RS256", value)))), expected)).IdToken);
        await _login.AssertRejectedAsync(OAuthFault.IdTokenHash, claim, _login.IdToken((claim, Text(TokenHash.Compute("RS512", value)))), expected);
    }

    [Fact]
    public async Task S084_A_hash_of_a_state_that_is_not_known_is_rejected() =>
        await _login.AssertRejectedAsync(OAuthFault.IdTokenHash, "s_hash", _login.IdToken(("s_hash", Text(TokenHash.Compute("RS256", "state")))));

    [Fact]
    public async Task R130_What_came_by_the_browser_has_the_hashes_of_what_came_with_it()
    {
        var client = _login.Client();
        var code = new IdTokenExpectations { Nonce = LoginServer.Nonce, IsFrontChannel = true, Code = LoginServer.Code };
        var token = new IdTokenExpectations { Nonce = LoginServer.Nonce, IsFrontChannel = true, AccessToken = AccessToken.Parse(The.Token(1)) };

        Assert.Equal((OAuthFault.IdTokenHash, "c_hash"), await FaultAsync(client, _login.IdToken(), code));
        Assert.Equal((OAuthFault.IdTokenHash, "at_hash"), await FaultAsync(client, _login.IdToken(), token));
        Assert.NotNull(await client.ValidateIdTokenAsync(EncodedIdToken.Parse(_login.IdToken(("c_hash", Text(TokenHash.Compute("RS256", The.Canary))))), code, Stop));
        Assert.NotNull(await client.ValidateIdTokenAsync(EncodedIdToken.Parse(_login.IdToken(("at_hash", Text(TokenHash.Compute("RS256", The.Token(1)))))), token, Stop));
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.ValidateIdTokenAsync(EncodedIdToken.Parse(_login.IdToken()), new() { IsFrontChannel = true }, Stop));
        Assert.DoesNotContain("/token", _login.Paths);
    }

    [Fact]
    public async Task The_token_endpoint_speaks_of_the_user_of_the_browser()
    {
        var client = _login.Client();
        var front = await client.ValidateIdTokenAsync(EncodedIdToken.Parse(_login.IdToken()), LoginServer.Expected, Stop);
        var expected = new IdTokenExpectations { Nonce = LoginServer.Nonce, FrontChannel = front };

        await _login.AssertRejectedAsync(OAuthFault.IdTokenChanged, "sub", _login.IdToken(("sub", "\"mallory\"")), expected, client);
        Assert.NotNull((await _login.ExchangeAsync(_login.IdToken(("email", "\"x\"")), expected, client)).IdToken);
    }

    private static string Text(string value) => System.Text.Json.JsonSerializer.Serialize(value);

    private static async Task<(string Code, string? Claim)> FaultAsync(OAuthClient client, string idToken, IdTokenExpectations expected)
    {
        var e = await Assert.ThrowsAsync<OAuthException>(() => client.ValidateIdTokenAsync(EncodedIdToken.Parse(idToken), expected, Stop));
        LoginServer.AssertShowsNoToken(idToken, e);
        return (e.Code, e.ClaimName);
    }
}
