namespace OAuthKit;

public sealed class TokenResponseTests : ReadTokenResponseTests
{
    [Theory]
    [InlineData("{\"token_type\":\"Bearer\"}", OAuthFault.TokenResponseAccessToken)]
    [InlineData("{\"access_token\":null,\"token_type\":\"Bearer\"}", OAuthFault.TokenResponseAccessToken)]
    [InlineData("{\"access_token\":7,\"token_type\":\"Bearer\"}", OAuthFault.TokenResponseAccessToken)]
    [InlineData("{\"access_token\":\"\",\"token_type\":\"Bearer\"}", OAuthFault.TokenResponseAccessToken)]
    [InlineData("{\"access_token\":\"\\udc00\",\"token_type\":\"Bearer\"}", OAuthFault.TokenResponseAccessToken)]
    [InlineData("{\"access_token\":\"token-c4narY\"}", OAuthFault.TokenResponseTokenType)]
    [InlineData("{\"access_token\":\"token-c4narY\",\"token_type\":null}", OAuthFault.TokenResponseTokenType)]
    [InlineData("{\"access_token\":\"token-c4narY\",\"token_type\":1}", OAuthFault.TokenResponseTokenType)]
    [InlineData("{\"access_token\":\"token-c4narY\",\"token_type\":\"\"}", OAuthFault.TokenResponseTokenType)]
    public async Task R088_Token_and_type_are_required_strings(string json, string code) =>
        await AssertFaultAsync(code, StubHandler.Json(json));

    [Theory]
    [InlineData("Bearer")]
    [InlineData("bEARER")]
    [InlineData("BEARER")]
    public async Task R089_The_type_is_compared_without_regard_to_case(string type)
    {
        var tokens = await ReadAsync($$"""{"access_token":"{{The.Token(1)}}","token_type":"{{type}}"}""");

        Assert.Equal("Bearer", tokens.TokenType);
        Assert.Equal($"Bearer {The.Token(1)}", tokens.AccessToken.AuthorizationHeader);
    }

    [Theory]
    [InlineData("mac")]
    [InlineData("N_A")]
    [InlineData("Bearer ")]
    [InlineData("Basic")]
    [InlineData("bar")]
    public async Task R090_S059_An_unknown_type_is_not_used(string type) =>
        await AssertFaultAsync(OAuthFault.TokenTypeUnsupported, StubHandler.Json($$"""{"access_token":"{{The.Token(1)}}","token_type":"{{type}}"}"""));

    [Fact]
    public async Task R091_Bearer_is_what_is_asked_for_and_what_is_taken() =>
        Assert.Equal("Bearer", (await ReadAsync("{" + Good + "}")).TokenType);

    [Fact]
    public async Task R091_R092_A_type_that_was_not_asked_for_is_not_taken()
    {
        await AssertFaultAsync(OAuthFault.TokenTypeUnexpected, StubHandler.Json($$"""{"access_token":"{{The.Token(1)}}","token_type":"DPoP"}"""));

        Assert.Equal(1, Server.TokenRequests);
    }

    [Theory]
    [InlineData("DPoP")]
    [InlineData("dPoP")]
    public async Task R092_A_DPoP_token_without_a_proof_is_an_error(string type) =>
        await AssertFaultAsync(OAuthFault.TokenTypeUnexpected, StubHandler.Json($$"""{"access_token":"{{The.Token(1)}}","token_type":"{{type}}"}"""));

    [Theory]
    [InlineData("3600", 3600d)]
    [InlineData("\"3600\"", 3600d)]
    [InlineData("3600.5", 3600d)]
    [InlineData("0", 0d)]
    [InlineData("0.4", 0d)]
    [InlineData("-0", 0d)]
    [InlineData("1e30", 3650d * 86400)]
    [InlineData("1e400", 3650d * 86400)]
    [InlineData("99999999999999999999", 3650d * 86400)]
    [InlineData("null", null)]
    [InlineData(null, null)]
    public async Task R093_S060_Bug8_A_lifetime_is_a_number_of_seconds_or_absent(string? expiresIn, double? seconds)
    {
        var tokens = await ReadAsync(expiresIn is null ? "{" + Good + "}" : "{" + Good + ",\"expires_in\":" + expiresIn + "}");

        Assert.Equal(seconds, tokens.ExpiresIn?.TotalSeconds);
        Assert.Equal(seconds is null ? null : Server.Clock.GetUtcNow().AddSeconds(seconds.Value), tokens.ExpiresAt);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("-1e400")]
    [InlineData("\"-1\"")]
    [InlineData("true")]
    [InlineData("\"\"")]
    [InlineData("\"soon\"")]
    [InlineData("\"NaN\"")]
    [InlineData("\"Infinity\"")]
    [InlineData("\"∞\"")]
    [InlineData("\" 3600\"")]
    [InlineData("\"3,600\"")]
    [InlineData("\"1e3\"")]
    [InlineData("{}")]
    [InlineData("[3600]")]
    public async Task R093_S060_Any_other_lifetime_is_a_fault(string expiresIn) =>
        await AssertFaultAsync(OAuthFault.TokenResponseExpiresIn, StubHandler.Json("{" + Good + ",\"expires_in\":" + expiresIn + "}"));

