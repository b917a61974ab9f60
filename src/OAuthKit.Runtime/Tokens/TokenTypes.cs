namespace OAuthKit;

/// <summary>The access token types that can be sent to an API.</summary>
internal static class TokenTypes
{
    // RFC 6749 section 5.1: the type is compared without regard to case.
    public static string? Find(string? type) =>
        string.Equals(type, Scheme.Bearer, StringComparison.OrdinalIgnoreCase) ? Scheme.Bearer
        : string.Equals(type, Scheme.Dpop, StringComparison.OrdinalIgnoreCase) ? Scheme.Dpop
        : null;

    /// <summary>Whether a type says that the token goes to no API (RFC 8693 section 2.2.1).</summary>
    public static bool IsNotApplicable(string? type) => string.Equals(type, Scheme.NotApplicable, StringComparison.OrdinalIgnoreCase);
}
