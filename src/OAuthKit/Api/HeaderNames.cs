namespace OAuthKit;

/// <summary>Request headers that carry a token or a proof, and are never shown.</summary>
internal static class HeaderNames
{
    public const string Authorization = Wire.Authorization;
    public const string Dpop = "DPoP";

    public static bool IsSecret(string name) =>
        string.Equals(name, Authorization, StringComparison.OrdinalIgnoreCase) || string.Equals(name, Dpop, StringComparison.OrdinalIgnoreCase);
}
