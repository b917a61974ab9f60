namespace OAuthKit.Testing;

internal static class RedirectUris
{
    /// <summary>Character by character; only the port of a loopback address is free (RFC 8252 section 7.3).</summary>
    public static bool Contain(IReadOnlyCollection<string> registered, string redirectUri) =>
        registered.Contains(redirectUri) || registered.Any(uri => WithoutPort(uri) is { } loopback && loopback == WithoutPort(redirectUri));

    private static string? WithoutPort(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && uri.Host is "127.0.0.1" or "[::1]"
            ? uri.Host + uri.PathAndQuery + uri.Fragment + uri.UserInfo
            : null;
}
