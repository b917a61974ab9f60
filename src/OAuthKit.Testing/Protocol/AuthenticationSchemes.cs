namespace OAuthKit.Testing;

internal static class AuthenticationSchemes
{
    public const string Basic = "Basic";
    public const string Bearer = "Bearer";
    public const string Dpop = "DPoP";
}
