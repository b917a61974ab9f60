namespace OAuthKit;

/// <summary>What ends the polling: an answer, the end of the code, the caller.</summary>
public sealed class PollEndTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

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
    public async Task What_went_wrong_last_is_in_the_exception_when_the_time_is_over()
    {
        using var rig = new PollRig(null, [PollServer.Unreachable], expiresIn: 20);

        var e = await Assert.ThrowsAsync<OAuthException>(rig.RunAsync);

        Assert.IsType<HttpRequestException>(e.InnerException);
        Assert.Equal([5, 15], rig.Server.Times);
    }
}
