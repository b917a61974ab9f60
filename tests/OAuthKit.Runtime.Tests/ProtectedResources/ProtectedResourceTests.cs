using System.Net;

namespace OAuthKit;

public sealed class ProtectedResourceTests : IDisposable
{
    private readonly ResourceServer _api = new();

    public void Dispose() => _api.Dispose();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://rs", "https://rs/.well-known/oauth-protected-resource")]
    [InlineData("https://rs/", "https://rs/.well-known/oauth-protected-resource")]
    [InlineData("https://rs/resource1", "https://rs/.well-known/oauth-protected-resource/resource1")]
    [InlineData("https://rs/a/", "https://rs/.well-known/oauth-protected-resource/a/")]
    [InlineData("https://rs/a/b", "https://rs/.well-known/oauth-protected-resource/a/b")]
    [InlineData("https://rs:8443/a", "https://rs:8443/.well-known/oauth-protected-resource/a")]
    [InlineData("https://rs?x=/1", "https://rs/.well-known/oauth-protected-resource?x=/1")]
    [InlineData("https://rs/?x=1", "https://rs/.well-known/oauth-protected-resource?x=1")]
    [InlineData("https://rs/a/?x=1&y=2", "https://rs/.well-known/oauth-protected-resource/a/?x=1&y=2")]
    [InlineData("https://rs/a%2Fb", "https://rs/.well-known/oauth-protected-resource/a%2Fb")]
    public async Task R017_The_document_stands_between_the_host_and_the_path(string resource, string document)
    {
        _api.Metadata = () => StubHandler.Json(ResourceServer.Json(resource));
        using var api = _api.Create(resource);

        var metadata = await api.GetMetadataAsync(Stop);

        Assert.Equal(document, Assert.Single(_api.Handler.Requests).Url.AbsoluteUri);
        Assert.Equal(document, api.MetadataAddress.AbsoluteUri);
        Assert.Equal(resource, metadata.Resource);
        Assert.Equal(resource, api.Identifier);
    }

    [Theory]
    [InlineData("http://rs.example")]
    [InlineData("https://rs.example#f")]
    [InlineData("https://user@rs.example")]
    [InlineData("urn:rs")]
    [InlineData("rs.example")]
    [InlineData("https://")]
    [InlineData("")]
    public void R017_An_identifier_that_is_no_https_url_without_fragment_is_refused(string resource)
    {
        Assert.ThrowsAny<ArgumentException>(() => _api.Create(resource));
        Assert.Empty(_api.Sent);
    }

