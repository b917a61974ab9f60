namespace OAuthKit;

/// <summary>Opens the browser of the user, and receives the callback on a loopback address of this machine: for programs with a window, under <see cref="AuthorizationCodeAttribute"/>.</summary>
/// <param name="options">Which browser, which address, how long; null for the defaults.</param>
public sealed class BrowserUserPrompt(NativeSignInOptions? options = null) : IUserPrompt
{
    /// <inheritdoc/>
    public Task OpenBrowserAsync(BrowserPrompt prompt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        return prompt.UseLoopbackAsync(options, cancellationToken);
    }
}
