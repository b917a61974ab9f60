using System.Net;
using System.Text;

namespace OAuthKit;

/// <summary>The body of a token response: one JSON object, under its media type, within limits.</summary>
public sealed class TokenResponseBodyTests : ReadTokenResponseTests
{
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
}
