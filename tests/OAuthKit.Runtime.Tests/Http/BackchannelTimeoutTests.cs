using Microsoft.Extensions.Time.Testing;

namespace OAuthKit;

public sealed class BackchannelTimeoutTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"access_token\":\"")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"acc")]
    public async Task R304_A_server_that_stalls_ends_in_a_typed_error(string sent)
    {
        var clock = new FakeTimeProvider();
        await using var server = new LoopbackServer(async (_, stream, stop) =>
        {
            await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(sent), stop);
            clock.Advance(BackchannelOptions.DefaultTimeout);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
        });
        using var client = server.Client(LoopbackServer.Options(time: clock));

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(OAuthFault.BackchannelTimeout, e.Code);
        Assert.IsType<TimeoutException>(e.InnerException);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task R304_A_body_that_drips_does_not_outlast_the_timeout()
    {
        var clock = new FakeTimeProvider();
        var dripped = 0;
        await using var server = new LoopbackServer(async (_, stream, stop) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"u8.ToArray(), stop);
            while (true)
            {
                await stream.WriteAsync(" "u8.ToArray(), stop);
                dripped++;
                clock.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
            }
        });
        using var client = server.Client(LoopbackServer.Options(time: clock));

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(OAuthFault.BackchannelTimeout, e.Code);
        Assert.True(dripped >= 30);
    }

    [Fact]
    public async Task R304_The_timeout_holds_in_real_time()
    {
        await using var server = new LoopbackServer((_, _, stop) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop));
        var options = LoopbackServer.Options();
        options.Timeout = TimeSpan.FromMilliseconds(100);
        using var client = server.Client(options);

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(OAuthFault.BackchannelTimeout, e.Code);
    }

    [Theory]
    [InlineData("Content-Length: 500\r\n\r\n{\"access_token\":\"token-c4narY")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n40\r\n{\"access_token\":\"token-c4narY")]
    public async Task R099_A_body_that_breaks_off_is_a_fault_of_the_transport(string sent)
    {
        await using var server = new LoopbackServer(async (_, stream, stop) =>
        {
            await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + sent), stop);
            stream.Dispose();
        });
        using var client = server.Client();

        await Assert.ThrowsAsync<HttpRequestException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task R304_The_callers_cancellation_is_a_cancellation()
    {
        using var cancellation = new CancellationTokenSource();
        await using var server = new LoopbackServer(async (_, stream, stop) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"u8.ToArray(), stop);
            await cancellation.CancelAsync();
        });
        using var client = server.Client();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.RequestTokenAsync(The.Grant, cancellation.Token));
    }

    [Fact]
    public async Task R304_A_timeout_of_the_handler_itself_is_no_cancellation_of_the_caller()
    {
        var handler = new StubHandler((_, _) => Task.FromException<HttpResponseMessage>(new TaskCanceledException("connect", new TimeoutException())));
        using var client = new OAuthClient(AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = The.TokenEndpoint }), The.Basic, LoopbackServer.Options(handler));

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(OAuthFault.BackchannelTimeout, e.Code);
    }
}
