using Microsoft.Extensions.Time.Testing;
using OAuthKit.Testing;

namespace OAuthKit.Tests;

/// <summary>A user who is simulated, and the notes of what they were shown.</summary>
internal sealed class ScriptedPrompt(TestAuthorizationServer server, FakeTimeProvider clock) : IUserPrompt, IProgress<PollProgress>
{
    public const string RedirectUri = "https://app.test/callback";

    private int _open;

    public List<string> Shown { get; } = [];

    public List<PollProgress> Progress { get; } = [];

    /// <summary>How many questions the user had before them at once, at most.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>What happens while the user is asked, before they answer.</summary>
    public Func<CancellationToken, Task> Meanwhile { get; set; } = static _ => Task.CompletedTask;

    public BackchannelUser User { get; set; } = new() { LoginHint = "alice", BindingMessage = "W4SCT" };

    /// <summary>Whether it leaves the waiting to others.</summary>
    public bool IsBrief { get; set; }

    public async Task OpenBrowserAsync(BrowserPrompt prompt, CancellationToken cancellationToken)
    {
        using var asking = await AskAsync($"browser {prompt.Api} {prompt.Scope}", cancellationToken);
        if (!IsBrief)
        {
            var url = await prompt.StartAsync(RedirectUri, cancellationToken);
            var callback = await server.SignInAsync(url, cancellationToken: cancellationToken);
            await prompt.CompleteAsync(AuthorizationCallback.FromUrl(callback.Url), cancellationToken);
        }
    }

    public async Task ShowDeviceCodeAsync(DeviceCodePrompt prompt, CancellationToken cancellationToken)
    {
        using var asking = await AskAsync($"device {prompt.Api} {prompt.Scope} {prompt.VerificationUri} {prompt.ExpiresIn}", cancellationToken);
        Assert.NotEmpty(prompt.UserCode);
        Assert.Contains(prompt.UserCode, prompt.VerificationUriComplete, StringComparison.Ordinal);
        Assert.Equal(clock.GetUtcNow() + prompt.ExpiresIn, prompt.ExpiresAt);
        await prompt.WaitAsync(this, cancellationToken);
    }

    public async Task AskBackchannelAsync(BackchannelPrompt prompt, CancellationToken cancellationToken)
    {
        using var asking = await AskAsync($"backchannel {prompt.Api} {prompt.Scope}", cancellationToken);
        if (!IsBrief)
        {
            await prompt.StartAsync(User, cancellationToken);
            await prompt.WaitAsync(this, cancellationToken);
        }
    }

    // Told before each wait: the clock goes on to its end.
    public void Report(PollProgress value)
    {
        Progress.Add(value);
        clock.Advance(value.NextPollAt - clock.GetUtcNow());
    }

    private async Task<IDisposable> AskAsync(string what, CancellationToken cancellationToken)
    {
        lock (Shown)
        {
            Shown.Add(what);
        }

        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _open));
        var answered = new Answered(() => Interlocked.Decrement(ref _open));
        await Meanwhile(cancellationToken);
        return answered;
    }

    private sealed class Answered(Action close) : IDisposable
    {
        public void Dispose() => close();
    }
}
