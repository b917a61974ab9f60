namespace OAuthKit;

/// <summary>The grammar of a redirect URI. It is kept as text: <see cref="Uri"/> would add slashes and drop ports.</summary>
internal static class RedirectUri
{
    /// <summary>RFC 6749 section 3.1.2: absolute, without a fragment. OAuth 2.1 section 2.3.1 and RFC 8252 section 7: https; http on this machine; or a scheme that is a reversed domain name.</summary>
    public static string Validate(string? text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        if (text.AsSpan().ContainsAnyExceptInRange('\x21', '\x7E') || text.Contains('#') || text.Contains('\\')
            || !char.IsAsciiLetter(text[0]) || !Uri.TryCreate(text, UriKind.Absolute, out var url) || !IsAllowed(text, url))
        {
            throw new ArgumentException("The redirect URI isn't an absolute URI without fragment and user information: https, http on this machine, or a scheme of one's own that is a reversed domain name (RFC 6749 section 3.1.2, RFC 8252 section 7).", nameof(text));
        }

        return text;
    }

    private static bool IsAllowed(string text, Uri url)
    {
        var isWeb = text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
        return isWeb
            ? EndpointUrl.TryParse(text, allowLoopbackHttp: true, out _)
            : url.Scheme.Contains('.', StringComparison.Ordinal) && url.UserInfo.Length == 0;
    }

    /// <summary>
    /// Whether a URL is the redirect URI with a response added to it. Browsers write a URL in their own way (case of the host,
    /// default port), so it is the parsed ones that are compared, and what the redirect URI has of a query must be there.
    /// </summary>
    public static bool IsTargetOf(string redirectUri, string url)
    {
        if (!Uri.TryCreate(redirectUri, UriKind.Absolute, out var expected) || !Uri.TryCreate(url, UriKind.Absolute, out var actual)
            || Address(expected) != Address(actual))
        {
            return false;
        }

        var given = actual.Query.TrimStart('?').Split('&');
        foreach (var part in expected.Query.TrimStart('?').Split('&'))
        {
            if (part.Length > 0 && Array.IndexOf(given, part) < 0)
            {
                return false;
            }
        }

        return true;
    }

    private static string Address(Uri url) => url.GetComponents(UriComponents.SchemeAndServer | UriComponents.UserInfo | UriComponents.Path, UriFormat.UriEscaped);
}
