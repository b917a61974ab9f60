namespace OAuthKit;

/// <summary>
/// Rules for the name of an authorization server. It is kept as text and never as a <see cref="Uri"/>, which would add
/// slashes and drop ports.
/// </summary>
internal static class IssuerIdentifier
{
    private const string OpenIdPath = "/.well-known/openid-configuration";
    private const string OAuthPath = "/.well-known/oauth-authorization-server";

    /// <summary>RFC 8414 section 2: an https URL without query or fragment.</summary>
    public static void Validate(string issuer, bool allowLoopbackHttp, string parameter)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(issuer, parameter);
        if (!IsValid(issuer, allowLoopbackHttp))
        {
            throw new ArgumentException(
                $"The issuer \"{ServerText.Clean(WithoutSecrets(issuer))}\" isn't an absolute https URL without user information, query and fragment (RFC 8414 section 2). Give it exactly as the authorization server names itself.",
                parameter);
        }
    }

    /// <summary>RFC 8414 section 2, for what others say.</summary>
    public static bool IsValid(string issuer, bool allowLoopbackHttp) =>
        EndpointUrl.TryParse(issuer, allowLoopbackHttp, out _) && !issuer.Contains('?');

    /// <summary>OpenID Connect Discovery section 4: appended to the issuer.</summary>
    public static Uri OpenIdDocument(string issuer) => new(WithoutFinalSlash(issuer) + OpenIdPath);

    /// <summary>RFC 8414 section 3: inserted between host and path.</summary>
    public static Uri OAuthDocument(string issuer)
    {
        var trimmed = WithoutFinalSlash(issuer);
        var path = trimmed.IndexOf('/', trimmed.IndexOf("://", StringComparison.Ordinal) + 3);
        return new(path < 0 ? trimmed + OAuthPath : trimmed[..path] + OAuthPath + trimmed[path..]);
    }

    private static string WithoutFinalSlash(string issuer) => issuer.EndsWith('/') ? issuer[..^1] : issuer;

    // user:password@ and ?secret= are the mistakes that this message reports: they aren't repeated.
    private static string WithoutSecrets(string issuer)
    {
        var end = issuer.AsSpan().IndexOfAny('?', '#');
        var kept = end < 0 ? issuer : issuer[..end] + "…";
        var at = kept.LastIndexOf('@');
        return at < 0 ? kept : "…" + kept[at..];
    }
}
