namespace OAuthKit;

/// <summary>The members of authorization server metadata (RFC 8414 section 2) that OAuthKit reads.</summary>
internal static class MetadataNames
{
    public const string AuthorizationResponseIssParameterSupported = "authorization_response_iss_parameter_supported";
    public const string GrantTypesSupported = "grant_types_supported";
    public const string Issuer = "issuer";
    public const string ResponseModesSupported = "response_modes_supported";
    public const string ScopesSupported = "scopes_supported";
    public const string TokenEndpoint = "token_endpoint";
    public const string TokenEndpointAuthMethodsSupported = "token_endpoint_auth_methods_supported";
}
