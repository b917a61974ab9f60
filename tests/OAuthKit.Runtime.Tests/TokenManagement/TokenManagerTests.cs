using System.Diagnostics;

namespace OAuthKit;

public sealed class TokenManagerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

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
