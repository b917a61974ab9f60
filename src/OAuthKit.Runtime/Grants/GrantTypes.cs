namespace OAuthKit;

/// <summary>Registered values of <c>grant_type</c>.</summary>
internal static class GrantTypes
{
    public const string ClientCredentials = "client_credentials";
}
