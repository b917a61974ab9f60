using System.Net;
using System.Text;

namespace OAuthKit;

public sealed class TokenResponseTests
{
    private const string Good = "\"access_token\":\"token-c4narY\",\"token_type\":\"Bearer\"";

    private readonly FakeServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("{\"error\":\"invalid_grant\"}")]
    [InlineData("{\"error\":\"invalid_grant\"," + Good + "}")]
    public async Task R087_A_200_that_carries_an_error_is_a_failure(string json)
    {
        var e = await Assert.ThrowsAsync<OAuthServerException>(() => ReadAsync(StubHandler.Json(json)));

        Assert.Equal("invalid_grant", e.Error);
        Assert.Equal(200, e.StatusCode);
        Assert.Equal(OAuthFault.ServerError, e.Code);
    }

    [Theory]
    [InlineData("{\"error\":123," + Good + "}")]
    [InlineData("{\"error\":\"\"," + Good + "}")]
    [InlineData("{\"error\":null," + Good + "}")]
    public async Task R087_A_200_with_an_error_that_is_none_is_no_success(string json) =>
        await AssertFaultAsync(OAuthFault.TokenResponseMalformed, StubHandler.Json(json));

    [Theory]
    [InlineData(HttpStatusCode.Created)]
    [InlineData(HttpStatusCode.Accepted)]
    [InlineData(HttpStatusCode.NoContent)]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task R087_Success_is_200_only(HttpStatusCode status)
    {
        var e = await AssertFaultAsync(OAuthFault.TokenResponseStatus, StubHandler.Json("{" + Good + "}", status));

        Assert.Equal((int)status, e.StatusCode);
    }

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
        Assert.Equal(seconds is null ? null : _server.Clock.GetUtcNow().AddSeconds(seconds.Value), tokens.ExpiresAt);
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
        var asked = _server.Clock.GetUtcNow();
        _server.Token = number =>
        {
            _server.Clock.Advance(TimeSpan.FromSeconds(7));
            return StubHandler.Json(The.TokenJson(number, "60"));
        };
        using var client = _server.Client();

        var tokens = await client.RequestTokenAsync(The.Grant, Stop);

        Assert.Equal(asked.AddSeconds(60), tokens.ExpiresAt);
        Assert.Equal(TimeSpan.FromSeconds(53), tokens.ExpiresIn);
        Assert.False(tokens.IsExpired());
        Assert.True(tokens.IsExpired(TimeSpan.FromSeconds(53)));
        _server.Clock.Advance(TimeSpan.FromSeconds(53));
        Assert.True(tokens.IsExpired());
        Assert.Equal(TimeSpan.Zero, tokens.ExpiresIn);
    }

    [Fact]
    public async Task S052_S056_The_end_is_the_time_of_the_request_and_the_lifetime()
    {
        _server.Clock.SetUtcNow(new DateTimeOffset(2026, 8, 20, 12, 50, 18, TimeSpan.Zero));
        _server.Token = number => StubHandler.Json(The.TokenJson(number, number == 1 ? "180" : "3600"));
        using var client = _server.Client();

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
    [InlineData("{\"access_token\":\"a-c4narY\",\"access_token\":\"b-c4narY\",\"token_type\":\"Bearer\"}")]
    [InlineData("{\"access_token\":\"a-c4narY\",\"acc\\u0065ss_token\":\"b-c4narY\",\"token_type\":\"Bearer\"}")]
    [InlineData("{" + Good + ",\"x\":{\"a\":1,\"a\":2}}")]
    [InlineData("[{" + Good + "}]")]
    [InlineData("{" + Good + "}{}")]
    [InlineData("{" + Good + "} x")]
    public async Task R098_The_body_is_one_object_without_duplicate_names(string json) =>
        await AssertFaultAsync(OAuthFault.TokenResponseMalformed, StubHandler.Json(json));

    [Theory]
    [InlineData("")]
    [InlineData("{\"access_token\":\"token-c4narY")]
    [InlineData("<html>c4narY</html>")]
    [InlineData("access_token=token-c4narY&token_type=bearer")]
    public async Task R099_A_body_that_is_no_json_is_a_typed_error_without_the_body(string body) =>
        await AssertFaultAsync(OAuthFault.TokenResponseMalformed, StubHandler.Json(body));

    [Fact]
    public async Task R099_A_page_of_a_gateway_is_a_typed_error_without_the_page()
    {
        var e = await AssertFaultAsync(OAuthFault.TokenResponseStatus, StubHandler.Text("<h1>c4narY</h1>", "text/html", HttpStatusCode.BadGateway));

        Assert.Equal(502, e.StatusCode);
    }

    [Theory]
    [InlineData("{\"access_token\":\"c4narY?\",\"token_type\":\"Bearer\"}", OAuthFault.TokenResponseMalformed)]
    [InlineData("{" + Good + ",\"scope\":\"?\"}", OAuthFault.TokenResponseMalformed)]
    [InlineData("{" + Good + ",\"c4narY?\":1}", OAuthFault.TokenResponseMalformed)]
    [InlineData("{" + Good + ",\"c4narY\\ud800\":1}", OAuthFault.TokenResponseMalformed)]
    [InlineData("{" + Good + "?}", OAuthFault.TokenResponseMalformed)]
    [InlineData("{" + Good + ",\"scope\":\"\\ud800\"}", OAuthFault.TokenResponseScope)]
    public async Task R099_Bytes_that_are_no_unicode_are_a_typed_error(string json, string code)
    {
        var bytes = Encoding.UTF8.GetBytes(json).SelectMany(b => b == (byte)'?' ? new byte[] { 0xC3, 0x28 } : [b]).ToArray();
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(bytes) };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");

        await AssertFaultAsync(code, response);
    }

    [Fact]
    public async Task R099_A_body_above_the_limit_is_a_typed_error() =>
        await AssertFaultAsync(OAuthFault.ResponseTooLarge, StubHandler.Json("{" + Good + ",\"x\":\"" + new string('c', 256 * 1024) + "\"}"));

    [Theory]
    [InlineData("{\"error\":\"invalid_client\",\"error_description\":\"no\",\"error_uri\":\"https://x\"}", HttpStatusCode.BadRequest)]
    [InlineData("{\"error\":\"invalid_client\",\"error_description\":7}", HttpStatusCode.Unauthorized)]
    [InlineData("{\"error\":\"invalid_client\"}", HttpStatusCode.InternalServerError)]
    public async Task R100_An_error_object_becomes_the_servers_error(string json, HttpStatusCode status)
    {
        var response = StubHandler.Json(json, status);
        response.Headers.TryAddWithoutValidation("WWW-Authenticate", "Basic realm=\"x\"");

        var e = await Assert.ThrowsAsync<OAuthServerException>(() => ReadAsync(response));

        Assert.Equal("invalid_client", e.Error);
        Assert.Equal((int)status, e.StatusCode);
        Assert.Equal(json.Contains("\"no\"", StringComparison.Ordinal) ? "no" : null, e.ErrorDescription);
        Assert.Equal(json.Contains("error_uri", StringComparison.Ordinal) ? "https://x" : null, e.ErrorUri);
    }

    [Theory]
    [InlineData("{\"error\":123}", "application/json")]
    [InlineData("{\"error\":\"\"}", "application/json")]
    [InlineData("{\"error_description\":\"x\"}", "application/json")]
    [InlineData("{\"error\":\"invalid_client\"}", "text/plain")]
    [InlineData("invalid_client", "text/plain")]
    public async Task R100_Without_an_error_string_it_is_the_status(string body, string mediaType)
    {
        var e = await AssertFaultAsync(OAuthFault.TokenResponseStatus, StubHandler.Text(body, mediaType, HttpStatusCode.BadRequest));

        Assert.Equal(400, e.StatusCode);
    }

    [Fact]
    public async Task R101_A_challenge_on_a_success_is_ignored()
    {
        var response = StubHandler.Json("{" + Good + "}");
        response.Headers.TryAddWithoutValidation("WWW-Authenticate", "Bearer error=\"invalid_token\"");

        Assert.Equal("Bearer", (await ReadAsync(response)).TokenType);
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

    [Theory]
    [InlineData("Application/JSON;charset=UTF-8")]
    [InlineData("APPLICATION/JSON")]
    [InlineData("application/json ; charset=\"utf-8\"")]
    public async Task R305_The_media_type_is_compared_without_case_and_parameters(string mediaType)
    {
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes("{" + Good + "}")) };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);

        Assert.Equal("Bearer", (await ReadAsync(response)).TokenType);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/jsonp")]
    [InlineData("application/problem+json")]
    [InlineData("json")]
    [InlineData(null)]
    public async Task R305_Another_media_type_is_no_json(string? mediaType)
    {
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes("{" + Good + "}")) };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);

        await AssertFaultAsync(OAuthFault.TokenResponseMalformed, response);
    }

    [Theory]
    [InlineData("{/* c */" + Good + "}")]
    [InlineData("{" + Good + ",}")]
    [InlineData("{'access_token':'c4narY','token_type':'Bearer'}")]
    [InlineData("{" + Good + ",\"n\":NaN}")]
    [InlineData("{" + Good + ",\"n\":01}")]
    public async Task R312_No_comments_trailing_commas_or_other_liberties(string json) =>
        await AssertFaultAsync(OAuthFault.TokenResponseMalformed, StubHandler.Json(json));

    [Fact]
    public async Task R312_Depth_is_limited()
    {
        static string Nested(int depth) => "{" + Good + ",\"n\":" + new string('[', depth) + new string(']', depth) + "}";

        Assert.True((await ReadAsync(Nested(20))).OtherMembers.ContainsKey("n"));
        await AssertFaultAsync(OAuthFault.TokenResponseMalformed, StubHandler.Json(Nested(40)));
        await AssertFaultAsync(OAuthFault.TokenResponseMalformed, StubHandler.Json(Nested(100_000)));
    }

    [Fact]
    public async Task R316_The_servers_text_is_limited_and_has_no_control_characters()
    {
        var e = await Assert.ThrowsAsync<OAuthServerException>(() => ReadAsync(StubHandler.Json(
            $$"""{"error":"invalid\r\n_client","error_description":"{{new string('d', 10_000)}}","error_uri":"a\u001b[31m\u2028\u202e\u2066b"}""",
            HttpStatusCode.BadRequest)));

        Assert.Equal("invalid  _client", e.Error);
        Assert.Equal(512, e.ErrorDescription!.Length);
        Assert.Equal("a [31m   b", e.ErrorUri);
        Assert.DoesNotContain('\n', e.Message);
        Assert.True(e.Message.Length < 1200);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("0", 0)]
    [InlineData("Thu, 01 Jan 2026 00:02:00 GMT", 120)]
    [InlineData("Wed, 01 Jan 2020 00:00:00 GMT", 0)]
    [InlineData("99999999", 600)]
    [InlineData("soon", null)]
    [InlineData("-5", null)]
    public async Task Retry_After_becomes_RetryAt_within_limits(string header, int? seconds)
    {
        var response = StubHandler.Json("{\"error\":\"temporarily_unavailable\"}", HttpStatusCode.ServiceUnavailable);
        response.Headers.TryAddWithoutValidation("Retry-After", header);

        var e = await Assert.ThrowsAsync<OAuthServerException>(() => ReadAsync(response));

        Assert.Equal(seconds is null ? null : _server.Clock.GetUtcNow().AddSeconds(seconds.Value), e.RetryAt);
    }

    private Task<TokenSet> ReadAsync(string json) => ReadAsync(StubHandler.Json(json));

    private async Task<TokenSet> ReadAsync(HttpResponseMessage response)
    {
        _server.Token = _ => response;
        using var client = _server.Client();
        return await client.RequestTokenAsync(The.Grant, Stop);
    }

    private async Task<OAuthException> AssertFaultAsync(string code, HttpResponseMessage response)
    {
        var e = await Assert.ThrowsAsync<OAuthException>(() => ReadAsync(response));
        Assert.Equal(code, e.Code);
        Assert.DoesNotContain(The.Canary, e.ToString(), StringComparison.Ordinal);
        return e;
    }
}
