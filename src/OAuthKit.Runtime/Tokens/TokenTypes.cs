namespace OAuthKit;

/// <summary>The access token types that can be sent to an API.</summary>
internal static class TokenTypes
{
    // RFC 6749 section 5.1: the type is compared without regard to case.
    public static string? Find(string? type) =>
        string.Equals(type, Scheme.Bearer, StringComparison.OrdinalIgnoreCase) ? Scheme.Bearer
        : string.Equals(type, Scheme.Dpop, StringComparison.OrdinalIgnoreCase) ? Scheme.Dpop
        : null;
}
