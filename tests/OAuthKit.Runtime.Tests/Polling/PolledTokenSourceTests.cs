namespace OAuthKit;

public sealed class PolledTokenSourceTests
{
    private readonly PollServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S153_The_first_token_is_waited_for_and_after_forgetting_only_a_new_login_helps()
    {
        using var client = _server.Client();
        _server.Answers = [PollServer.Pending, PollServer.Tokens];
        var source = TokenSource.DeviceCode(client, await _server.StartDeviceAsync());
        var policy = new TokenPolicy(source, client.Tokens, "device");

        var first = client.Tokens.GetTokenAsync(policy, Stop).AsTask();
        await TurnAsync(1, 5);
        await TurnAsync(2, 5);
        Assert.Equal(The.Token(1), (await first).AccessToken.Reveal());
        Assert.Same(await first, await client.Tokens.GetTokenAsync(policy, Stop));

        source.Forget();
        await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => client.Tokens.GetTokenAsync(policy, Stop).AsTask());
        Assert.Equal([5, 10], _server.Times);
    }

    [Fact]
    public async Task Later_tokens_come_by_refreshing()
    {
        using var client = _server.Client();
        _server.Answers = [() => StubHandler.Json($$"""{"access_token":"{{The.Token(1)}}","token_type":"Bearer","expires_in":60,"refresh_token":"r-{{The.Canary}}","id_token":"{{PollServer.IdToken}}"}"""), PollServer.Tokens];
        var source = TokenSource.BackchannelAuthentication(client, await _server.StartBackchannelAsync());
        var policy = new TokenPolicy(source, client.Tokens, "ciba");
        var first = client.Tokens.GetTokenAsync(policy, Stop).AsTask();
        await TurnAsync(1, 5);
        await first;
        _server.Clock.Advance(TimeSpan.FromMinutes(2));

        await client.Tokens.GetTokenAsync(policy, Stop);

        Assert.Equal("refresh_token", Assert.Single(_server.LastPost.Form["grant_type"]));
        Assert.Equal($"r-{The.Canary}", Assert.Single(_server.LastPost.Form["refresh_token"]));
        Assert.Equal(2, _server.Times.Length);
    }

    [Fact]
    public async Task Without_a_refresh_token_the_end_of_the_token_is_the_end()
    {
        using var client = _server.Client();
        var source = TokenSource.DeviceCode(client, await _server.StartDeviceAsync());
        var policy = new TokenPolicy(source, client.Tokens, "device");
        var first = client.Tokens.GetTokenAsync(policy, Stop).AsTask();
        await TurnAsync(1, 5);
        await first;
        _server.Clock.Advance(TimeSpan.FromHours(2));

        await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => client.Tokens.GetTokenAsync(policy, Stop).AsTask());

        Assert.True(source.ReauthenticationRequired);
        Assert.Single(_server.Times);
    }

    [Fact]
    public async Task A_wait_that_the_engine_gives_up_is_gone_on_with()
    {
        using var client = _server.Client();
        _server.Answers = [.. Enumerable.Repeat(PollServer.Pending, 3), PollServer.Tokens];
        var source = TokenSource.DeviceCode(client, await _server.StartDeviceAsync());
        using var tokens = new TokenManager(new TokenManagerOptions { TimeProvider = _server.Clock, AcquisitionTimeout = TimeSpan.FromSeconds(12) });
        var policy = new TokenPolicy(source, tokens, "device");
        var first = tokens.GetTokenAsync(policy, Stop).AsTask();
        await TurnAsync(1, 5);
        await TurnAsync(2, 5);
        await Eventually.IsTrueAsync(() => _server.Clock.Delays == 3);
        _server.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(OAuthFault.AcquisitionTimeout, (await Assert.ThrowsAsync<OAuthException>(() => first)).Code);
        _server.Clock.Advance(TimeSpan.FromSeconds(1));

        var second = tokens.GetTokenAsync(policy, Stop).AsTask();
        await TurnAsync(4, 2);
        await TurnAsync(5, 5);

        Assert.Equal(The.Token(1), (await second).AccessToken.Reveal());
        Assert.Equal([5, 10, 15, 20], _server.Times);
    }

    [Fact]
    public async Task A_user_who_says_no_ends_the_login()
    {
        using var client = _server.Client();
        _server.Answers = [() => PollServer.Error("access_denied")];
        var source = TokenSource.DeviceCode(client, await _server.StartDeviceAsync());
        var policy = new TokenPolicy(source, client.Tokens, "device");
        var first = client.Tokens.GetTokenAsync(policy, Stop).AsTask();
        await TurnAsync(1, 5);

        var e = await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => first);

        Assert.Equal(OAuthFault.AuthorizationDenied, Assert.IsType<OAuthException>(e.InnerException).Code);
        Assert.True(source.ReauthenticationRequired);
    }

    [Fact]
    public async Task A_poller_of_ones_own_can_be_notified()
    {
        using var client = _server.Client();
        var poller = new TokenPoller(client, await _server.StartBackchannelAsync());
        var policy = new TokenPolicy(TokenSource.Polled(poller), client.Tokens, "ciba");
        var first = client.Tokens.GetTokenAsync(policy, Stop).AsTask();

        poller.Notify();

        await first;
        Assert.Equal([0], _server.Times);
    }

    [Fact]
    public void A_policy_of_a_grant_that_is_used_once_is_refused()
    {
        using var client = _server.Client();

        Assert.Throws<ArgumentException>(() => new TokenPolicy(client, new DeviceCodeGrant(DeviceCode.Parse(The.Canary))));
        Assert.Throws<ArgumentException>(() => new TokenPolicy(client, new BackchannelAuthenticationGrant(AuthReqId.Parse(The.Canary))));
        Assert.Throws<ArgumentException>(() => TokenSource.Grant(client, new DeviceCodeGrant(DeviceCode.Parse(The.Canary))));
        Assert.Throws<ArgumentException>(() => TokenSource.Grant(client, new BackchannelAuthenticationGrant(AuthReqId.Parse(The.Canary))));
    }

    /// <summary>Turns the clock once a wait has begun.</summary>
    private async Task TurnAsync(int wait, double seconds)
    {
        await Eventually.IsTrueAsync(() => _server.Clock.Delays >= wait);
        _server.Clock.Advance(TimeSpan.FromSeconds(seconds));
    }
}
