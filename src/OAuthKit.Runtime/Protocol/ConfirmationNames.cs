namespace OAuthKit;

/// <summary>The members of <c>cnf</c> that say what a token is bound to (RFC 7800 section 3.1 and the registry that it made).</summary>
internal static class ConfirmationNames
{
    public const string Cnf = "cnf";

    /// <summary>RFC 8705 section 3.1.</summary>
    public const string X5tS256 = "x5t#S256";

    /// <summary>RFC 9449 section 6.1.</summary>
    public const string Jkt = "jkt";
}