    [Theory]
    [InlineData("https://evil.example/mcp")]
    [InlineData("https://api.example.com/")]
    [InlineData("https://api.example.com")]
    [InlineData("https://api.example.com/mcp/")]
    [InlineData("https://api.example.com/mcp/sub")]
    [InlineData("https://api.example.com/MCP")]
    [InlineData("https://api.example.com:443/mcp")]
    [InlineData("https://API.example.com/mcp")]
    [InlineData("http://api.example.com/mcp")]
    [InlineData("https://api.example.com/%6Dcp")]
    public async Task R018_Metadata_of_another_resource_are_refused(string resource)
    {
        _api.Metadata = () => StubHandler.Json(ResourceServer.Json(resource));

        await RefusesAsync(OAuthFault.ResourceMetadataMismatch);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"resource":null}""")]
    [InlineData("""{"resource":7}""")]
    [InlineData("""{"resource":""}""")]
    [InlineData("""{"resource":["https://api.example.com/mcp"]}""")]
    public async Task R018_Metadata_without_a_resource_are_refused(string json)
    {
        _api.Metadata = () => StubHandler.Json(json);

        await RefusesAsync(OAuthFault.ResourceMetadataMember);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("no JSON")]
    [InlineData("""{"resource":"https://api.example.com/mcp","resource":"https://api.example.com/mcp"}""")]
    [InlineData("""{"resource":"https://api.example.com/mcp"} x""")]
    public async Task What_is_no_strict_json_object_is_refused(string json)
    {
        _api.Metadata = () => StubHandler.Json(json);

        await RefusesAsync(OAuthFault.ResourceMetadataMalformed);
    }

    [Fact]
    public async Task What_is_served_as_another_type_is_refused()
    {
        _api.Metadata = () => StubHandler.Text(ResourceServer.Json(), "text/html");

        await RefusesAsync(OAuthFault.ResourceMetadataMalformed);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Created)]
    [InlineData(HttpStatusCode.Unauthorized)]
    public async Task An_answer_other_than_200_is_refused(HttpStatusCode status)
    {
        _api.Metadata = () => StubHandler.Json(ResourceServer.Json(), status);

        Assert.Equal((int)status, (await RefusesAsync(OAuthFault.ResourceMetadataStatus)).StatusCode);
    }

    [Fact]
    public async Task No_redirect_is_followed()
    {
        _api.Metadata = () => new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new Uri("https://evil.example/") } };

        var e = await RefusesAsync(OAuthFault.RedirectRefused);

        Assert.Contains("The API at api.example.com", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_larger_than_the_limit_is_refused()
    {
        _api.Metadata = () => StubHandler.Json(ResourceServer.Json(others: $",\"x\":\"{new string('x', BackchannelRequest.DocumentLimit)}\""));

        await RefusesAsync(OAuthFault.ResponseTooLarge);
    }

    [Fact]
    public async Task The_request_carries_no_credential()
    {
        using var api = _api.Create();
        await api.GetMetadataAsync(Stop);

        var request = Assert.Single(_api.Handler.Requests);
        Assert.Null(request.Authorization);
        Assert.Equal("application/json", request.Headers["Accept"]);
    }

    [Fact]
    public async Task Metadata_are_fetched_once_and_again_after_their_lifetime()
    {
        using var api = _api.Create();
        await Task.WhenAll(api.GetMetadataAsync(Stop).AsTask(), api.GetMetadataAsync(Stop).AsTask());
        _api.Clock.Advance(AuthorizationServer.MetadataLifetime - TimeSpan.FromSeconds(1));
        await api.GetMetadataAsync(Stop);
        Assert.Single(_api.Sent);

        _api.Clock.Advance(TimeSpan.FromSeconds(1));
        await api.GetMetadataAsync(Stop);

        Assert.Equal(2, _api.Sent.Length);
    }

    [Fact]
    public async Task A_failure_is_not_kept()
    {
        _api.Metadata = () => new HttpResponseMessage(HttpStatusCode.InternalServerError);
        using var api = _api.Create();
        await Assert.ThrowsAsync<OAuthException>(() => api.GetMetadataAsync(Stop).AsTask());

        _api.Metadata = () => StubHandler.Json(ResourceServer.Json());

        Assert.Equal(ResourceServer.Resource, (await api.GetMetadataAsync(Stop)).Resource);
    }

    [Fact]
    public async Task A_caller_can_give_up()
    {
        var gate = new TaskCompletionSource<HttpResponseMessage>();
        using var handler = new StubHandler((_, _) => gate.Task);
        using var api = new ProtectedResource(ResourceServer.Resource, new ProtectedResourceOptions { Backchannel = new() { Handler = handler } });
        using var stop = new CancellationTokenSource();
        var fetching = api.GetMetadataAsync(stop.Token).AsTask();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetching);
        gate.SetResult(StubHandler.Json(ResourceServer.Json()));
    }

    [Fact]
    public async Task An_api_that_does_not_answer_ends_in_time()
    {
        using var handler = new StubHandler(async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new InvalidOperationException();
        });
        using var api = new ProtectedResource(ResourceServer.Resource, new ProtectedResourceOptions { Backchannel = new() { Handler = handler, TimeProvider = _api.Clock } });
        var fetching = api.GetMetadataAsync(Stop).AsTask();
        await Eventually.IsTrueAsync(() => handler.Requests.Length == 1);

        _api.Clock.Advance(BackchannelOptions.DefaultTimeout);

        var e = await Assert.ThrowsAsync<OAuthException>(() => fetching);
        Assert.Equal(OAuthFault.BackchannelTimeout, e.Code);
        Assert.Contains("The API at api.example.com", e.Message, StringComparison.Ordinal);
    }

    private async Task<OAuthException> RefusesAsync(string code)
    {
        using var api = _api.Create();

        var e = await Assert.ThrowsAsync<OAuthException>(() => OAuthClient.ForResourceAsync(api, The.Basic, Stop));

        Assert.Equal(code, e.Code);
        Assert.Equal([$"GET {ResourceServer.Document}"], _api.Sent);
        return e;
    }
}
