namespace OAuthKit.Testing;

internal static class MetadataNames
{
    public const string GrantTypesSupported = "grant_types_supported";
    public const string Issuer = "issuer";
    public const string JwksUri = "jwks_uri";
    public const string ResponseTypesSupported = "response_types_supported";
    public const string ScopesSupported = "scopes_supported";
    public const string TokenEndpoint = "token_endpoint";
    public const string TokenEndpointAuthMethodsSupported = "token_endpoint_auth_methods_supported";
}
