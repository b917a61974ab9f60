namespace OAuthKit;

/// <summary>Which URLs the back channel may call, and which an API may have.</summary>
internal static class EndpointUrl
{
    /// <summary>Checks an absolute URL without user information or fragment; https, or http on loopback where that was allowed.</summary>
    public static bool TryParse(string? text, bool allowLoopbackHttp, out Uri url)
    {
        url = null!;
        // Uri.TryCreate takes a Unix path for a file URL and trims white space: the scheme is asked for literally.
        if (text is null
            || !(text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            || text.AsSpan().ContainsAnyExceptInRange('\x21', '\x7E')
            || text.Contains('\\')
            || !Uri.TryCreate(text, UriKind.Absolute, out var parsed))
        {
            return false;
        }

        if (parsed.Host.Length == 0 || parsed.UserInfo.Length > 0 || text.Contains('#') || !IsSecure(parsed, allowLoopbackHttp))
        {
            return false;
        }

        url = parsed;
        return true;
    }

    public static bool IsSecure(Uri url, bool allowLoopbackHttp) =>
        url.Scheme == Uri.UriSchemeHttps || (allowLoopbackHttp && url.Scheme == Uri.UriSchemeHttp && url.IsLoopback);

    public static bool IsSameOrigin(Uri left, Uri right) =>
        left.Scheme == right.Scheme && left.Port == right.Port && string.Equals(left.IdnHost, right.IdnHost, StringComparison.OrdinalIgnoreCase);
}
