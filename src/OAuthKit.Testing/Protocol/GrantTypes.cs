namespace OAuthKit.Testing;

internal static class GrantTypes
{
    public const string ClientCredentials = "client_credentials";
}
