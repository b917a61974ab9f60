namespace OAuthKit;

/// <summary>Registered values of <c>grant_type</c>.</summary>
internal static class GrantTypes
{
    public const string Ciba = "urn:openid:params:grant-type:ciba";
    public const string ClientCredentials = "client_credentials";
    public const string DeviceCode = "urn:ietf:params:oauth:grant-type:device_code";
}
