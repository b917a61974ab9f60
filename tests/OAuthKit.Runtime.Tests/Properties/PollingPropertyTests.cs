using CsCheck;

namespace OAuthKit;

public sealed class PollingPropertyTests
{
    private static readonly TimeSpan _longestLifetime = TimeSpan.FromDays(30);
    private static readonly TimeSpan _longestInterval = TimeSpan.FromDays(1);

    private readonly AnsweringServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_a_device_endpoint_answers_is_an_authorization_or_a_typed_error()
    {
        using var client = _server.Client();
        var good = new Answer(PollServer.DeviceJson(complete: "https://example.com/device?user_code=x"));

        await Property.HoldsAsync(
            Malformed.Answers(good, new Answer(PollServer.DeviceJson(interval: null))),
            async answer =>
            {
                _server.Answer(answer);
                var device = await client.StartDeviceAuthorizationAsync(new DeviceAuthorizationRequest { Scope = The.Scope }, Stop);
                AssertSound(device.ExpiresAt, device.Interval);
                Assert.NotEmpty(device.DeviceCode.Reveal());
                Assert.False(string.IsNullOrWhiteSpace(device.UserCode) || Secret.HasControl(device.UserCode));
                Assert.StartsWith("https://", device.VerificationUri, StringComparison.OrdinalIgnoreCase);
                Assert.StartsWith("https://", device.VerificationUriComplete ?? "https://", StringComparison.OrdinalIgnoreCase);
                Assert.False(CanaryWatch.Holds($"{device}"));
                _ = new TokenPoller(client, device);
            },
            Endings.IsTyped);
    }

    [Fact]
    public async Task Whatever_a_backchannel_endpoint_answers_is_an_authentication_or_a_typed_error()
    {
        using var client = _server.Client();
        var request = new BackchannelAuthenticationRequest { LoginHint = "jane", Scope = "openid" };

        await Property.HoldsAsync(
            Malformed.Answers(new Answer(PollServer.BackchannelJson()), new Answer(PollServer.BackchannelJson(interval: null))),
            async answer =>
            {
                _server.Answer(answer);
                var started = await client.StartBackchannelAuthenticationAsync(request, Stop);
                AssertSound(started.ExpiresAt, started.Interval);
                Assert.NotEmpty(started.AuthReqId.Reveal());
                Assert.False(CanaryWatch.Holds($"{started}"));
                _ = new TokenPoller(client, started);
            },
            Endings.IsTyped);
    }

    [Fact]
    public async Task Whatever_is_answered_while_polling_the_server_is_never_asked_too_early_or_too_often()
    {
        using var client = _server.Client();
        var pending = new Answer("""{"error":"authorization_pending"}""") { Status = 400 };
        var slow = new Answer("""{"error":"slow_down"}""") { Status = 400 };
        var busy = new Answer("""{"error":"temporarily_unavailable"}""") { Status = 503, Headers = ["Retry-After: 7"] };
        var tokens = new Answer(The.TokenJson());
        var script = Gen.Select(
            Gen.Frequency((6, Gen.OneOf(pending, pending, slow, busy)), (1, Malformed.Answers(pending, slow, busy))).Array[0, 6],
            Gen.Frequency((1, Gen.Const(tokens)), (3, Malformed.Answers(tokens, pending, slow))),
            (first, last) => new Script([.. first, last]));

        await Property.HoldsAsync(script, item => PollAsync(client, item), Endings.IsOfPolling);
    }

    private void AssertSound(DateTimeOffset expiresAt, TimeSpan interval)
    {
        var now = _server.Clock.GetUtcNow();
        Assert.Equal(1, _server.Requests);
        Assert.Null(_server.Logs.Seen);
        Assert.InRange(expiresAt, now, now + _longestLifetime);
        Assert.InRange(interval, TimeSpan.Zero, _longestInterval);
    }

    private async Task PollAsync(OAuthClient client, Script script)
    {
        var clock = _server.Clock;
        clock.Reset();
        var begun = clock.GetUtcNow();
        var end = begun + TimeSpan.FromSeconds(120);
        var poller = new TokenPoller(client, new DeviceCodeGrant(DeviceCode.Parse(The.Canary)), end);
        var last = begun;
        var asked = 0;
        _server.Answer("/token", () =>
        {
            var now = clock.GetUtcNow();
            Assert.True(now - last >= TimeSpan.FromSeconds(5), "The server was asked too early.");
            Assert.True(now < end, "The server was asked after the end.");
            last = now;
            // The last answer is repeated.
            return script.Answers[Math.Min(asked++, script.Answers.Length - 1)].ToResponse();
        });
        try
        {
            var tokens = await poller.WaitForTokensAsync(null, Stop);
            Assert.NotEmpty(tokens.AccessToken.Reveal());
        }
        finally
        {
            Assert.InRange(asked, 1, 24);
            Assert.Equal(asked, poller.Attempts);
            Assert.True(clock.GetUtcNow() <= end + TimeSpan.FromSeconds(1), "The waiting went on after the end.");
        }
    }

    private sealed record Script(Answer[] Answers)
    {
        public override string ToString() => string.Join("\n---\n", Answers.Select(answer => answer.ToString()));
    }
}
