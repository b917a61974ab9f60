namespace OAuthKit;

public sealed class IdTokenValidatorTests : IDisposable
{
    private readonly LoginServer _login = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _login.Dispose();

    [Fact]
    public async Task S050_The_exchange_of_a_code_gives_a_validated_ID_token()
    {
        using var key = TestKey.Create("ES256");
        _login.Key = key;
        var idToken = _login.IdToken(
            ("at_hash", Text(TokenHash.Compute("ES256", The.Token(1)))),
            ("c_hash", Text(TokenHash.Compute("ES256", The.Canary))),
            ("s_hash", Text(TokenHash.Compute("ES256", "state"))));

        var tokens = await _login.ExchangeAsync(idToken, new() { Nonce = LoginServer.Nonce, State = "state", IsRequired = true }, _login.Client(new() { SigningAlgorithm = "ES256" }));

        Assert.Equal(LoginServer.Subject, tokens.IdToken?.Subject);
        Assert.Equal(idToken, tokens.IdToken?.Encoded.Reveal());
        Assert.Equal(idToken, tokens.EncodedIdToken?.Reveal());
        Assert.Equal([LoginServer.Metadata, "/token", "/jwks"], _login.Paths);
    }

    [Theory]
    [InlineData("\"https://login.example.com1\"")]
    [InlineData("\"https://login.example.com/\"")]
    [InlineData("\"HTTPS://login.example.com\"")]
    [InlineData("[\"https://login.example.com\"]")]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData(null)]
    public async Task R107_S078_The_issuer_is_exactly_that_of_the_server(string? iss)
    {
        var e = await Assert.ThrowsAsync<OAuthException>(() => _login.ExchangeAsync(_login.IdToken(("iss", iss))));

        Assert.Equal(OAuthFault.JwtIssuer, e.Code);
        Assert.False(CanaryWatch.Holds(e.ToString()));
        Assert.Equal([LoginServer.Metadata, "/token", "/jwks"], [.. _login.Paths.Concat(["/jwks"]).Distinct()]);
    }

    [Theory]
    [InlineData("\"orders-worker\"")]
    [InlineData("[\"orders-worker\"]")]
    [InlineData("[\"orders-worker\",\"orders-worker\"]")]
    public async Task R108_The_audience_is_the_client_as_a_string_or_a_list(string aud) =>
        Assert.Contains(The.ClientId, (await _login.ExchangeAsync(_login.IdToken(("aud", aud)))).IdToken!.Audience);

    [Theory]
    [InlineData("\"orders-worker1\"")]
    [InlineData("\"Orders-worker\"")]
    [InlineData("[]")]
    [InlineData("[\"other\"]")]
    [InlineData(null)]
    public async Task R108_S078_An_audience_without_the_client_is_rejected(string? aud)
    {
        var e = await _login.AssertRejectedAsync(OAuthFault.JwtAudience, "aud", _login.IdToken(("aud", aud)));

        Assert.Equal(The.ClientId, e.Expected);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("[5]")]
    [InlineData("{\"orders-worker\":1}")]
    public async Task R108_An_audience_of_another_type_is_rejected(string aud) =>
        await _login.AssertRejectedAsync(OAuthFault.JwtAudience, "aud", _login.IdToken(("aud", aud)));

    [Fact]
    public async Task R109_Others_in_the_audience_are_rejected_unless_they_are_trusted_and_the_client_is_the_party()
    {
        var both = ("aud", "[\"orders-worker\",\"other\"]");
        var trusting = _login.Client(new() { TrustedAudiences = ["other"] });

        await _login.AssertRejectedAsync(OAuthFault.JwtAudience, "aud", _login.IdToken(both));
        await _login.AssertRejectedAsync(OAuthFault.JwtAudience, "aud", _login.IdToken(both, ("azp", Text(The.ClientId))));
        await _login.AssertRejectedAsync(OAuthFault.IdTokenAuthorizedParty, "azp", _login.IdToken(both, ("azp", "\"other\"")), client: trusting);
        await _login.AssertRejectedAsync(OAuthFault.IdTokenAuthorizedParty, "azp", _login.IdToken(both), client: trusting);
        await _login.AssertRejectedAsync(OAuthFault.JwtAudience, "aud", _login.IdToken(("aud", "[\"orders-worker\",\"other\",\"third\"]"), ("azp", Text(The.ClientId))), client: trusting);
        Assert.NotNull((await _login.ExchangeAsync(_login.IdToken(both, ("azp", Text(The.ClientId))), client: trusting)).IdToken);
    }

    [Theory]
    [InlineData("\"other\"")]
    [InlineData("\"\"")]
    public async Task R110_S078_Another_authorized_party_is_rejected(string azp)
    {
        var e = await _login.AssertRejectedAsync(OAuthFault.IdTokenAuthorizedParty, "azp", _login.IdToken(("azp", azp)));

        Assert.Equal(The.ClientId, e.Expected);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("[\"orders-worker\"]")]
    public async Task S068_An_authorized_party_that_is_no_string_is_rejected(string azp) =>
        await _login.AssertRejectedAsync(OAuthFault.JwtClaim, "azp", _login.IdToken(("azp", azp)));

    [Theory]
    [InlineData(-360)]
    [InlineData(-61)]
    [InlineData(-60)]
    public async Task R111_S079_An_ID_token_that_is_over_is_rejected(int seconds) =>
        await _login.AssertRejectedAsync(OAuthFault.JwtTime, "exp", _login.IdToken(("exp", $"{_login.Now + seconds}")));

    [Fact]
    public async Task R111_The_end_is_required_and_clocks_may_be_a_minute_apart_or_less()
    {
        await _login.AssertRejectedAsync(OAuthFault.JwtTime, "exp", _login.IdToken(("exp", null)));
        Assert.NotNull((await _login.ExchangeAsync(_login.IdToken(("exp", $"{_login.Now - 59}")))).IdToken);
        await _login.AssertRejectedAsync(OAuthFault.JwtTime, "exp", _login.IdToken(("exp", $"{_login.Now}")), client: _login.Client(new() { ClockSkew = TimeSpan.Zero }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new IdTokenOptions { ClockSkew = TimeSpan.FromSeconds(61) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new IdTokenOptions { ClockSkew = TimeSpan.FromSeconds(-1) });
    }

    [Fact]
    public async Task R112_The_time_of_issue_is_required_and_not_in_the_future()
    {
        await _login.AssertRejectedAsync(OAuthFault.JwtTime, "iat", _login.IdToken(("iat", null)));
        await _login.AssertRejectedAsync(OAuthFault.JwtTime, "iat", _login.IdToken(("iat", $"{_login.Now + 86400}"), ("exp", $"{_login.Now + 90000}")));
        await _login.AssertRejectedAsync(OAuthFault.JwtTime, "iat", _login.IdToken(("iat", $"{_login.Now + 61}")));
        Assert.NotNull((await _login.ExchangeAsync(_login.IdToken(("iat", $"{_login.Now + 60}")))).IdToken);
    }

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

        Assert.Equal((OAuthFault.JwtTime, "iat"), ((await Assert.ThrowsAsync<OAuthException>(() => validation)).Code, "iat"));
        Assert.DoesNotContain("/token", _login.Paths);
    }

    [Fact]
    public async Task R113_An_ID_token_that_is_not_valid_yet_is_rejected()
    {
        await _login.AssertRejectedAsync(OAuthFault.JwtTime, "nbf", _login.IdToken(("nbf", $"{_login.Now + 61}")));
        Assert.NotNull((await _login.ExchangeAsync(_login.IdToken(("nbf", $"{_login.Now + 60}")))).IdToken);
    }

    [Theory]
    [InlineData("exp")]
    [InlineData("iat")]
    [InlineData("nbf")]
    [InlineData("auth_time")]
    public async Task R114_A_time_is_a_number_which_may_have_a_fraction(string claim)
    {
        foreach (var wrong in (string[])["\"1767225900\"", "true", "null", "[1767225900]", "-1"])
        {
            await _login.AssertRejectedAsync(OAuthFault.JwtTime, claim, _login.IdToken((claim, wrong)));
        }

        var token = _login.Key.Sign(_login.Claims((claim, "12345678")).Replace("12345678", "1e999", StringComparison.Ordinal), "JWT");
        Assert.Equal(OAuthFault.JwtTime, (await Assert.ThrowsAsync<OAuthException>(() => _login.ExchangeAsync(token))).Code);
        Assert.NotNull((await _login.ExchangeAsync(_login.IdToken((claim, $"{_login.Now}.5")))).IdToken);
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("[\"s\"]")]
    [InlineData(null)]
    public async Task R115_A_subject_is_required(string? sub) =>
        await _login.AssertRejectedAsync(OAuthFault.JwtSubject, "sub", _login.IdToken(("sub", sub)));

    [Fact]
    public async Task R115_A_subject_has_at_most_255_ASCII_characters()
    {
        await _login.AssertRejectedAsync(OAuthFault.JwtSubject, "sub", _login.IdToken(("sub", Text(new string('s', 256)))));
        await _login.AssertRejectedAsync(OAuthFault.JwtSubject, "sub", _login.IdToken(("sub", "\"jané\"")));
        Assert.Equal(255, (await _login.ExchangeAsync(_login.IdToken(("sub", Text(new string('s', 255)))))).IdToken!.Subject.Length);
    }

    [Theory]
    [InlineData("1")]
    [InlineData(" ")]
    [InlineData(null)]
    public async Task R116_S078_Another_nonce_or_none_is_rejected(string? more) =>
        await _login.AssertRejectedAsync(OAuthFault.IdTokenNonce, "nonce", _login.IdToken(("nonce", more is null ? null : Text(LoginServer.Nonce + more))));

    [Fact]
    public async Task R116_A_nonce_that_nobody_sent_is_rejected()
    {
        await _login.AssertRejectedAsync(OAuthFault.IdTokenNonce, "nonce", _login.IdToken(), new IdTokenExpectations());
        _login.Answer(_login.IdToken());
        var byHand = await Assert.ThrowsAsync<OAuthException>(() => _login.Client().RequestTokenAsync(new AuthorizationCodeGrant(LoginServer.Code), Stop));
        Assert.Equal(OAuthFault.IdTokenNonce, byHand.Code);
        Assert.NotNull((await _login.ExchangeAsync(_login.IdToken(("nonce", null)), new IdTokenExpectations())).IdToken);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("nOnE")]
    [InlineData("")]
    public async Task R117_An_ID_token_without_a_signature_is_rejected(string algorithm)
    {
        var header = $$"""{"alg":"{{algorithm}}","kid":"k1"}""";
        var unsigned = _login.Key.Sign(_login.Claims(), header: header);

        await _login.AssertRejectedAsync(OAuthFault.JwtAlgorithm, "alg", unsigned);
        await _login.AssertRejectedAsync(OAuthFault.JwtMalformed, null, unsigned[..(unsigned.LastIndexOf('.') + 1)]);
        Assert.DoesNotContain("/jwks", _login.Paths);
        Assert.Throws<ArgumentException>(() => new IdTokenOptions { SigningAlgorithm = algorithm });
    }

    [Fact]
    public async Task R118_S080_The_algorithm_is_the_registered_one()
    {
        using var key = TestKey.Create("PS256");
        _login.Key = key;

        var e = await _login.AssertRejectedAsync(OAuthFault.JwtAlgorithm, "alg", _login.IdToken());

        Assert.Equal("RS256", e.Expected);
        Assert.DoesNotContain("/jwks", _login.Paths);
        Assert.NotNull((await _login.ExchangeAsync(_login.IdToken(), client: _login.Client(new() { SigningAlgorithm = "PS256" }))).IdToken);
    }

    [Fact]
    public async Task S076_S077_An_ID_token_names_a_known_algorithm()
    {
        await _login.AssertRejectedAsync(OAuthFault.JwtAlgorithm, "alg", _login.Key.Sign(_login.Claims(), header: """{"kid":"k1"}"""));
        await _login.AssertRejectedAsync(OAuthFault.JwtAlgorithm, "alg", _login.Key.Sign(_login.Claims(), header: """{"alg":"foobar","kid":"k1"}"""));
        Assert.Throws<ArgumentException>(() => new IdTokenOptions { SigningAlgorithm = "foobar" });
    }

    [Fact]
    public async Task R120_S075_A_changed_ID_token_is_rejected()
    {
        var parts = _login.IdToken().Split('.');
        var other = _login.IdToken(("sub", "\"mallory\"")).Split('.');
        var signature = StrictBase64Url.Decode(parts[2])!;
        signature[0] ^= 1;

        await _login.AssertRejectedAsync(OAuthFault.JwtSignature, null, $"{parts[0]}.{other[1]}.{parts[2]}");
        await _login.AssertRejectedAsync(OAuthFault.JwtSignature, null, $"{parts[0]}.{parts[1]}.{TestKey.Text(signature)}");
        using var evil = TestKey.Create();
        await _login.AssertRejectedAsync(OAuthFault.JwtSignature, null, evil.Sign(_login.Claims(), "JWT"));
    }

    [Fact]
    public async Task R124_Keys_in_an_ID_token_are_not_used_or_fetched()
    {
        using var evil = TestKey.Create(keyId: "evil");
        var header = $$"""{"alg":"RS256","kid":"evil","jwk":{{evil.Jwk()}},"jku":"https://evil.example/jwks","x5u":"https://evil.example/x"}""";

        await _login.AssertRejectedAsync(OAuthFault.JwtKey, null, evil.Sign(_login.Claims(), header: header));
        Assert.All(_login.Server.Handler.Requests, request => Assert.Equal("login.example.com", request.Url.Host));
    }

    [Theory]
    [InlineData("at+jwt")]
    [InlineData("application/at+jwt")]
    [InlineData("dpop+jwt")]
    [InlineData("logout+jwt")]
    [InlineData("token-introspection+jwt")]
    [InlineData("oauth-authz-req+jwt")]
    [InlineData("")]
    public async Task R125_A_JWT_for_something_else_is_no_ID_token(string type) =>
        await _login.AssertRejectedAsync(OAuthFault.JwtType, "typ", _login.Key.Sign(_login.Claims(), type));

    [Theory]
    [InlineData("JWT")]
    [InlineData("jwt")]
    [InlineData("application/jwt")]
    [InlineData(null)]
    public async Task R125_The_type_of_an_ID_token_may_be_absent(string? type) =>
        Assert.NotNull((await _login.ExchangeAsync(_login.Key.Sign(_login.Claims(), type))).IdToken);

    [Theory]
    [InlineData("e30.e30")]
    [InlineData("foo.bar")]
    [InlineData("foo")]
    [InlineData("e30=.e30.AA")]
    [InlineData("a.b.c.d.e.f")]
    public async Task R126_S069_S072_What_has_not_the_form_is_no_ID_token(string text)
    {
        await _login.AssertRejectedAsync(OAuthFault.JwtMalformed, null, text);
        Assert.DoesNotContain("/jwks", _login.Paths);
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

    [Fact]
    public async Task R137_A_fault_names_the_claim_and_what_it_had_to_be_and_shows_no_token()
    {
        var idToken = _login.IdToken(("iss", "\"https://evil.example\""), ("email", "\"jane@example.com\""));

        var e = await _login.AssertRejectedAsync(OAuthFault.JwtIssuer, "iss", idToken);

        Assert.Equal(The.Issuer, e.Expected);
        Assert.Contains("\"iss\"", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", e.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("jane", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S082_Without_a_key_of_the_server_nothing_is_valid()
    {
        _login.Server.Answers["/jwks"] = _ => StubHandler.Json("""{"keys":[]}""");
        await _login.AssertRejectedAsync(OAuthFault.JwtKey, null, _login.IdToken());
    }

    [Fact]
    public async Task S082_R140_R141_Without_an_identifier_there_is_one_key_that_fits()
    {
        using var second = TestKey.Create(keyId: "k2");
        var token = _login.Key.Sign(_login.Claims(), header: """{"alg":"RS256"}""");

        Assert.NotNull((await _login.ExchangeAsync(token)).IdToken);
        _login.Server.Answers["/jwks"] = _ => StubHandler.Json(TestKey.Set(_login.Key.Jwk(), second.Jwk()));
        _login.Server.Clock.Advance(ServerKeys.Lifetime);
        await _login.AssertRejectedAsync(OAuthFault.JwtKey, null, _login.Key.Sign(_login.Claims(), header: """{"alg":"RS256"}"""));
    }

    [Fact]
    public async Task R138_S082_A_key_that_is_new_is_fetched()
    {
        using var next = TestKey.Create(keyId: "k2");
        var client = _login.Client();
        await _login.ExchangeAsync(_login.IdToken(), client: client);
        _login.Server.Clock.Advance(ServerKeys.Pause);
        _login.Key = next;

        Assert.NotNull((await _login.ExchangeAsync(_login.IdToken(), client: client)).IdToken);

        Assert.Equal(2, _login.Paths.Count(path => path == "/jwks"));
        await _login.AssertRejectedAsync(OAuthFault.JwtKey, null, next.Sign(_login.Claims(), header: """{"alg":"RS256","kid":"x"}"""), client: client);
        Assert.Equal(2, _login.Paths.Count(path => path == "/jwks"));
    }

    [Fact]
    public async Task S083_A_key_of_another_type_is_none()
    {
        await _login.AssertRejectedAsync(OAuthFault.JwtKey, null, _login.Key.Sign(_login.Claims(), header: """{"alg":"ES512","kid":"k1"}"""), client: _login.Client(new() { SigningAlgorithm = "ES512" }));
    }

    private static string Text(string value) => System.Text.Json.JsonSerializer.Serialize(value);

    private static async Task<(string Code, string? Claim)> FaultAsync(OAuthClient client, string idToken, IdTokenExpectations expected)
    {
        var e = await Assert.ThrowsAsync<OAuthException>(() => client.ValidateIdTokenAsync(EncodedIdToken.Parse(idToken), expected, Stop));
        LoginServer.AssertShowsNoToken(idToken, e);
        return (e.Code, e.ClaimName);
    }
}
