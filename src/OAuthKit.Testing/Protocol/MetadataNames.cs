namespace OAuthKit.Testing;

internal static class MetadataNames
{
    public const string BackchannelAuthenticationEndpoint = "backchannel_authentication_endpoint";
    public const string BackchannelTokenDeliveryModesSupported = "backchannel_token_delivery_modes_supported";
    public const string CodeChallengeMethodsSupported = "code_challenge_methods_supported";
    public const string DeviceAuthorizationEndpoint = "device_authorization_endpoint";
    public const string GrantTypesSupported = "grant_types_supported";
    public const string IdTokenSigningAlgValuesSupported = "id_token_signing_alg_values_supported";
    public const string IntrospectionEndpoint = "introspection_endpoint";
    public const string IntrospectionEndpointAuthMethodsSupported = "introspection_endpoint_auth_methods_supported";
    public const string IntrospectionSigningAlgValuesSupported = "introspection_signing_alg_values_supported";
    public const string Issuer = "issuer";
    public const string JwksUri = "jwks_uri";
    public const string RegistrationEndpoint = "registration_endpoint";
    public const string ResponseTypesSupported = "response_types_supported";
    public const string RevocationEndpoint = "revocation_endpoint";
    public const string RevocationEndpointAuthMethodsSupported = "revocation_endpoint_auth_methods_supported";
    public const string ScopesSupported = "scopes_supported";
    public const string SubjectTypesSupported = "subject_types_supported";
    public const string TokenEndpoint = "token_endpoint";
    public const string TokenEndpointAuthMethodsSupported = "token_endpoint_auth_methods_supported";
    public const string TokenEndpointAuthSigningAlgValuesSupported = "token_endpoint_auth_signing_alg_values_supported";
    public const string UserInfoEndpoint = "userinfo_endpoint";
}
