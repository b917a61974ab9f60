using System.Net;

namespace OAuthKit;

[Collection(AloneCollection.Name)]
public sealed class SingleFlightTests
{
    private const int Callers = 10_000;
    private const int Runs = 100;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_thousand_callers_on_a_cold_cache_make_one_request_in_a_hundred_of_a_hundred_runs()
    {
        for (var run = 0; run < Runs; run++)
        {
            using var engine = new Engine();
            var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (run % 2 == 0)
            {
                engine.Source.Script = async (number, _) =>
                {
                    await gate.Task;
                    return engine.Source.Token(number);
                };
            }

            var calls = CallTogether(engine.Manager, engine.Policy);
            gate.SetResult();
            await WaitForAsync(calls, The.Token(1));

            Assert.Equal(1, await engine.RequestsAsync());
        }
    }

    [Fact]
    public async Task Ten_thousand_callers_at_the_moment_of_expiry_make_one_request_in_a_hundred_of_a_hundred_runs()
    {
        using var engine = new Engine();
        await engine.GetAsync();
        for (var run = 0; run < Runs; run++)
        {
            engine.Advance(3600);

            await WaitForAsync(CallTogether(engine.Manager, engine.Policy), The.Token(run + 2));

            Assert.Equal(run + 2, await engine.RequestsAsync());
        }
    }

    [Fact]
    public async Task With_renewal_ahead_none_of_ten_thousand_callers_waits_and_one_request_is_made()
    {
        using var engine = new Engine();
        await engine.GetAsync();
        for (var run = 0; run < 20; run++)
        {
            var gate = new TaskCompletionSource();
            engine.Source.Script = async (number, _) =>
            {
                await gate.Task;
                return engine.Source.Token(number);
            };
            engine.Advance(3600 - 260);

            var calls = CallTogether(engine.Manager, engine.Policy);
            Assert.All(calls, call => Assert.True(call.IsCompletedSuccessfully));
            await WaitForAsync(calls, The.Token(run + 1));
            gate.SetResult();

            await engine.RenewedAsync(run + 2);
            Assert.Equal(run + 2, await engine.RequestsAsync());
        }
    }

    [Fact]
    public async Task Ten_thousand_callers_through_handler_client_and_discovery_make_one_request_of_each_kind()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var server = new FakeServer { Gate = gate.Task };
        using var client = server.Client();
        using var invoker = new HttpMessageInvoker(new OAuthHandler(client, The.Grant, The.Api) { InnerHandler = new OkHandler() });

        var calls = new Task<HttpResponseMessage>[Callers];
        Parallel.For(0, Callers, i => calls[i] = invoker.SendAsync(new HttpRequestMessage(HttpMethod.Get, The.Api), Stop));
        gate.SetResult();

        Assert.All(await Task.WhenAll(calls), response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Equal(1, server.TokenRequests);
        Assert.Equal(1, server.MetadataRequests);
    }

    [Fact]
    public async Task A_failing_endpoint_gets_one_request_for_the_burst_and_every_caller_the_same_typed_error()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var server = new FakeServer
        {
            Gate = gate.Task,
            Token = _ => StubHandler.Json("{\"error\":\"invalid_client\"}", HttpStatusCode.Unauthorized),
        };
        using var client = server.Client();

        var calls = CallTogether(client.Tokens, new TokenPolicy(client, The.Grant)).Select(call => call.AsTask()).ToArray();
        gate.SetResult();
        await Record.ExceptionAsync(() => Task.WhenAll(calls));

        var error = Assert.IsType<OAuthServerException>(calls[0].Exception!.InnerException);
        Assert.Equal("invalid_client", error.Error);
        Assert.All(calls, call => Assert.Same(error, call.Exception!.InnerException));
        Assert.Equal(1, server.TokenRequests);
    }

    [Fact]
    public async Task The_cancellation_of_all_callers_but_one_disturbs_neither_the_one_nor_the_request()
    {
        using var engine = new Engine();
        var gate = new TaskCompletionSource();
        var stopped = false;
        engine.Source.Script = async (number, stop) =>
        {
            stop.Register(() => stopped = true);
            await gate.Task.WaitAsync(stop);
            return engine.Source.Token(number);
        };
        using var cancellation = new CancellationTokenSource();

        var leaving = Enumerable.Range(0, 100).Select(_ => engine.GetAsync(cancellation.Token).AsTask()).ToArray();
        var staying = engine.GetAsync().AsTask();
        await cancellation.CancelAsync();
        foreach (var call in leaving)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        }

        gate.SetResult();
        Assert.Equal(The.Token(1), (await staying).AccessToken.Reveal());
        Assert.Equal(1, await engine.RequestsAsync());
        Assert.False(stopped);
    }

    [Fact]
    public async Task The_cancellation_of_the_only_caller_does_not_waste_the_token()
    {
        using var engine = new Engine();
        var gate = new TaskCompletionSource();
        engine.Source.Script = async (number, stop) =>
        {
            await gate.Task.WaitAsync(stop);
            return engine.Source.Token(number);
        };
        using var cancellation = new CancellationTokenSource();

        var call = engine.GetAsync(cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        gate.SetResult();

        Assert.Equal(1, await engine.NumberAsync());
        Assert.Equal(1, await engine.RequestsAsync());
    }

    [Fact]
    public async Task A_warm_token_costs_no_allocation()
    {
        using var engine = new Engine();
        await engine.GetAsync();
        Spin(1000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Spin(1000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Spin(int count)
        {
            for (var i = 0; i < count; i++)
            {
                Assert.True(engine.Manager.GetTokenAsync(engine.Policy, CancellationToken.None).IsCompletedSuccessfully);
            }
        }
    }

    [Fact]
    public async Task Many_policies_in_parallel_get_each_its_own_token()
    {
        var server = new FakeServer();
        using var manager = server.Manager(options => options.MaxEntries = 50);
        var sources = Enumerable.Range(0, 200).Select(_ => new ScriptedSource(server.Clock)).ToArray();
        for (var i = 0; i < sources.Length; i++)
        {
            var number = i;
            sources[i].Script = (_, _) => Task.FromResult(sources[number].Token(number));
        }

        var policies = sources.Select((source, i) => new TokenPolicy(source, manager, $"p{i}")).ToArray();
        await Parallel.ForAsync(0, 20_000, Stop, async (i, stop) =>
        {
            var number = i * 7 % policies.Length;
            Assert.Equal(The.Token(number), (await manager.GetTokenAsync(policies[number], stop)).AccessToken.Reveal());
        });
    }

    private static ValueTask<TokenSet>[] CallTogether(TokenManager manager, TokenPolicy policy)
    {
        var calls = new ValueTask<TokenSet>[Callers];
        Parallel.For(0, Callers, i => calls[i] = manager.GetTokenAsync(policy, Stop));
        return calls;
    }

    private static async Task WaitForAsync(ValueTask<TokenSet>[] calls, string token)
    {
        var first = await calls[0];
        Assert.Equal(token, first.AccessToken.Reveal());
        foreach (var call in calls.Skip(1))
        {
            Assert.True(ReferenceEquals(first, await call));
        }
    }

    private sealed class OkHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
    }
}
