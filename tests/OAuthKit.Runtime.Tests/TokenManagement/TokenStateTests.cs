using System.Diagnostics;
using System.Net;

namespace OAuthKit;

public sealed class TokenStateTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fresh_token_is_handed_out_at_once_and_without_a_request()
    {
        using var engine = new Engine();
        var first = await engine.GetAsync();

        engine.Advance(3600 - 300 - 31);
        var call = engine.GetAsync();

        Assert.True(call.IsCompletedSuccessfully);
        Assert.Same(first, await call);
        Assert.Equal(1, await engine.RequestsAsync());
    }

    [Fact]
    public async Task A_due_token_is_handed_out_at_once_and_renewed_once_in_the_background()
    {
        using var engine = new Engine();
        var first = await engine.GetAsync();
        var gate = new TaskCompletionSource();
        engine.Source.Script = async (number, stop) =>
        {
            await gate.Task.WaitAsync(stop);
            return engine.Source.Token(number);
        };

        engine.Advance(3600 - 300 + 31);
        for (var i = 0; i < 10; i++)
        {
            var call = engine.GetAsync();
            Assert.True(call.IsCompletedSuccessfully);
            Assert.Same(first, await call);
        }

        gate.SetResult();
        await engine.RenewedAsync(2);
        Assert.Equal(2, await engine.NumberAsync());
        Assert.Equal(2, await engine.RequestsAsync());
    }

    [Fact]
    public async Task A_stale_token_waits_for_its_successor()
    {
        using var engine = new Engine();
        await engine.GetAsync();

        engine.Advance(3600 - 29);

        Assert.Equal(2, await engine.NumberAsync());
    }

    [Fact]
    public async Task A_stale_token_is_handed_out_where_the_successor_is_late()
    {
        using var engine = new Engine();
        var first = await engine.GetAsync();
        engine.Source.Script = (_, stop) => new TaskCompletionSource<TokenSet>().Task.WaitAsync(stop);

        engine.Advance(3600 - 29);
        var call = engine.GetAsync().AsTask();
        Assert.False(call.IsCompleted);
        engine.Advance(5);

        Assert.Same(first, await call);
    }

    [Fact]
    public async Task A_stale_token_is_handed_out_where_there_is_no_successor()
    {
        using var engine = new Engine();
        var first = await engine.GetAsync();
        engine.Source.Script = (_, _) => throw new HttpRequestException("down");

        engine.Advance(3600 - 29);

        Assert.Same(first, await engine.GetAsync());
        Assert.Same(first, await engine.GetAsync());
        Assert.Equal(2, await engine.RequestsAsync());
    }

    [Fact]
    public async Task A_token_that_ends_while_its_successor_is_waited_for_is_not_handed_out()
    {
        using var engine = new Engine();
        await engine.GetAsync();
        var gate = new TaskCompletionSource();
        engine.Source.Script = async (number, stop) =>
        {
            await gate.Task.WaitAsync(stop);
            return engine.Source.Token(number);
        };

        engine.Advance(3600 - 2);
        var call = engine.GetAsync().AsTask();
        engine.Advance(2);
        await Task.Yield();
        Assert.False(call.IsCompleted);
        gate.SetResult();

        Assert.Equal(The.Token(2), (await call).AccessToken.Reveal());
    }

    [Fact]
    public async Task An_expired_token_is_not_handed_out()
    {
        using var engine = new Engine();
        await engine.GetAsync();

        engine.Advance(3600);

        Assert.Equal(2, await engine.NumberAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(60)]
    public async Task A_short_lived_token_is_kept_as_well(int lifetime)
    {
        using var engine = new Engine();
        engine.Source.Lifetime = TimeSpan.FromSeconds(lifetime);

        for (var i = 0; i < 10; i++)
        {
            await engine.GetAsync();
            engine.Advance(lifetime / 25d);
        }

        Assert.Equal(1, await engine.RequestsAsync());
    }

    [Fact]
    public async Task A_lifetime_of_zero_serves_those_who_wait_and_nobody_after_them()
    {
        using var engine = new Engine();
        engine.Source.Lifetime = TimeSpan.Zero;
        var gate = new TaskCompletionSource();
        engine.Source.Script = async (number, stop) =>
        {
            await gate.Task.WaitAsync(stop);
            return engine.Source.Token(number);
        };

        var waiting = Enumerable.Range(0, 10).Select(_ => engine.GetAsync().AsTask()).ToArray();
        gate.SetResult();

        Assert.All(await Task.WhenAll(waiting), tokens => Assert.Equal(The.Token(1), tokens.AccessToken.Reveal()));
        Assert.Equal(2, await engine.NumberAsync());
    }

    [Fact]
    public async Task A_renewal_that_brings_a_dead_token_leaves_the_living_one_in_service()
    {
        using var engine = new Engine();
        await engine.GetAsync();
        engine.Source.Lifetime = TimeSpan.Zero;

        engine.Advance(3600 - 200);
        await engine.GetAsync();
        await engine.RenewedAsync(2);

        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(1, await engine.NumberAsync());
        }

        Assert.Equal(2, await engine.RequestsAsync());
    }

    [Fact]
    public async Task An_unknown_lifetime_is_the_default_one()
    {
        using var engine = new Engine(options => options.DefaultLifetime = TimeSpan.FromSeconds(100));
        engine.Source.Lifetime = null;
        await engine.GetAsync();

        engine.Advance(44);
        Assert.Equal(1, await engine.NumberAsync());
        Assert.Equal(1, await engine.RequestsAsync());
        engine.Advance(56);
        Assert.Equal(2, await engine.NumberAsync());
    }

    [Fact]
    public async Task A_lifetime_beyond_all_clocks_is_kept()
    {
        using var engine = new Engine(options => options.TimeProvider = TimeProvider.System);
        engine.Source.Script = (number, _) => Task.FromResult(new TokenSet(AccessToken.Parse(The.Token(number)), DateTimeOffset.MaxValue));

        await engine.GetAsync();
        await engine.GetAsync();

        Assert.Equal(1, await engine.RequestsAsync());
    }

    [Fact]
    public async Task The_same_token_again_is_not_asked_for_before_the_hard_margin()
    {
        using var engine = new Engine();
        var end = engine.Clock.GetUtcNow().AddHours(1);
        engine.Source.Script = (_, _) => Task.FromResult(new TokenSet(AccessToken.Parse(The.Token(1)), end, engine.Clock));
        await engine.GetAsync();

        engine.Advance(3600 - 260);
        await engine.GetAsync();
        await engine.RenewedAsync(2);
        for (; engine.Clock.GetUtcNow() < end.AddSeconds(-31); engine.Advance(1))
        {
            await engine.GetAsync();
            Assert.Equal(2, await engine.RequestsAsync());
        }

        for (; engine.Clock.GetUtcNow() < end; engine.Advance(0.1))
        {
            await engine.GetAsync();
        }

        Assert.InRange(await engine.RequestsAsync(), 3, 20);
    }

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

    [Fact]
    public async Task The_work_belongs_to_no_caller_but_its_trace()
    {
        using var engine = new Engine();
        var ambient = new AsyncLocal<string?> { Value = "of the caller" };
        using var activity = new Activity("call").Start();
        var seen = new TaskCompletionSource<(string?, Activity?)>();
        engine.Source.Script = (number, _) =>
        {
            seen.SetResult((ambient.Value, Activity.Current));
            return Task.FromResult(engine.Source.Token(number));
        };

        await engine.GetAsync();

        Assert.Equal((null, activity), await seen.Task);
    }

    [Fact]
    public async Task A_caller_that_is_cancelled_already_starts_nothing()
    {
        using var engine = new Engine();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await engine.GetAsync(new CancellationToken(canceled: true)));
        Assert.Equal(0, await engine.RequestsAsync());

        await engine.GetAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await engine.GetAsync(new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Forget_makes_the_next_call_ask()
    {
        using var engine = new Engine();
        await engine.GetAsync();

        engine.Manager.Forget(engine.Policy);

        Assert.Equal(2, await engine.NumberAsync());
    }

    [Fact]
    public async Task Forget_makes_the_next_call_ask_also_while_a_token_is_on_its_way()
    {
        using var engine = new Engine();
        var gate = new TaskCompletionSource();
        engine.Source.Script = async (number, stop) =>
        {
            await (number == 1 ? gate.Task : Task.CompletedTask).WaitAsync(stop);
            return engine.Source.Token(number);
        };

        var first = engine.GetAsync().AsTask();
        await Eventually.IsTrueAsync(() => engine.Source.Requests == 1);
        engine.Manager.Forget(engine.Policy);
        Assert.Equal(2, await engine.NumberAsync());
        gate.SetResult();

        Assert.Equal(The.Token(1), (await first).AccessToken.Reveal());
        Assert.Equal(2, await engine.NumberAsync());
    }

    [Fact]
    public async Task Forget_ends_a_failure_as_well()
    {
        using var engine = new Engine();
        engine.Source.Script = (number, _) => number == 1 ? throw new OAuthException("x", "no") : Task.FromResult(engine.Source.Token(number));
        await Assert.ThrowsAsync<OAuthException>(async () => await engine.GetAsync());

        engine.Manager.Forget(engine.Policy);

        Assert.Equal(2, await engine.NumberAsync());
    }

    [Fact]
    public async Task Dispose_ends_what_is_under_way_and_hands_nothing_out_any_more()
    {
        using var engine = new Engine();
        await engine.GetAsync();
        var other = new ScriptedSource(engine.Clock) { Script = (_, _) => new TaskCompletionSource<TokenSet>().Task };
        var waiting = engine.Manager.GetTokenAsync(new TokenPolicy(other, engine.Manager, "other"), Stop).AsTask();
        await Eventually.IsTrueAsync(() => other.Requests == 1);

        engine.Manager.Dispose();
        engine.Manager.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await engine.GetAsync());
    }

    [Fact]
    public async Task A_token_that_arrives_after_Dispose_is_not_kept()
    {
        using var engine = new Engine();
        var gate = new TaskCompletionSource();
        engine.Source.Script = (number, _) =>
        {
            gate.Task.Wait(Stop);
            return Task.FromResult(engine.Source.Token(number));
        };
        var waiting = engine.GetAsync().AsTask();
        await Eventually.IsTrueAsync(() => engine.Source.Requests == 1);

        engine.Manager.Dispose();
        gate.SetResult();
        await Record.ExceptionAsync(() => waiting);

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await engine.GetAsync());
        Assert.Null(engine.Policy.Entry?.Kept);
    }

    [Fact]
    public async Task A_logger_that_throws_keeps_nobody_from_token_or_error()
    {
        using var engine = new Engine(logs: new LogTrap(_ => throw new InvalidOperationException("disk full")));
        engine.Source.Script = (number, _) => number == 1 ? throw new OAuthException("x", "no") : Task.FromResult(engine.Source.Token(number));

        await Assert.ThrowsAsync<OAuthException>(async () => await engine.GetAsync());
        engine.Advance(1);

        Assert.Equal(2, await engine.NumberAsync());
    }

    [Fact]
    public async Task No_lock_is_held_while_a_logger_runs()
    {
        Engine? engine = null;
        var entered = 0;
        using (engine = new Engine(logs: new LogTrap(_ =>
        {
            entered++;
            Assert.True(Task.Run(() => engine!.GetAsync(Stop).AsTask()).ContinueWith(_ => { }, TaskScheduler.Default).Wait(TimeSpan.FromSeconds(10)));
        })))
        {
            await engine.GetAsync();
            await engine.Manager.RenewAsync(engine.Policy, Rig.Bearer(1), Stop);
            await engine.Manager.RenewAsync(engine.Policy, Rig.Bearer(2), Stop);
            engine.Manager.RefusedAgain(engine.Policy);
        }

        Assert.True(entered > 0);
    }

    [Fact]
    public async Task Policies_without_a_token_or_of_another_manager_are_refused()
    {
        using var engine = new Engine();
        using var other = new Engine();

        await Assert.ThrowsAsync<ArgumentException>(async () => await engine.Manager.GetTokenAsync(TokenPolicy.Anonymous, Stop));
        await Assert.ThrowsAsync<ArgumentException>(async () => await engine.Manager.GetTokenAsync(TokenPolicy.CallerSupplied, Stop));
        await Assert.ThrowsAsync<ArgumentException>(async () => await engine.Manager.GetTokenAsync(other.Policy, Stop));
        Assert.Throws<ArgumentException>(() => engine.Manager.Forget(other.Policy));
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new TokenManager(new TokenManagerOptions { RefreshAhead = TimeSpan.FromTicks(-1) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TokenManager(new TokenManagerOptions { ClockSkew = TimeSpan.FromTicks(-1) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TokenManager(new TokenManagerOptions { DefaultLifetime = TimeSpan.Zero }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TokenManager(new TokenManagerOptions { MaxEntries = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TokenManager(new TokenManagerOptions { AcquisitionTimeout = TimeSpan.Zero }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TokenManager(new TokenManagerOptions { AcquisitionTimeout = TimeSpan.MaxValue }));
    }
}
