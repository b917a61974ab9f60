namespace OAuthKit.Testing;

internal static class GrantTypes
{
    public const string AuthorizationCode = "authorization_code";
    public const string Backchannel = "urn:openid:params:grant-type:ciba";
    public const string ClientCredentials = "client_credentials";
    public const string DeviceCode = "urn:ietf:params:oauth:grant-type:device_code";
    public const string JwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    public const string Password = "password";
    public const string RefreshToken = "refresh_token";
    public const string Saml2Bearer = "urn:ietf:params:oauth:grant-type:saml2-bearer";
    public const string TokenExchange = "urn:ietf:params:oauth:grant-type:token-exchange";
}
