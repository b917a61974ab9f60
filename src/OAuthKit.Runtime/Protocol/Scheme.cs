namespace OAuthKit;

/// <summary>Authentication schemes and token types.</summary>
internal static class Scheme
{
    public const string Basic = "Basic";
    public const string Bearer = "Bearer";
    public const string Dpop = "DPoP";

    /// <summary>No type of token at all, for what an exchange issues and no API takes (RFC 8693 section 2.2.1).</summary>
    public const string NotApplicable = "N_A";
}
