using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace OAuthKit;

public sealed class TokenPollerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R188_The_first_request_waits_for_five_seconds_by_default()
    {
        using var rig = await PollRig.OfDeviceAsync(PollServer.DeviceJson(interval: null), PollServer.Tokens);

        await rig.RunAsync();

        Assert.Equal([5], rig.Server.Times);
    }

    [Fact]
    public async Task Tokens_that_have_come_are_not_asked_for_again_because_their_ID_token_cannot_be_verified()
    {
        using var rig = new PollRig(PollServer.Tokens);
        rig.Server.Keys = () => new HttpResponseMessage(HttpStatusCode.InternalServerError);

        Assert.Equal(OAuthFault.KeysStatus, (await Assert.ThrowsAnyAsync<OAuthException>(rig.RunAsync)).Code);

        Assert.Single(rig.Server.Times);
    }

    [Fact]
    public async Task R189_While_the_user_has_not_decided_the_interval_stays()
    {
        using var rig = new PollRig(PollServer.Pending, PollServer.Pending, PollServer.Pending, PollServer.Tokens);

        var tokens = await rig.RunAsync();

        Assert.Equal(The.Token(1), tokens.AccessToken.Reveal());
        Assert.Equal([5, 10, 15, 20], rig.Server.Times);
    }

    [Fact]
    public async Task R190_Each_slow_down_makes_the_interval_longer_for_good()
    {
        using var rig = new PollRig(PollServer.SlowDown, PollServer.SlowDown, PollServer.Pending, PollServer.Pending, PollServer.Tokens);

        await rig.RunAsync();

        Assert.Equal([5, 15, 30, 45, 60], rig.Server.Times);
        Assert.Equal(TimeSpan.FromSeconds(15), rig.Poller.Interval);
    }

    [Fact]
    public async Task R197_Each_request_has_a_proof_of_its_own()
    {
        var server = new PollServer { Answers = [PollServer.Pending, PollServer.Pending, PollServer.Tokens] };
        using var client = server.Client(new NumberedAuthentication());
        var poller = new TokenPoller(client, await client.StartDeviceAuthorizationAsync(new DeviceAuthorizationRequest(), Stop));

        while (poller.Attempts < 3)
        {
            var poll = poller.PollAsync(Stop);
            server.Clock.Advance(TimeSpan.FromSeconds(5));
            await poll;
        }

        Assert.Equal(["2", "3", "4"], server.TokenRequests.Select(request => Assert.Single(request.Form["proof"])));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0.001")]
    public async Task R198_An_interval_of_zero_does_not_spin(string interval)
    {
        using var rig = await PollRig.OfDeviceAsync(PollServer.DeviceJson(expiresIn: "4", interval: interval), PollServer.Pending);

        await Assert.ThrowsAsync<OAuthException>(rig.RunAsync);

        Assert.Equal([1, 2, 3], rig.Server.Times);
    }

    [Fact]
    public async Task S130_A_step_waits_its_interval_asks_once_and_says_what_came()
    {
        using var rig = new PollRig(TimeSpan.FromSeconds(20), [PollServer.Pending, PollServer.SlowDown, PollServer.Tokens]);

        var pending = Assert.IsType<PollPending>(await StepAsync(rig, 20));
        var slowed = Assert.IsType<PollPending>(await StepAsync(rig, 20));
        var tokens = Assert.IsType<PollTokens>(await StepAsync(rig, 25));

        Assert.Equal([20, 40, 65], rig.Server.Times);
        Assert.False(pending.IsSlowedDown || pending.IsFinal || slowed.IsFinal);
        Assert.True(slowed.IsSlowedDown && tokens.IsFinal);
        Assert.Equal(The.Token(1), tokens.Tokens.AccessToken.Reveal());
        Assert.Same(tokens, await rig.Poller.PollAsync(Stop));
        Assert.Same(tokens.Tokens, await rig.Start());
        Assert.Equal(3, rig.Poller.Attempts);
        Assert.Equal(3, rig.Server.Times.Length);
    }

    [Fact]
    public async Task S131_A_slow_down_is_five_seconds_whatever_the_interval()
    {
        using var rig = new PollRig(TimeSpan.FromSeconds(1), [PollServer.SlowDown, PollServer.Tokens]);

        await rig.RunAsync();

        Assert.Equal([1, 7], rig.Server.Times);
    }

    [Fact]
    public async Task S132_A_poller_of_an_authorization_does_what_one_of_its_values_does()
    {
        using var whole = await PollRig.OfDeviceAsync(PollServer.DeviceJson("60", "7"), PollServer.SlowDown, PollServer.Tokens);
        using var parts = new PollRig(TimeSpan.FromSeconds(7), [PollServer.SlowDown, PollServer.Tokens], expiresIn: 60);

        await whole.RunAsync();
        await parts.RunAsync();

        Assert.Equal([7, 19], whole.Server.Times);
        Assert.Equal(whole.Server.Times, parts.Server.Times);
        Assert.Equal(whole.Poller.ExpiresAt, parts.Poller.ExpiresAt);
    }

    [Fact]
    public async Task Bug11_The_interval_of_the_server_holds()
    {
        using var device = await PollRig.OfDeviceAsync(PollServer.DeviceJson(interval: "31"), PollServer.Pending, PollServer.Tokens);
        using var backchannel = await PollRig.OfBackchannelAsync(PollServer.BackchannelJson(interval: "31"), PollServer.Pending, PollServer.Tokens);

        await device.RunAsync();
        await backchannel.RunAsync();

        Assert.Equal([31, 62], device.Server.Times);
        Assert.Equal([31, 62], backchannel.Server.Times);
    }

    [Fact]
    public async Task Progress_is_told_before_each_wait()
    {
        using var rig = new PollRig(PollServer.Pending, PollServer.Unreachable, PollServer.Tokens);
        var start = rig.Server.Clock.GetUtcNow();

        await rig.RunAsync();

        Assert.Equal([0, 1, 2], rig.Reports.Select(report => report.Attempts));
        Assert.Equal([5, 10, 20], rig.Reports.Select(report => (report.NextPollAt - start).TotalSeconds));
        Assert.All(rig.Reports, report => Assert.Equal(rig.Poller.ExpiresAt, report.ExpiresAt));
        Assert.Equal([null, null, typeof(HttpRequestException)], rig.Reports.Select(report => report.Fault?.GetType()));
    }

    [Fact]
    public async Task A_user_who_has_not_decided_is_no_failure_in_a_trace()
    {
        using var root = new Activity("root").Start();
        var seen = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "OAuthKit",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = seen.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var rig = new PollRig(PollServer.Pending, PollServer.SlowDown, () => PollServer.Error("access_denied"));

        await Assert.ThrowsAsync<OAuthException>(rig.RunAsync);

        var mine = seen.Where(activity => activity.TraceId == root.TraceId).ToArray();
        Assert.Equal([ActivityStatusCode.Unset, ActivityStatusCode.Unset, ActivityStatusCode.Error], mine.Select(activity => activity.Status));
        Assert.Equal(["authorization_pending", "slow_down", "access_denied"], mine.Select(activity => activity.GetTagItem("error.type")));
    }

    [Fact]
    public async Task R202_Requests_never_overlap()
    {
        using var rig = new PollRig(PollServer.Pending);
        var gate = new TaskCompletionSource();
        rig.Server.Gate = gate.Task;
        var poll = rig.Poller.PollAsync(Stop);
        await Assert.ThrowsAsync<InvalidOperationException>(() => rig.Poller.PollAsync(Stop));
        rig.Advance(5);
        await Eventually.IsTrueAsync(() => rig.Server.Times.Length == 1);

        await Assert.ThrowsAsync<InvalidOperationException>(() => rig.Poller.PollAsync(Stop));

        gate.SetResult();
        Assert.IsType<PollPending>(await poll);
        Assert.Single(rig.Server.Times);
    }

    [Fact]
    public async Task A_mistake_of_the_caller_passes_and_does_not_hasten_the_next_request()
    {
        using var rig = new PollRig(() => throw new InvalidOperationException("own"), PollServer.Tokens);

        await Assert.ThrowsAsync<InvalidOperationException>(rig.RunAsync);
        var tokens = rig.Poller.PollAsync(Stop);
        rig.Advance(5);

        Assert.IsType<PollTokens>(await tokens);
        Assert.Equal([5, 10], rig.Server.Times);
    }

    [Fact]
    public async Task A_change_of_the_time_of_day_moves_nothing()
    {
        var server = new PollServer { Answers = [PollServer.Tokens] };
        using var client = server.Client();
        var poller = new TokenPoller(client, await server.StartDeviceAsync());
        server.Clock.Offset = TimeSpan.FromDays(1);

        var poll = poller.PollAsync(Stop);
        server.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.IsType<PollTokens>(await poll);
    }

    [Fact]
    public void A_poller_is_checked_when_it_is_made()
    {
        using var client = new PollServer().Client();
        var grant = new DeviceCodeGrant(DeviceCode.Parse("x"));

        Assert.Throws<ArgumentNullException>(() => new TokenPoller(null!, grant, default));
        Assert.Throws<ArgumentNullException>(() => new TokenPoller(client, (TokenGrant)null!, default));
        Assert.Throws<ArgumentNullException>(() => new TokenPoller(client, (DeviceAuthorization)null!));
        Assert.Throws<ArgumentNullException>(() => new TokenPoller(client, (BackchannelAuthentication)null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TokenPoller(client, grant, default, TimeSpan.FromSeconds(-1)));
    }

    [Fact]
    public void A_result_is_one_of_five()
    {
        var kinds = typeof(PollResult).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(PollResult))).Select(type => type.Name);

        Assert.Equal(["PollDenied", "PollExpired", "PollPending", "PollTokens", "PollUnanswered"], kinds.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(typeof(PollResult).GetConstructors(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic), constructor => constructor.IsFamily);
    }

    private static async Task<PollResult> StepAsync(PollRig rig, double seconds)
    {
        var step = rig.Poller.PollAsync(Stop);
        rig.Advance(seconds - 0.001);
        Assert.False(step.IsCompleted);
        rig.Advance(0.001);
        return await step;
    }

    private sealed class NumberedAuthentication() : ClientAuthentication(The.ClientId)
    {
        private int _number;

        public override string Method => "numbered";

        protected internal override ValueTask ApplyAsync(ClientAuthenticationRequest request, CancellationToken cancellationToken)
        {
            request.Form.Add("proof", $"{Interlocked.Increment(ref _number)}");
            return ValueTask.CompletedTask;
        }
    }
}
