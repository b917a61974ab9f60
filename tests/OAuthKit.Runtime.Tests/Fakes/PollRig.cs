namespace OAuthKit;

/// <summary>A poller that waits for tokens, and a clock that is turned from one request to the next.</summary>
internal sealed class PollRig : IDisposable, IProgress<PollProgress>
{
    private readonly List<PollProgress> _reports = [];
    private readonly OAuthClient _client;

    public PollRig(params Func<HttpResponseMessage>[] answers)
        : this(null, answers)
    {
    }

    public PollRig(TimeSpan? interval, Func<HttpResponseMessage>[] answers, double expiresIn = 1800, Action<BackchannelOptions>? configure = null)
    {
        if (answers.Length > 0)
        {
            Server.Answers = answers;
        }

        _client = Server.Client(configure: configure);
        Poller = new TokenPoller(_client, new DeviceCodeGrant(DeviceCode.Parse(The.Canary)), Server.Clock.GetUtcNow() + TimeSpan.FromSeconds(expiresIn), interval);
    }

    public PollServer Server { get; } = new();

    public TokenPoller Poller { get; }

    public PollProgress[] Reports
    {
        get
        {
            lock (_reports)
            {
                return [.. _reports];
            }
        }
    }

    public static async Task<PollRig> OfDeviceAsync(string deviceJson, params Func<HttpResponseMessage>[] answers)
    {
        var server = new PollServer { Answers = answers, Device = () => StubHandler.Json(deviceJson) };
        var authorization = await server.StartDeviceAsync();
        return new PollRig(server, client => new TokenPoller(client, authorization));
    }

    public static async Task<PollRig> OfBackchannelAsync(string backchannelJson, params Func<HttpResponseMessage>[] answers)
    {
        var server = new PollServer { Answers = answers, Backchannel = () => StubHandler.Json(backchannelJson) };
        var authentication = await server.StartBackchannelAsync();
        return new PollRig(server, client => new TokenPoller(client, authentication));
    }

    void IProgress<PollProgress>.Report(PollProgress value)
    {
        lock (_reports)
        {
            _reports.Add(value);
        }
    }

    public void Advance(double seconds) => Server.Clock.Advance(TimeSpan.FromSeconds(seconds));

    public Task<TokenSet> Start(CancellationToken? cancellationToken = null) =>
        Poller.WaitForTokensAsync(this, cancellationToken ?? TestContext.Current.CancellationToken);

    /// <summary>Turns the clock to each request that is waited for, until the waiting is over.</summary>
    public async Task<TokenSet> RunAsync()
    {
        var before = Server.Clock.Delays;
        var tokens = Start();
        for (var seen = before + 1; ; seen++)
        {
            await Eventually.IsTrueAsync(() => tokens.IsCompleted || Server.Clock.Delays >= seen);
            if (tokens.IsCompleted)
            {
                return await tokens;
            }

            var next = Poller.NextPollAt;
            var asked = Server.Times.Length;
            var until = (next < Poller.ExpiresAt ? next : Poller.ExpiresAt) - Server.Clock.GetUtcNow();
            Server.Clock.Advance(until - TimeSpan.FromMilliseconds(1));
            Assert.Equal(asked, Server.Times.Length);
            Server.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }
    }

    public void Dispose() => _client.Dispose();

    private PollRig(PollServer server, Func<OAuthClient, TokenPoller> poller)
    {
        Server = server;
        _client = server.Client();
        Poller = poller(_client);
    }
}
