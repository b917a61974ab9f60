namespace OAuthKit;

/// <summary>The kinds of tokens that can be exchanged (RFC 8693 section 3), by their short names.</summary>
internal static class TokenTypeNames
{
    public const string AccessToken = "access_token";
    public const string RefreshToken = "refresh_token";
    public const string IdToken = "id_token";
    public const string Jwt = "jwt";

    private const string Prefix = "urn:ietf:params:oauth:token-type:";

    private static readonly string[] _all = [AccessToken, RefreshToken, IdToken, "saml1", "saml2", Jwt];

    /// <summary>The URI of a type, which is given by it or by its short name.</summary>
    public static string Expand(string type, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(type, parameter);
        if (Array.IndexOf(_all, type) >= 0)
        {
            return Prefix + type;
        }

        // Types of one's own are URIs too. A short name that nobody knows is most likely a slip.
        return type.Contains(':') && Uri.TryCreate(type, UriKind.Absolute, out _)
            ? type
            : throw new ArgumentException($"The token type \"{ServerText.Clean(type)}\" is neither an absolute URI nor one of {string.Join(", ", _all)} (RFC 8693 section 3).", parameter);
    }

    /// <summary>Whether a type is one of some short names.</summary>
    public static bool Is(string uri, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (uri.Length == Prefix.Length + name.Length && uri.StartsWith(Prefix, StringComparison.Ordinal) && uri.EndsWith(name, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
