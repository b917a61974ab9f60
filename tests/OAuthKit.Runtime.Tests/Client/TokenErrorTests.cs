using System.Net;

namespace OAuthKit;

/// <summary>What is no success, and what becomes of the server's error.</summary>
public sealed class TokenErrorTests : ReadTokenResponseTests
{
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

        Assert.Equal(seconds is null ? null : Server.Clock.GetUtcNow().AddSeconds(seconds.Value), e.RetryAt);
    }
}
