namespace OAuthKit;

/// <summary>
/// How a native application shows a page of the authorization server to its user: in a browser that the application doesn't
/// control (<see href="https://www.rfc-editor.org/rfc/rfc8252#section-5">RFC 8252 section 5</see>). Derive from it for a
/// browser of your own, such as that of a mobile platform.
/// </summary>
public abstract class UserBrowser
{
    /// <summary>The browser that the user has chosen on this machine.</summary>
    public static UserBrowser System { get; } = new SystemBrowser();

    /// <summary>A browser that a program is asked to start.</summary>
    /// <param name="command">
    /// The program and its arguments, separated by spaces, with <c>{url}</c> for the address; without it the address comes
    /// last. A part with spaces stands in double quotes. No shell reads it.
    /// </param>
    /// <returns>The browser.</returns>
    /// <exception cref="ArgumentException">The command is empty, or a quote isn't closed.</exception>
    public static UserBrowser FromCommand(string command) => CommandBrowser.Parse(command);

    /// <summary>Something that is done with the address: it is printed for the user to open, say.</summary>
    /// <param name="open">Is given the address, which belongs to this user and this sign-in: keep it out of logs.</param>
    /// <returns>The browser.</returns>
    public static UserBrowser From(Func<string, CancellationToken, Task> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        return new DelegateBrowser(open);
    }

    /// <summary>Opens the address. It returns once the browser has it, and doesn't wait for the user.</summary>
    /// <param name="url">The address, to the character.</param>
    /// <param name="cancellationToken">Ends the sign-in.</param>
    /// <returns>The task of opening.</returns>
    /// <exception cref="OAuthException">No browser could be opened (<see cref="OAuthFault.BrowserUnavailable"/>).</exception>
    public abstract Task OpenAsync(string url, CancellationToken cancellationToken);
}
