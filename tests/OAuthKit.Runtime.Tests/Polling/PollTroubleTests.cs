using System.Net;

namespace OAuthKit;

/// <summary>What the polling waits out: servers that can't be reached, are in trouble, or say when to come back.</summary>
public sealed class PollTroubleTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

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
}
