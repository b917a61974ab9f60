namespace OAuthKit;

public sealed class TokenEntriesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_that_is_dropped_while_entries_are_swept_disturbs_nobody()
    {
        using var engine = new Engine();
        var entries = new TokenEntries(1, engine.Clock, engine.Logs.CreateLogger("entries"));
        var busy = entries.LockOrAdd(engine.Policy);
        busy.Flight = new TokenFlight(null!, busy, engine.Policy, isRenewal: false);
        Monitor.Exit(busy);
        var kept = new KeptToken(engine.Source.Token(1), new TokenSchedule(0, 0, long.MaxValue), 0, byChallenge: false);
        var isOver = false;
        var dropping = Task.Run(
            () =>
            {
                while (!Volatile.Read(ref isOver))
                {
                    lock (busy)
                    {
                        busy.Kept = kept;
                        busy.Kept = null;
                    }
                }
            },
            Stop);

        for (var i = 0; i < 20_000; i++)
        {
            Monitor.Exit(entries.LockOrAdd(new TokenPolicy(engine.Source, engine.Manager, "new")));
        }

        Volatile.Write(ref isOver, true);
        await dropping;
    }

    [Fact]
    public async Task The_least_recently_used_go_first()
    {
        using var engine = new Engine(options => options.MaxEntries = 10);
        var sources = new ScriptedSource[11];
        var policies = new TokenPolicy[11];
        for (var i = 0; i < 10; i++)
        {
            await UseAsync(i);
        }

        await UseAsync(0);
        await UseAsync(10);

        Assert.Equal([105], engine.Logs.Messages.Select(message => message.Id.Id));
        foreach (var kept in (int[])[0, 3, 9, 10])
        {
            await UseAsync(kept);
            Assert.Equal(1, sources[kept].Requests);
        }

        await UseAsync(1);
        Assert.Equal(2, sources[1].Requests);

        async Task UseAsync(int i)
        {
            engine.Advance(0.001);
            sources[i] ??= new ScriptedSource(engine.Clock);
            policies[i] ??= new TokenPolicy(sources[i], engine.Manager, $"p{i}");
            await engine.Manager.GetTokenAsync(policies[i], Stop);
        }
    }

    [Fact]
    public async Task What_has_ended_goes_before_what_was_least_recently_used()
    {
        using var engine = new Engine(options => options.MaxEntries = 3);
        var lasting = new ScriptedSource(engine.Clock);
        var ended = new ScriptedSource(engine.Clock) { Lifetime = TimeSpan.FromSeconds(1) };
        var lastingPolicy = new TokenPolicy(lasting, engine.Manager, "lasting");
        await engine.Manager.GetTokenAsync(lastingPolicy, Stop);
        engine.Advance(0.001);
        await engine.Manager.GetTokenAsync(new TokenPolicy(ended, engine.Manager, "ended"), Stop);
        engine.Advance(2);
        await engine.Manager.GetTokenAsync(new TokenPolicy(new ScriptedSource(engine.Clock), engine.Manager, "third"), Stop);

        await engine.Manager.GetTokenAsync(new TokenPolicy(new ScriptedSource(engine.Clock), engine.Manager, "fourth"), Stop);

        await engine.Manager.GetTokenAsync(lastingPolicy, Stop);
        Assert.Equal(1, lasting.Requests);
    }

    [Fact]
    public async Task An_acquisition_under_way_is_not_evicted()
    {
        using var engine = new Engine(options => options.MaxEntries = 1);
        var gate = new TaskCompletionSource();
        engine.Source.Script = async (number, _) =>
        {
            await gate.Task;
            return engine.Source.Token(number);
        };
        var call = engine.GetAsync().AsTask();
        await Eventually.IsTrueAsync(() => engine.Source.Requests == 1);

        for (var i = 0; i < 5; i++)
        {
            await engine.Manager.GetTokenAsync(new TokenPolicy(new ScriptedSource(engine.Clock), engine.Manager, "other"), Stop);
        }

        var second = engine.GetAsync().AsTask();
        gate.SetResult();
        Assert.Same(await call, await second);
        Assert.Equal(1, engine.Source.Requests);
    }

    [Fact]
    public async Task Ten_thousand_tokens_are_kept_and_a_policy_made_anew_finds_its_token()
    {
        var server = new FakeServer();
        using var client = server.Client();
        for (var i = 0; i < 10_000; i++)
        {
            await client.Tokens.GetTokenAsync(Policy(i), Stop);
        }

        await client.Tokens.GetTokenAsync(Policy(0), Stop);
        await client.Tokens.GetTokenAsync(Policy(9_999), Stop);

        Assert.Equal(10_000, server.TokenRequests);

        TokenPolicy Policy(int i) => new(client, new ClientCredentialsGrant { Audience = $"tenant-{i}" });
    }

    [Fact]
    public async Task Two_clients_of_one_identity_share_their_token_in_one_manager_and_a_source_of_ones_own_shares_nothing()
    {
        var server = new FakeServer();
        using var manager = server.Manager();

        await manager.GetTokenAsync(server.Policy(manager), Stop);
        await manager.GetTokenAsync(server.Policy(manager), Stop);
        Assert.Equal(1, server.TokenRequests);

        var source = new ScriptedSource(server.Clock);
        await manager.GetTokenAsync(new TokenPolicy(source, manager, "a"), Stop);
        await manager.GetTokenAsync(new TokenPolicy(source, manager, "a"), Stop);
        Assert.Equal(2, source.Requests);
    }
}
