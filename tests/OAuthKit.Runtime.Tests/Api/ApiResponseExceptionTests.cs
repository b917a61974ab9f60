using System.Net;

namespace OAuthKit;

public sealed class ApiResponseExceptionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Problem_details_are_parsed()
    {
        var e = await FailAsync("""{"type":"https://example.com/out-of-stock","title":"Out of stock","status":409,"detail":"No tea.","instance":"/orders/1","left":3}""", "application/problem+json", HttpStatusCode.Conflict);
        Assert.Equal("https://example.com/out-of-stock", e.Problem!.Type);
        Assert.Equal("Out of stock", e.Problem.Title);
        Assert.Equal(409, e.Problem.Status);
        Assert.Equal("No tea.", e.Problem.Detail);
        Assert.Equal("/orders/1", e.Problem.Instance);
        Assert.True(e.Problem.TryGetMember("left", out var left));
        Assert.Equal(3, left.GetInt32());
        Assert.Contains("Out of stock", e.Excerpt, StringComparison.Ordinal);
        Assert.Contains("status 409", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ broken", "application/problem+json")]
    [InlineData("[1]", "application/problem+json")]
    [InlineData("""{"title":"x"}""", "application/json")]
    public async Task What_is_not_problem_details_is_none(string body, string type) =>
        Assert.Null((await FailAsync(body, type)).Problem);

    [Fact]
    public async Task The_type_is_blank_where_the_api_says_no_more() =>
        Assert.Equal("about:blank", (await FailAsync("""{"status":"x","title":5}""", "application/problem+json")).Problem!.Type);

    [Theory]
    [InlineData("""{"access_token":"c4narY","a":1}""")]
    [InlineData("""{"client_secret": "c4narY \" c4narY"}""")]
    [InlineData("password=c4narY&x=1")]
    [InlineData("X-Api-Key: c4narY")]
    [InlineData("you sent Authorization: Bearer c4narY")]
    [InlineData("you sent Bearer c4narY, which is bad")]
    [InlineData("token was eyJhbGciOiJub25lIn0.c4narY.c4narY")]
    [InlineData("c4narYc4narYc4narYc4narYc4narYc4narY1")]
    public async Task Secrets_of_the_answer_are_replaced(string body)
    {
        var e = await FailAsync(body);
        Assert.False(CanaryWatch.Holds(e.Excerpt + e), e.Excerpt);
        Assert.Contains("[redacted]", e.Excerpt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_that_was_sent_is_replaced_wherever_it_stands()
    {
        using var rig = new ApiRig(request => StubHandler.Text($"no: {request.Authorization!.Split(' ')[1]}.", "text/plain", HttpStatusCode.Forbidden));
        var e = await Assert.ThrowsAsync<ApiResponseException>(() => rig.Api.GetAsync("x", cancellationToken: Stop));
        Assert.Equal("no: [redacted].", e.Excerpt);
        Assert.DoesNotContain(The.Token(1), e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_and_trace_identifiers_stay() =>
        Assert.Equal("The order 42 is closed; trace 0af7651916cd43dd8448eb211c80319c", (await FailAsync("The order 42 is closed; trace 0af7651916cd43dd8448eb211c80319c")).Excerpt);

    [Fact]
    public async Task The_excerpt_is_bounded_and_has_no_control_characters()
    {
        var e = await FailAsync("a\u001b[31mb\r\n" + string.Concat(Enumerable.Repeat("word ", 40_000)));
        Assert.Equal(1024, e.Excerpt!.Length);
        Assert.StartsWith("a [31mb  word", e.Excerpt, StringComparison.Ordinal);
        Assert.True(e.Message.Length < 400);
    }

    [Fact]
    public async Task The_address_has_no_query_and_bytes_have_no_excerpt()
    {
        var e = await FailAsync("c4narY", "application/octet-stream", path: "x?key=c4narY");
        Assert.Equal("https://api.example.com/v1/x", e.Address);
        Assert.Equal(HttpMethod.Get, e.Method);
        Assert.Equal("application/octet-stream", e.ContentType);
        Assert.Null(e.Excerpt);
        Assert.False(CanaryWatch.Holds(e.ToString()));
    }

    [Fact]
    public async Task Retry_after_is_read()
    {
        using var rig = new ApiRig(_ =>
        {
            var response = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
            response.Headers.TryAddWithoutValidation("Retry-After", "7");
            return response;
        });
        Assert.Equal(TimeSpan.FromSeconds(7), (await Assert.ThrowsAsync<ApiResponseException>(() => rig.Api.GetAsync("x", cancellationToken: Stop))).RetryAfter);
    }

    private static async Task<ApiResponseException> FailAsync(string body, string type = "text/plain", HttpStatusCode status = HttpStatusCode.BadRequest, string path = "x")
    {
        using var rig = new ApiRig(_ => StubHandler.Text(body, type, status));
        return await Assert.ThrowsAsync<ApiResponseException>(() => rig.Api.GetAsync(path, cancellationToken: Stop));
    }
}
