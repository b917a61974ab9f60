namespace OAuthKit.Testing;

internal static class ScopeNames
{
    public const string OpenId = "openid";
}
