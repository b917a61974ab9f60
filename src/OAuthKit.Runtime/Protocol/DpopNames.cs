namespace OAuthKit;

/// <summary>The names of DPoP proofs (RFC 9449 sections 4 and 6).</summary>
internal static class DpopNames
{
    public const string Ath = "ath";
    public const string Htm = "htm";
    public const string Htu = "htu";
    public const string Jkt = "jkt";
    public const string Jwk = "jwk";
    public const string Nonce = "nonce";

    /// <summary>The type of a proof.</summary>
    public const string Type = "dpop+jwt";
}
