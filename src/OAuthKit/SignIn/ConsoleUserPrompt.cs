using System.Globalization;

namespace OAuthKit;

/// <summary>
/// Signs the user of a program in a terminal in: opens their browser, or writes down its address where there is none; shows them the
/// code for another device; asks who confirms in the back channel.
/// </summary>
/// <param name="options">Where it writes and reads; null for the defaults.</param>
public sealed class ConsoleUserPrompt(ConsoleUserPromptOptions? options = null) : IUserPrompt
{
    private readonly ConsoleUserPromptOptions _options = options ?? new ConsoleUserPromptOptions();

    private TextWriter Output => _options.Output ?? Console.Error;

    /// <inheritdoc/>
    public async Task OpenBrowserAsync(BrowserPrompt prompt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        var native = _options.SignIn ?? new NativeSignInOptions();
        await Output.WriteLineAsync($"Sign in to {prompt.Api} in the browser.").ConfigureAwait(false);
        await prompt.UseLoopbackAsync(native.With(UserBrowser.From((url, token) => OpenAsync(native.Browser, url, token))), cancellationToken).ConfigureAwait(false);
        await SignedInAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task ShowDeviceCodeAsync(DeviceCodePrompt prompt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        await Output.WriteLineAsync(
            $"""
            To sign in to {prompt.Api}, open this page on any device:
                {prompt.VerificationUri}
            and enter the code:
                {prompt.UserCode}
            It is good for {Minutes(prompt.ExpiresIn)}.
            """).ConfigureAwait(false);
        await prompt.WaitAsync(progress: null, cancellationToken).ConfigureAwait(false);
        await SignedInAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task AskBackchannelAsync(BackchannelPrompt prompt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        var message = BackchannelPrompt.CreateBindingMessage();
        var user = prompt.LoginHint ?? await AskAsync(prompt.Api, cancellationToken).ConfigureAwait(false);
        var time = await prompt.StartAsync(new BackchannelUser { LoginHint = user, BindingMessage = message }, cancellationToken).ConfigureAwait(false);
        await Output.WriteLineAsync($"Confirm on your device within {Minutes(time)}. It shows: {message}").ConfigureAwait(false);
        await prompt.WaitAsync(progress: null, cancellationToken).ConfigureAwait(false);
        await SignedInAsync().ConfigureAwait(false);
    }

    private async Task OpenAsync(UserBrowser browser, string url, CancellationToken cancellationToken)
    {
        try
        {
            await browser.OpenAsync(url, cancellationToken).ConfigureAwait(false);
        }
        catch (OAuthException e) when (e.Code == OAuthFault.BrowserUnavailable)
        {
            await Output.WriteLineAsync($"Open this address in a browser on this machine:\n    {url}").ConfigureAwait(false);
        }
    }

    // An empty answer, or none, is a no.
    private async Task<string> AskAsync(string api, CancellationToken cancellationToken)
    {
        await Output.WriteAsync($"Who confirms the sign-in to {api}? ").ConfigureAwait(false);
        var answer = await (_options.Input ?? Console.In).ReadLineAsync(cancellationToken).ConfigureAwait(false);
        return string.IsNullOrWhiteSpace(answer) ? throw new OperationCanceledException("Nobody was named.") : answer.Trim();
    }

    private Task SignedInAsync() => Output.WriteLineAsync("Signed in.");

    private static string Minutes(TimeSpan time)
    {
        var minutes = (int)Math.Ceiling(time.TotalMinutes);
        return minutes == 1 ? "a minute" : minutes.ToString(CultureInfo.InvariantCulture) + " minutes";
    }
}
