namespace OAuthKit;

public sealed class IdTokenValidatorTests : IDisposable
{
    private readonly LoginServer _login = new();

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
    public async Task R107_S078_Bug1_The_issuer_is_exactly_that_of_the_server(string? iss) =>
        await _login.AssertRejectedAsync(OAuthFault.JwtIssuer, "iss", _login.IdToken(("iss", iss)));

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
    public async Task R108_S078_Bug2_An_audience_without_the_client_is_rejected(string? aud)
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
    public async Task R111_Bug2_The_end_is_required_and_clocks_may_be_a_minute_apart_or_less()
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

    private static string Text(string value) => System.Text.Json.JsonSerializer.Serialize(value);
}
