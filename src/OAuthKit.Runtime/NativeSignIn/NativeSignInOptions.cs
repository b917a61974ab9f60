using System.Net;

namespace OAuthKit;

/// <summary>
/// How a native application signs its user in
/// (<see href="https://www.rfc-editor.org/rfc/rfc8252">RFC 8252</see>).
/// </summary>
public sealed class NativeSignInOptions
{
    /// <summary>The default of <see cref="Timeout"/>: 5 minutes.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(5);

    /// <summary>The browser that the user signs in with.</summary>
    /// <value>The default is <see cref="UserBrowser.System"/>.</value>
    public UserBrowser Browser
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = UserBrowser.System;

    /// <summary>
    /// Whether the callback is awaited at <c>[::1]</c>. It is always awaited at a loopback address, and the server is given the
    /// address and never <c>localhost</c> (<see href="https://www.rfc-editor.org/rfc/rfc8252#section-8.3">RFC 8252 section
    /// 8.3</see>).
    /// </summary>
    /// <value>The default, false, is <c>127.0.0.1</c>.</value>
    public bool UseIPv6 { get; init; }

    /// <summary>The port, for a server that wants the one that is registered.</summary>
    /// <value>The default, 0, lets the system choose a free one for each sign-in (<see href="https://www.rfc-editor.org/rfc/rfc8252#section-7.3">RFC 8252 section 7.3</see>).</value>
    /// <exception cref="ArgumentOutOfRangeException">It isn't between 0 and 65535.</exception>
    public int Port
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, IPEndPoint.MaxPort);
            field = value;
        }
    }

    /// <summary>The path of the redirect URI, as it is registered.</summary>
    /// <value>The default is <c>/callback</c>.</value>
    /// <exception cref="ArgumentException">It doesn't begin with a slash, or has other characters than letters, digits and <c>-._~/</c>.</exception>
    public string Path
    {
        get;
        init => field = IsPath(value) ? value : throw new ArgumentException("The path of the redirect URI begins with a slash, and has letters, digits and -._~/ only.", nameof(value));
    } = "/callback";

    /// <summary>How long the user may take, from the opening of the browser to the callback.</summary>
    /// <value>The default is 5 minutes. Must be above zero, and at most a day.</value>
    /// <exception cref="ArgumentOutOfRangeException">It isn't.</exception>
    public TimeSpan Timeout
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromDays(1));
            field = value;
        }
    } = DefaultTimeout;

    /// <summary>What the browser shows when the answer has arrived; plain text.</summary>
    /// <value>The default says that the window can be closed.</value>
    public string DoneMessage
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = "You can close this window and return to the application.";

    /// <summary>What the browser shows when the authorization server or the user has refused; plain text.</summary>
    /// <value>The default says so, and that the window can be closed.</value>
    public string RefusedMessage
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = "The sign-in was not completed. You can close this window and return to the application.";

    /// <summary>The same with another browser.</summary>
    internal NativeSignInOptions With(UserBrowser browser) => With(browser, UseIPv6, Port, Path);

    /// <summary>The same for a redirect URI that is registered; null where no browser comes back to this machine there.</summary>
    internal NativeSignInOptions? At(string redirectUri) =>
        Uri.TryCreate(redirectUri, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && IPAddress.TryParse(uri.IdnHost, out var address)
            && (address.Equals(IPAddress.Loopback) || address.Equals(IPAddress.IPv6Loopback)) && uri.Query.Length == 0 && IsPath(uri.AbsolutePath)
            ? With(Browser, address.Equals(IPAddress.IPv6Loopback), uri.IsDefaultPort ? 0 : uri.Port, uri.AbsolutePath)
            : null;

    private NativeSignInOptions With(UserBrowser browser, bool useIPv6, int port, string path) => new()
    {
        Browser = browser,
        UseIPv6 = useIPv6,
        Port = port,
        Path = path,
        Timeout = Timeout,
        DoneMessage = DoneMessage,
        RefusedMessage = RefusedMessage,
    };

    internal IPAddress Address => UseIPv6 ? IPAddress.IPv6Loopback : IPAddress.Loopback;

    private static bool IsPath(string? path)
    {
        if (path is not ['/', ..])
        {
            return false;
        }

        foreach (var c in path)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.' or '_' or '~' or '/'))
            {
                return false;
            }
        }

        return true;
    }
}
