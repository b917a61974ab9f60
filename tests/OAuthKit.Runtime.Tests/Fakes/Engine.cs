using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace OAuthKit;

/// <summary>A manager over a scripted source and a clock that a test turns.</summary>
internal sealed class Engine : IDisposable
{
    public Engine(Action<TokenManagerOptions>? configure = null, ILoggerFactory? logs = null)
    {
        Source = new ScriptedSource(Clock);
        var options = new TokenManagerOptions { TimeProvider = Clock, LoggerFactory = logs ?? Logs };
        configure?.Invoke(options);
        Manager = new TokenManager(options);
        Policy = new TokenPolicy(Source, Manager, "orders");
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public LogCapture Logs { get; } = new();

    public ScriptedSource Source { get; }

    public TokenManager Manager { get; }

    public TokenPolicy Policy { get; }

    public ValueTask<TokenSet> GetAsync(CancellationToken? cancellationToken = null) =>
        Manager.GetTokenAsync(Policy, cancellationToken ?? TestContext.Current.CancellationToken);

    /// <summary>The number of the token that a call gets.</summary>
    public async Task<int> NumberAsync() => int.Parse((await GetAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30))).AccessToken.Reveal().Split('-')[^1]);

    public void Advance(double seconds) => Clock.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>Waits for a renewal in the background.</summary>
    public async Task RenewedAsync(int requests)
    {
        await Eventually.IsTrueAsync(() => Source.Requests >= requests);
        await RequestsAsync();
    }

    /// <summary>How often the source was asked, the request that may be under way included.</summary>
    public async Task<int> RequestsAsync()
    {
        await Eventually.IsTrueAsync(() => Policy.Entry?.Flight is null);
        return Source.Requests;
    }

    public void Dispose() => Manager.Dispose();
}
