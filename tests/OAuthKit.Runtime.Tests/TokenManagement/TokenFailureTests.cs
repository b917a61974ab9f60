using System.Net;

namespace OAuthKit;

public sealed class TokenFailureTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_background_renewal_that_fails_keeps_serving_and_pauses_before_the_next()
    {
        using var engine = new Engine();
        await engine.GetAsync();
        engine.Source.Script = (_, _) => throw new HttpRequestException("down");

        engine.Advance(3600 - 200);
        await engine.GetAsync();
        await engine.RenewedAsync(2);
        engine.Advance(26);
        Assert.Equal(1, await engine.NumberAsync());
        Assert.Equal(2, await engine.RequestsAsync());

        engine.Advance(8);
        Assert.Equal(1, await engine.NumberAsync());
        await engine.RenewedAsync(3);
        await Eventually.IsTrueAsync(() => engine.Logs.Messages.Count == 2);
        Assert.All(engine.Logs.Messages, message => Assert.Equal(103, message.Id.Id));
    }

    [Fact]
    public async Task A_background_renewal_obeys_Retry_After()
    {
        using var engine = new Engine();
        await engine.GetAsync();
        engine.Source.Script = (_, _) => throw new OAuthException("x", "later") { StatusCode = 503, RetryAt = engine.Clock.GetUtcNow().AddSeconds(120) };

        engine.Advance(3600 - 200);
        await engine.GetAsync();
        await engine.RenewedAsync(2);
        engine.Advance(119);
        await engine.GetAsync();
        Assert.Equal(2, await engine.RequestsAsync());

        engine.Advance(2);
        await engine.GetAsync();
        await engine.RenewedAsync(3);
    }

    [Fact]
    public async Task A_failure_is_returned_for_a_second_without_asking_again()
    {
        using var engine = new Engine();
        engine.Source.Script = (_, _) => throw new OAuthException("x", "no");

        var first = await Assert.ThrowsAsync<OAuthException>(async () => await engine.GetAsync());
        engine.Advance(0.9);
        var second = await Assert.ThrowsAsync<OAuthException>(async () => await engine.GetAsync());

        Assert.Same(first, second);
        Assert.Equal(1, await engine.RequestsAsync());
        Assert.Equal(engine.Clock.GetUtcNow().AddSeconds(0.1), first.RetryAt);
        engine.Advance(0.1);
        await Assert.ThrowsAsync<OAuthException>(async () => await engine.GetAsync());
        Assert.Equal(2, await engine.RequestsAsync());
    }

    [Theory]
    [InlineData(429, null, 5)]
    [InlineData(503, null, 5)]
    [InlineData(503, 120, 120)]
    [InlineData(503, 2, 2)]
    [InlineData(503, 0, 1)]
    [InlineData(400, 60, 60)]
    [InlineData(400, null, 1)]
    public async Task A_server_that_is_overloaded_or_says_when_is_left_alone_until_then(int status, int? retryAfter, int seconds)
    {
        using var engine = new Engine();
        engine.Source.Script = (_, _) => throw new OAuthException("x", "no")
        {
            StatusCode = status,
            RetryAt = retryAfter is { } after ? engine.Clock.GetUtcNow().AddSeconds(after) : null,
        };

        var e = await Assert.ThrowsAsync<OAuthException>(async () => await engine.GetAsync());

        Assert.Equal(engine.Clock.GetUtcNow().AddSeconds(seconds), e.RetryAt);
        engine.Advance(seconds - 0.1);
        Assert.Same(e, await Assert.ThrowsAsync<OAuthException>(async () => await engine.GetAsync()));
        engine.Advance(0.1);
        Assert.NotSame(e, await Assert.ThrowsAsync<OAuthException>(async () => await engine.GetAsync()));
    }

    [Fact]
    public async Task A_client_that_is_refused_in_a_loop_asks_once_a_second()
    {
        var server = new FakeServer { Token = _ => StubHandler.Json("{\"error\":\"invalid_client\"}", HttpStatusCode.Unauthorized) };
        using var client = server.Client();
        var policy = new TokenPolicy(client, The.Grant);

        for (var i = 0; i < 1000; i++)
        {
            var e = await Assert.ThrowsAsync<OAuthServerException>(async () => await client.Tokens.GetTokenAsync(policy, Stop));
            Assert.Equal("invalid_client", e.Error);
            server.Clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.InRange(server.TokenRequests, 2, 11);
    }

    [Fact]
    public async Task A_failure_that_is_held_does_not_grow_with_the_number_of_callers()
    {
        using var engine = new Engine();
        engine.Source.Script = (_, _) => throw new OAuthException("x", "no");
        var lengths = new List<int>();

        for (var i = 0; i < 1000; i++)
        {
            lengths.Add((await Assert.ThrowsAsync<OAuthException>(async () => await engine.GetAsync())).StackTrace!.Length);
        }

        Assert.InRange(lengths[^1], 0, lengths[1] * 2);
    }

    [Fact]
    public async Task A_supplier_that_hangs_ends_in_a_typed_error_for_everyone()
    {
        using var engine = new Engine();
        var stopped = new TaskCompletionSource();
        engine.Source.Script = (_, stop) =>
        {
            stop.Register(stopped.SetResult);
            return new TaskCompletionSource<TokenSet>().Task;
        };

        var calls = Enumerable.Range(0, 10).Select(_ => engine.GetAsync().AsTask()).ToArray();
        await Eventually.IsTrueAsync(() => engine.Source.Requests == 1);
        engine.Advance(119);
        Assert.All(calls, call => Assert.False(call.IsCompleted));
        engine.Advance(1);

        foreach (var call in calls)
        {
            var e = await Assert.ThrowsAsync<OAuthException>(() => call);
            Assert.Equal(OAuthFault.AcquisitionTimeout, e.Code);
        }

        await stopped.Task;
    }

    [Fact]
    public async Task A_supplier_that_gives_nothing_is_told_so()
    {
        using var engine = new Engine();
        engine.Source.Script = (_, _) => Task.FromResult<TokenSet>(null!);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await engine.GetAsync());
    }
}
