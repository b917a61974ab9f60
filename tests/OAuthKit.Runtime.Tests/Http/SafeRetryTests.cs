using System.Net;

namespace OAuthKit;

public sealed class SafeRetryTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R309_A_token_request_is_sent_once_whatever_happens()
    {
        await using var server = new LoopbackServer((_, stream, _) =>
        {
            stream.Dispose();
            return Task.CompletedTask;
        });
        using var client = server.Client();

        await Assert.ThrowsAsync<HttpRequestException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    public async Task R309_A_token_request_that_was_refused_for_now_is_sent_once(HttpStatusCode status)
    {
        var server = new FakeServer { Token = _ => new HttpResponseMessage(status) };
        using var client = server.Client();

        await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(1, server.TokenRequests);
    }

    [Fact]
    public async Task R309_A_document_is_asked_for_three_times_at_most()
    {
        var handler = new StubHandler(_ => throw new HttpRequestException("no route"));
        using var server = new AuthorizationServer(The.Issuer, new BackchannelOptions { Handler = handler });

        await Assert.ThrowsAsync<HttpRequestException>(() => server.GetMetadataAsync(Stop).AsTask());

        Assert.Equal(3, handler.Requests.Length);
    }

    [Fact]
    public async Task R309_The_pauses_have_a_random_part_and_follow_the_clock()
    {
        var fake = new FakeServer { Metadata = () => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) };
        var clock = new TimerClock();
        var options = fake.Options;
        options.TimeProvider = clock;
        using var server = new AuthorizationServer(The.Issuer, options);

        await Assert.ThrowsAsync<OAuthException>(() => server.GetMetadataAsync(Stop).AsTask());

        var pauses = clock.DueTimes.Where(due => due < TimeSpan.FromSeconds(1)).ToArray();
        Assert.Equal(2, pauses.Length);
        Assert.InRange(pauses[0], TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(200));
        Assert.InRange(pauses[1], TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(400));
    }

    [Fact]
    public async Task R309_A_server_that_says_when_to_come_back_is_not_asked_again_before()
    {
        var fake = new FakeServer
        {
            Metadata = () =>
            {
                var response = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
                response.Headers.TryAddWithoutValidation("Retry-After", "60");
                return response;
            },
        };
        using var server = new AuthorizationServer(The.Issuer, fake.Options);

        var e = await Assert.ThrowsAsync<OAuthException>(() => server.GetMetadataAsync(Stop).AsTask());

        Assert.Equal(1, fake.MetadataRequests);
        Assert.Equal(fake.Clock.GetUtcNow().AddSeconds(60), e.RetryAt);
    }

    /// <summary>The system's clock, but for timers, which it notes.</summary>
    private sealed class TimerClock : TimeProvider
    {
        public List<TimeSpan> DueTimes { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            DueTimes.Add(dueTime);
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
