using System.Net;

namespace OAuthKit;

public sealed class ChallengeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Concurrent_refusals_of_one_token_renew_it_once()
    {
        const int Calls = 50;
        var arrived = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var inner = new StubHandler(async (request, _) =>
        {
            if (request.Authorization != Rig.Bearer(1))
            {
                return new HttpResponseMessage(HttpStatusCode.OK);
            }

            if (Interlocked.Increment(ref arrived) == Calls)
            {
                all.SetResult();
            }

            await all.Task;
            return StubHandler.Challenge(HttpStatusCode.Unauthorized);
        });
        using var rig = new Rig(inner: inner);

        var responses = await Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => rig.Http.GetAsync("orders", Stop)));

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Equal(2, rig.Server.TokenRequests);
    }

    [Fact]
    public async Task A_refusal_that_comes_late_takes_the_token_that_is_there_by_then()
    {
        using var engine = new Engine();
        await engine.GetAsync();
        await engine.Manager.RenewAsync(engine.Policy, Rig.Bearer(1), Stop);

        var late = await engine.Manager.RenewAsync(engine.Policy, Rig.Bearer(1), Stop);

        Assert.Equal(The.Token(2), late!.AccessToken.Reveal());
        Assert.Equal(2, await engine.RequestsAsync());
    }

    [Fact]
    public async Task A_refusal_during_a_renewal_waits_for_that_renewal()
    {
        using var engine = new Engine();
        await engine.GetAsync();
        var gate = new TaskCompletionSource();
        engine.Source.Script = async (number, _) =>
        {
            await gate.Task;
            return engine.Source.Token(number);
        };
        engine.Advance(3600 - 200);
        await engine.GetAsync();

        var renewal = engine.Manager.RenewAsync(engine.Policy, Rig.Bearer(1), Stop).AsTask();
        var call = engine.GetAsync().AsTask();
        Assert.False(call.IsCompleted);
        gate.SetResult();

        Assert.Equal(The.Token(2), (await renewal)!.AccessToken.Reveal());
        Assert.Same(await renewal, await call);
        Assert.Equal(2, await engine.RequestsAsync());
    }

    [Fact]
    public async Task When_the_renewed_token_is_refused_too_no_challenge_renews_for_thirty_seconds()
    {
        using var rig = new Rig(_ => StubHandler.Challenge(HttpStatusCode.Unauthorized));
        (await rig.Http.GetAsync("orders", Stop)).Dispose();
        Assert.Equal(2, rig.Server.TokenRequests);

        rig.Server.Clock.Advance(TimeSpan.FromSeconds(29.9));
        (await rig.Http.GetAsync("orders", Stop)).Dispose();
        Assert.Equal(2, rig.Server.TokenRequests);
        Assert.Equal(3, rig.Api.Requests.Length);

        rig.Server.Clock.Advance(TimeSpan.FromSeconds(0.2));
        (await rig.Http.GetAsync("orders", Stop)).Dispose();
        Assert.Equal(3, rig.Server.TokenRequests);
    }

    [Fact]
    public async Task A_renewed_token_that_is_refused_by_a_later_call_stops_challenges_as_well()
    {
        using var engine = new Engine();
        await engine.GetAsync();
        await engine.Manager.RenewAsync(engine.Policy, Rig.Bearer(1), Stop);

        engine.Advance(10);
        Assert.Null(await engine.Manager.RenewAsync(engine.Policy, Rig.Bearer(2), Stop));
        Assert.Null(await engine.Manager.RenewAsync(engine.Policy, Rig.Bearer(2), Stop));

        Assert.Equal(2, await engine.RequestsAsync());
        Assert.Equal([104], engine.Logs.Messages.Select(message => message.Id.Id));
        engine.Advance(29.9);
        Assert.Null(await engine.Manager.RenewAsync(engine.Policy, Rig.Bearer(2), Stop));
        engine.Advance(0.2);
        Assert.NotNull(await engine.Manager.RenewAsync(engine.Policy, Rig.Bearer(2), Stop));
    }

    [Fact]
    public async Task The_pause_holds_for_its_policy_only_and_calls_go_on()
    {
        using var rig = new Rig(_ => StubHandler.Challenge(HttpStatusCode.Unauthorized));
        (await rig.Http.GetAsync("orders", Stop)).Dispose();

        var other = new TokenPolicy(rig.Server.Client(tokens: rig.Tokens), new ClientCredentialsGrant { Scope = "other" });
        await rig.Tokens.GetTokenAsync(other, Stop);
        using var response = await rig.Http.GetAsync("orders", Stop);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(3, rig.Server.TokenRequests);
    }

    [Fact]
    public async Task A_server_that_hands_back_the_refused_token_gives_the_first_401_and_is_asked_seldom()
    {
        using var rig = new Rig(_ => StubHandler.Challenge(HttpStatusCode.Unauthorized));
        rig.Server.Token = _ => StubHandler.Json(The.TokenJson());

        for (var i = 0; i < 20; i++)
        {
            using var response = await rig.Http.GetAsync("orders", Stop);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }

        Assert.Equal(2, rig.Server.TokenRequests);
        Assert.Equal(20, rig.Api.Requests.Length);
    }

    [Fact]
    public async Task A_failed_renewal_by_challenge_costs_one_request_a_second()
    {
        using var rig = new Rig(_ => StubHandler.Challenge(HttpStatusCode.Unauthorized));
        rig.Server.Token = number => number == 1
            ? StubHandler.Json(The.TokenJson())
            : StubHandler.Json("{\"error\":\"invalid_client\"}", HttpStatusCode.Unauthorized);

        for (var i = 0; i < 100; i++)
        {
            await Assert.ThrowsAsync<OAuthServerException>(() => rig.Http.GetAsync("orders", Stop));
            rig.Server.Clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.InRange(rig.Server.TokenRequests, 2, 12);
    }
}
