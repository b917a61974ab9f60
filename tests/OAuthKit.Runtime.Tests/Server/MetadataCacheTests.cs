using System.Net;

namespace OAuthKit;

public sealed class MetadataCacheTests
{
    private readonly FakeServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R014_A_hundred_first_calls_fetch_the_metadata_once()
    {
        var gate = new TaskCompletionSource();
        var handler = new StubHandler(async (_, _) =>
        {
            await gate.Task;
            return StubHandler.Json(The.Metadata());
        });
        using var server = new AuthorizationServer(The.Issuer, new BackchannelOptions { Handler = handler });

        var calls = new Task<ServerMetadata>[100];
        Parallel.For(0, calls.Length, i => calls[i] = server.GetMetadataAsync(Stop).AsTask());
        gate.SetResult();
        await Task.WhenAll(calls);

        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task R014_A_failure_is_not_kept()
    {
        _server.Metadata = () => new HttpResponseMessage(HttpStatusCode.InternalServerError);
        using var server = new AuthorizationServer(The.Issuer, _server.Options);
        await Assert.ThrowsAsync<OAuthException>(() => server.GetMetadataAsync(Stop).AsTask());

        _server.Metadata = () => StubHandler.Json(The.Metadata());

        Assert.Equal(The.Issuer, (await server.GetMetadataAsync(Stop)).Issuer);
    }

    [Fact]
    public async Task R014_Metadata_is_fetched_again_after_its_lifetime()
    {
        using var server = new AuthorizationServer(The.Issuer, _server.Options);
        await server.GetMetadataAsync(Stop);
        _server.Clock.Advance(AuthorizationServer.MetadataLifetime - TimeSpan.FromSeconds(1));
        await server.GetMetadataAsync(Stop);
        Assert.Equal(1, _server.MetadataRequests);

        _server.Clock.Advance(TimeSpan.FromSeconds(1));
        _server.Metadata = () => StubHandler.Json(The.Metadata(tokenEndpoint: "https://login.example.com/moved"));

        Assert.Equal("/moved", (await server.GetMetadataAsync(Stop)).TokenEndpoint.AbsolutePath);
    }

    [Fact]
    public async Task R014_An_outage_of_the_document_is_bridged_for_a_second_lifetime_and_no_longer()
    {
        using var server = new AuthorizationServer(The.Issuer, _server.Options);
        await server.GetMetadataAsync(Stop);
        _server.Metadata = () => new HttpResponseMessage(HttpStatusCode.InternalServerError);
        _server.Clock.Advance(AuthorizationServer.MetadataLifetime);

        await server.GetMetadataAsync(Stop);
        await server.GetMetadataAsync(Stop);
        Assert.Equal(2, _server.MetadataRequests);

        _server.Clock.Advance(AuthorizationServer.MetadataLifetime);
        await Assert.ThrowsAsync<OAuthException>(() => server.GetMetadataAsync(Stop).AsTask());
    }

    [Fact]
    public async Task R014_One_callers_cancellation_leaves_the_others_their_metadata()
    {
        var gate = new TaskCompletionSource();
        var handler = new StubHandler(async (_, stop) =>
        {
            await gate.Task.WaitAsync(stop);
            return StubHandler.Json(The.Metadata());
        });
        using var server = new AuthorizationServer(The.Issuer, new BackchannelOptions { Handler = handler });
        using var cancellation = new CancellationTokenSource();

        var first = server.GetMetadataAsync(cancellation.Token).AsTask();
        var second = server.GetMetadataAsync(Stop).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult();

        Assert.Equal(The.Issuer, (await second).Issuer);
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task A_passing_fault_of_a_gateway_is_asked_again()
    {
        var answers = new Queue<HttpStatusCode>([HttpStatusCode.BadGateway, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK]);
        var handler = new StubHandler(_ => StubHandler.Json(The.Metadata(), answers.Dequeue()));
        using var server = new AuthorizationServer(The.Issuer, new BackchannelOptions { Handler = handler });

        await server.GetMetadataAsync(Stop);

        Assert.Equal(3, handler.Requests.Length);
    }
}
