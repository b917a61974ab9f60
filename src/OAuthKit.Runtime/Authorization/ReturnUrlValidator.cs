namespace OAuthKit;

/// <summary>
/// Says where an application may send the browser after a login, when that was asked for from outside: to its own pages, and to
/// origins that it names. Anything else would make it an open redirector
/// (<see href="https://www.rfc-editor.org/rfc/rfc9700#section-4.11.1">RFC 9700 section 4.11.1</see>).
/// </summary>
public sealed class ReturnUrlValidator
{
    private readonly string[] _origins;

    /// <summary>A validator for pages of the application itself, and of other origins.</summary>
    /// <param name="allowedOrigins">The other origins, such as <c>https://shop.example</c>. None by default.</param>
    /// <exception cref="ArgumentException">An origin isn't an https URL without path, query and fragment, or an http one on this machine.</exception>
    public ReturnUrlValidator(params IReadOnlyList<string> allowedOrigins)
    {
        ArgumentNullException.ThrowIfNull(allowedOrigins);
        _origins = new string[allowedOrigins.Count];
        for (var i = 0; i < _origins.Length; i++)
        {
            _origins[i] = EndpointUrl.TryParse(allowedOrigins[i], allowLoopbackHttp: true, out var url) && url.PathAndQuery == "/"
                ? OriginOf(url)
                : throw new ArgumentException("An origin isn't an https URL without path, query and fragment.", nameof(allowedOrigins));
        }
    }

    /// <summary>Whether a URL is a path on this host: <c>/orders?page=2</c>, but not <c>//host</c>, <c>/\host</c> or anything with a scheme.</summary>
    /// <param name="url">The URL.</param>
    /// <returns>Whether it is such a path. Null and empty aren't.</returns>
    public static bool IsLocal(string? url) =>
        url is ['/', ..]
        // Browsers take a backslash for a slash, and drop tabs and line breaks.
        && !url.Contains('\\') && !HasControlOrSpace(url)
        && url is not ['/', '/', ..];

    /// <summary>Whether the browser may be sent to a URL.</summary>
    /// <param name="url">The URL, as it came from outside.</param>
    /// <returns>Whether it is local (<see cref="IsLocal"/>), or an absolute URL of an allowed origin.</returns>
    public bool IsAllowed(string? url) =>
        IsLocal(url)
        || (url is not null && EndpointUrl.TryParse(url.Split('#')[0], allowLoopbackHttp: true, out var parsed) && !HasControlOrSpace(url) && Array.IndexOf(_origins, OriginOf(parsed)) >= 0);

    private static string OriginOf(Uri url) => url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    private static bool HasControlOrSpace(string url)
    {
        foreach (var c in url)
        {
            if (char.IsControl(c) || char.IsWhiteSpace(c))
            {
                return true;
            }
        }

        return false;
    }
}