    [Fact]
    public async Task R094_The_end_is_counted_by_the_injected_clock_from_before_the_request()
    {
        var asked = Server.Clock.GetUtcNow();
        Server.Token = number =>
        {
            Server.Clock.Advance(TimeSpan.FromSeconds(7));
            return StubHandler.Json(The.TokenJson(number, "60"));
        };
        using var client = Server.Client();

        var tokens = await client.RequestTokenAsync(The.Grant, Stop);

        Assert.Equal(asked.AddSeconds(60), tokens.ExpiresAt);
        Assert.Equal(TimeSpan.FromSeconds(53), tokens.ExpiresIn);
        Assert.False(tokens.IsExpired());
        Assert.True(tokens.IsExpired(TimeSpan.FromSeconds(53)));
        Server.Clock.Advance(TimeSpan.FromSeconds(53));
        Assert.True(tokens.IsExpired());
        Assert.Equal(TimeSpan.Zero, tokens.ExpiresIn);
    }

    [Fact]
    public async Task S052_S056_The_end_is_the_time_of_the_request_and_the_lifetime()
    {
        Server.Clock.SetUtcNow(new DateTimeOffset(2026, 8, 20, 12, 50, 18, TimeSpan.Zero));
        Server.Token = number => StubHandler.Json(The.TokenJson(number, number == 1 ? "180" : "3600"));
        using var client = Server.Client();

        var brief = await client.RequestTokenAsync(The.Grant, Stop);
        var exchanged = await client.RequestTokenAsync(new AuthorizationCodeGrant(AuthorizationCode.Parse(The.Canary)), Stop);

        Assert.Equal(new DateTimeOffset(2026, 8, 20, 12, 53, 18, TimeSpan.Zero), brief.ExpiresAt);
        Assert.Equal(new DateTimeOffset(2026, 8, 20, 13, 50, 18, TimeSpan.Zero), exchanged.ExpiresAt);
    }

    [Theory]
    [InlineData("", "orders.read")]
    [InlineData(",\"scope\":null", "orders.read")]
    [InlineData(",\"scope\":\"\"", "")]
    [InlineData(",\"scope\":\"orders.read\"", "orders.read")]
    [InlineData(",\"scope\":\"other\"", "other")]
    public async Task R095_The_granted_scope_is_that_of_the_answer_or_as_requested(string member, string scope) =>
        Assert.Equal(scope, (await ReadAsync("{" + Good + member + "}")).Scope);

    [Theory]
    [InlineData("7")]
    [InlineData("[\"orders.read\"]")]
    public async Task R095_A_scope_that_is_no_string_is_a_fault(string scope) =>
        await AssertFaultAsync(OAuthFault.TokenResponseScope, StubHandler.Json("{" + Good + ",\"scope\":" + scope + "}"));

    [Theory]
    [InlineData("\"\"")]
    [InlineData("7")]
    [InlineData("\"a\\nb\"")]
    [InlineData("\"ü\"")]
    public async Task R096_A_refresh_token_is_a_non_empty_string(string token) =>
        await AssertFaultAsync(OAuthFault.TokenResponseRefreshToken, StubHandler.Json("{" + Good + ",\"refresh_token\":" + token + "}"));

    [Fact]
    public async Task R096_Null_counts_as_no_refresh_token()
    {
        Assert.Null((await ReadAsync("{" + Good + ",\"refresh_token\":null,\"id_token\":null}")).RefreshToken);
        Assert.Equal("r c4narY", (await ReadAsync("{" + Good + ",\"refresh_token\":\"r c4narY\"}")).RefreshToken?.Reveal());
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("{}")]
    [InlineData("\"a b\"")]
    public async Task An_id_token_is_a_string_that_can_be_a_jwt(string token) =>
        await AssertFaultAsync(OAuthFault.TokenResponseIdToken, StubHandler.Json("{" + Good + ",\"id_token\":" + token + "}"));

    [Fact]
    public async Task R097_Unknown_members_are_kept()
    {
        var tokens = await ReadAsync("{" + Good + ",\"x_vendor\":{\"a\":[1]},\"ext_expires_in\":7,\"id_token\":\"a.b.c4narY\"}");

        Assert.Equal(["x_vendor", "ext_expires_in"], tokens.OtherMembers.Keys);
        Assert.Equal(1, tokens.OtherMembers["x_vendor"].GetProperty("a")[0].GetInt32());
        Assert.Equal("a.b.c4narY", tokens.EncodedIdToken?.Reveal());
    }

    [Theory]
    [InlineData(6912)]
    [InlineData(12 * 1024)]
    [InlineData(64 * 1024)]
    public async Task R104_S066_A_long_token_is_kept_whole(int length)
    {
        var token = The.Canary + new string('t', length);

        Assert.Equal(token, (await ReadAsync($$"""{"access_token":"{{token}}","token_type":"Bearer"}""")).AccessToken.Reveal());
    }

    [Theory]
    [InlineData("a.b.c4narY")]
    [InlineData("eyJ.c4narY")]
    [InlineData("~!#$%&'()*,:;<>@[]^`{|}c4narY")]
    public async Task R104_A_token_is_opaque(string token) =>
        Assert.Equal(token, (await ReadAsync($$"""{"access_token":"{{token}}","token_type":"Bearer"}""")).AccessToken.Reveal());

    [Theory]
    [InlineData("a\\r\\nX: y")]
    [InlineData("a\\u0000")]
    [InlineData("a b")]
    [InlineData("a\\u00fc")]
    [InlineData("a\\u007f")]
    [InlineData("\\ta")]
    public async Task R105_A_token_that_a_header_cannot_carry_is_rejected(string token)
    {
        await AssertFaultAsync(OAuthFault.TokenResponseAccessToken, StubHandler.Json($$"""{"access_token":"{{The.Canary}}{{token}}","token_type":"Bearer"}"""));
        Assert.False(AccessToken.TryParse("a\r\nX: y", out _));
        Assert.Throws<FormatException>(() => AccessToken.Parse("a b"));
    }
}
