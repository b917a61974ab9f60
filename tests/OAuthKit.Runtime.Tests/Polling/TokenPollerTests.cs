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

    [Theory]
    [InlineData("access_denied", OAuthFault.AuthorizationDenied)]
    [InlineData("expired_token", OAuthFault.AuthorizationExpired)]
    [InlineData("invalid_grant", OAuthFault.ServerError)]
    [InlineData("invalid_client", OAuthFault.ServerError)]
    [InlineData("server_error", OAuthFault.ServerError)]
    [InlineData("made_up", OAuthFault.ServerError)]
    public async Task R191_Any_other_error_ends_the_polling(string error, string code)
    {
        using var rig = new PollRig(PollServer.Pending, () => PollServer.Error(error), PollServer.Tokens);

        var e = await Assert.ThrowsAnyAsync<OAuthException>(rig.RunAsync);

        Assert.Equal(code, e.Code);
        Assert.Equal(error, Assert.IsType<OAuthServerException>(e.InnerException ?? e).Error);
        Assert.Equal(code, (await Assert.ThrowsAnyAsync<OAuthException>(() => rig.Start())).Code);
        rig.Advance(100);
        Assert.Equal(2, rig.Server.Times.Length);
    }

    [Fact]
    public async Task R191_An_answer_that_breaks_the_protocol_ends_the_polling()
    {
        using var rig = new PollRig(() => StubHandler.Json("{}"), PollServer.Tokens);

        var e = await Assert.ThrowsAsync<OAuthException>(rig.RunAsync);

        Assert.Equal(OAuthFault.TokenResponseAccessToken, e.Code);
        await Assert.ThrowsAsync<OAuthException>(() => rig.Poller.PollAsync(Stop));
        Assert.Single(rig.Server.Times);
    }

    [Fact]
    public async Task R192_Polling_stops_when_the_code_ends()
    {
        using var rig = new PollRig(null, [PollServer.Pending], expiresIn: 12);

        var e = await Assert.ThrowsAsync<OAuthException>(rig.RunAsync);

        Assert.Equal(OAuthFault.AuthorizationExpired, e.Code);
        Assert.Null(e.InnerException);
        Assert.Equal([5, 10], rig.Server.Times);
        Assert.Equal(TimeSpan.FromSeconds(12), rig.Server.Clock.GetUtcNow() - rig.Reports[0].ExpiresAt + TimeSpan.FromSeconds(12));
        await Assert.ThrowsAsync<OAuthException>(() => rig.Start());
        Assert.Equal(2, rig.Server.Times.Length);
    }

    [Fact]
    public async Task R192_A_code_that_has_ended_is_not_sent()
    {
        using var rig = new PollRig(null, [PollServer.Tokens], expiresIn: -1);

        Assert.IsType<PollExpired>(await rig.Poller.PollAsync(Stop));
        Assert.Empty(rig.Server.Times);
    }

    [Fact]
    public async Task R192_A_request_that_is_under_way_ends_with_the_code()
    {
        using var rig = new PollRig(null, [PollServer.Tokens], expiresIn: 12);
        rig.Server.Gate = new TaskCompletionSource().Task;
        var tokens = rig.Start();

        rig.Advance(5);
        await Eventually.IsTrueAsync(() => rig.Server.Times.Length == 1);
        rig.Advance(7);

        Assert.Equal(OAuthFault.AuthorizationExpired, (await Assert.ThrowsAsync<OAuthException>(() => tokens)).Code);
    }

    [Fact]
    public async Task R192_Cancellation_ends_the_waiting_at_once()
    {
        using var rig = new PollRig(PollServer.Pending);
        using var cancellation = new CancellationTokenSource();
        var tokens = rig.Start(cancellation.Token);

        await cancellation.CancelAsync();

        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tokens);
        Assert.Equal(cancellation.Token, e.CancellationToken);
        rig.Advance(60);
        Assert.Empty(rig.Server.Times);
    }

    [Fact]
    public async Task R192_Cancellation_ends_a_request_that_is_under_way()
    {
        using var rig = new PollRig(PollServer.Tokens);
        rig.Server.Gate = new TaskCompletionSource().Task;
        using var cancellation = new CancellationTokenSource();
        var tokens = rig.Start(cancellation.Token);
        rig.Advance(5);
        await Eventually.IsTrueAsync(() => rig.Server.Times.Length == 1);

        await cancellation.CancelAsync();

        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tokens);
        Assert.Equal(cancellation.Token, e.CancellationToken);
    }

    [Fact]
    public async Task R192_After_a_cancellation_the_interval_still_holds()
    {
        using var rig = new PollRig(PollServer.Tokens);
        rig.Server.Gate = new TaskCompletionSource().Task;
        using var cancellation = new CancellationTokenSource();
        var tokens = rig.Start(cancellation.Token);
        rig.Advance(5);
        await Eventually.IsTrueAsync(() => rig.Server.Times.Length == 1);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tokens);
        rig.Server.Gate = Task.CompletedTask;

        var again = rig.Poller.PollAsync(Stop);
        rig.Advance(5);

        Assert.IsType<PollTokens>(await again);
        Assert.Equal([5, 10], rig.Server.Times);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.Poller.PollAsync(cancellation.Token));
    }

    [Fact]
    public async Task R193_A_server_that_cannot_be_reached_is_asked_half_as_often_each_time()
    {
        using var rig = new PollRig(PollServer.Unreachable, PollServer.Unreachable, PollServer.Unreachable, PollServer.Pending, PollServer.Unreachable, PollServer.Tokens);

        await rig.RunAsync();

        // 10, 20 and 40 s of back-off; the interval once there is an answer; 10 s again.
        Assert.Equal([5, 15, 35, 75, 80, 90], rig.Server.Times);
    }

    [Fact]
    public async Task R193_The_wait_grows_to_a_minute()
    {
        using var rig = new PollRig([.. Enumerable.Repeat(PollServer.Unreachable, 8), PollServer.Tokens]);

        await rig.RunAsync();

        Assert.Equal([5, 15, 35, 75, 135, 195, 255, 315, 375], rig.Server.Times);
    }

    [Fact]
    public async Task R193_A_timeout_doubles_the_wait_too()
    {
        using var rig = new PollRig(null, [PollServer.Tokens], configure: options => options.Timeout = TimeSpan.FromSeconds(8));
        rig.Server.Gate = new TaskCompletionSource().Task;
        var poll = rig.Poller.PollAsync(Stop);
        rig.Advance(5);
        await Eventually.IsTrueAsync(() => rig.Server.Times.Length == 1);

        rig.Advance(8);

        var result = Assert.IsType<PollUnanswered>(await poll);
        Assert.Equal(OAuthFault.BackchannelTimeout, Assert.IsType<OAuthException>(result.Fault).Code);
        Assert.Equal(rig.Server.Clock.GetUtcNow() + TimeSpan.FromSeconds(10), result.NextPollAt);
    }

    [Theory]
    [InlineData(500, "{}")]
    [InlineData(502, "<html>")]
    [InlineData(503, "{\"error\":\"temporarily_unavailable\"}")]
    [InlineData(500, "{\"error\":\"server_error\"}")]
    [InlineData(429, "")]
    [InlineData(408, "")]
    public async Task R193_Trouble_of_the_server_is_waited_out(int status, string body)
    {
        using var rig = new PollRig(() => StubHandler.Json(body, (HttpStatusCode)status), PollServer.Tokens);

        await rig.RunAsync();

        Assert.Equal([5, 15], rig.Server.Times);
    }

    [Theory]
    [InlineData(400, "{}")]
    [InlineData(404, "<html>")]
    [InlineData(302, "")]
    [InlineData(500, "{\"error\":\"invalid_client\"}")]
    public async Task Other_failures_are_not_repeated(int status, string body)
    {
        using var rig = new PollRig(() => StubHandler.Json(body, (HttpStatusCode)status), PollServer.Tokens);

        await Assert.ThrowsAnyAsync<OAuthException>(rig.RunAsync);

        Assert.Equal([5], rig.Server.Times);
    }

    [Theory]
    [InlineData("0", 5)]
    [InlineData("3", 5)]
    [InlineData("120", 120)]
    [InlineData("Thu, 01 Jan 2026 00:02:05 GMT", 120)]
    [InlineData("Wed, 31 Dec 2025 00:00:00 GMT", 5)]
    [InlineData("-7", 5)]
    [InlineData("soon", 5)]
    [InlineData("1e9", 5)]
    [InlineData("99999999999999999999", 5)]
    public async Task R194_Retry_After_is_waited_for_and_garbage_is_not(string retryAfter, double wait)
    {
        using var rig = new PollRig(() => PollServer.Error("authorization_pending", retryAfter: retryAfter), PollServer.Pending, PollServer.Tokens);

        await rig.RunAsync();

        Assert.Equal([5, 5 + wait, 10 + wait], rig.Server.Times);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("1", 10)]
    public async Task R194_Retry_After_of_a_503_is_waited_for(string retryAfter, double wait)
    {
        using var rig = new PollRig(
            () =>
            {
                var response = StubHandler.Text("busy", "text/plain", HttpStatusCode.ServiceUnavailable);
                response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
                return response;
            },
            PollServer.Tokens);

        await rig.RunAsync();

        Assert.Equal([5, 5 + wait], rig.Server.Times);
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
    public async Task R196_A_huge_interval_asks_no_one_before_the_end()
    {
        using var rig = await PollRig.OfDeviceAsync(PollServer.DeviceJson(expiresIn: "600", interval: "1e9"), PollServer.Tokens);

        await Assert.ThrowsAsync<OAuthException>(rig.RunAsync);

        Assert.Empty(rig.Server.Times);
    }

    [Fact]
    public async Task R196_Slow_downs_without_end_overflow_nothing()
    {
        using var rig = new PollRig(TimeSpan.MaxValue, [PollServer.SlowDown, PollServer.SlowDown, PollServer.Unreachable, PollServer.Tokens], expiresIn: 1e9);

        await rig.RunAsync();

        Assert.Equal([86400, 172800, 259200, 345600], rig.Server.Times);
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
    public async Task What_went_wrong_last_is_in_the_exception_when_the_time_is_over()
    {
        using var rig = new PollRig(null, [PollServer.Unreachable], expiresIn: 20);

        var e = await Assert.ThrowsAsync<OAuthException>(rig.RunAsync);

        Assert.IsType<HttpRequestException>(e.InnerException);
        Assert.Equal([5, 15], rig.Server.Times);
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
