namespace OAuthKit;

/// <summary>Authentication schemes and token types.</summary>
internal static class Scheme
{
    public const string Basic = "Basic";
    public const string Bearer = "Bearer";
    public const string Dpop = "DPoP";
}
