using Microsoft.Extensions.Time.Testing;

namespace OAuthKit.Interop.Tests;

/// <summary>A user who decides at once, at the server that the prompt sends them to.</summary>
internal sealed class SimulatedPrompt(InteropServer server, FakeTimeProvider clock) : IUserPrompt, IProgress<PollProgress>
{
    /// <summary>Whether the user agrees: true by default.</summary>
    public bool Agrees { get; init; } = true;

    /// <summary>Lets the user decide in the back channel.</summary>
    public Func<bool, Task> Decide { get; init; } = static _ => throw new NotSupportedException();

    /// <summary>How often the user was asked.</summary>
    public int Questions { get; private set; }

    public async Task OpenBrowserAsync(BrowserPrompt prompt, CancellationToken cancellationToken)
    {
        Questions++;
        using TestBrowser browser = new(server.Authority) { Agrees = Agrees };
        string url = await prompt.StartAsync(InteropServer.RedirectUri, cancellationToken);
        await prompt.CompleteAsync(await browser.SignInAsync(url, InteropServer.RedirectUri), cancellationToken);
    }

    public async Task ShowDeviceCodeAsync(DeviceCodePrompt prompt, CancellationToken cancellationToken)
    {
        Questions++;
        await server.DecideDeviceAsync(prompt.UserCode, Agrees);
        await prompt.WaitAsync(this, cancellationToken);
    }

    public async Task AskBackchannelAsync(BackchannelPrompt prompt, CancellationToken cancellationToken)
    {
        Questions++;
        await prompt.StartAsync(new BackchannelUser { LoginHint = InteropServer.UserName, BindingMessage = BackchannelPrompt.CreateBindingMessage() }, cancellationToken);
        await Decide(Agrees);
        await prompt.WaitAsync(this, cancellationToken);
    }

    // Told before each wait, which passes at once.
    void IProgress<PollProgress>.Report(PollProgress value)
    {
        clock.Advance(value.NextPollAt - clock.GetUtcNow());
    }
}
