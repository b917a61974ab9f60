namespace OAuthKit;

/// <summary>The members of authorization server metadata (RFC 8414 section 2, and the registry that it made) that OAuthKit reads.</summary>
internal static class MetadataNames
{
    public const string AuthorizationDetailsTypesSupported = "authorization_details_types_supported";
    public const string AuthorizationEndpoint = "authorization_endpoint";
    public const string AuthorizationResponseIssParameterSupported = "authorization_response_iss_parameter_supported";
    public const string BackchannelAuthenticationEndpoint = "backchannel_authentication_endpoint";
    public const string CodeChallengeMethodsSupported = "code_challenge_methods_supported";
    public const string DeviceAuthorizationEndpoint = "device_authorization_endpoint";
    public const string DpopSigningAlgValuesSupported = "dpop_signing_alg_values_supported";
    public const string EndSessionEndpoint = "end_session_endpoint";
    public const string GrantTypesSupported = "grant_types_supported";
    public const string IntrospectionEndpoint = "introspection_endpoint";
    public const string IntrospectionEndpointAuthMethodsSupported = "introspection_endpoint_auth_methods_supported";
    public const string Issuer = "issuer";
    public const string JwksUri = "jwks_uri";
    public const string MtlsEndpointAliases = "mtls_endpoint_aliases";
    public const string PushedAuthorizationRequestEndpoint = "pushed_authorization_request_endpoint";
    public const string RegistrationEndpoint = "registration_endpoint";
    public const string RequestObjectEncryptionAlgValuesSupported = "request_object_encryption_alg_values_supported";
    public const string RequestObjectEncryptionEncValuesSupported = "request_object_encryption_enc_values_supported";
    public const string RequestObjectSigningAlgValuesSupported = "request_object_signing_alg_values_supported";
    public const string RequestParameterSupported = "request_parameter_supported";
    public const string RequestUriParameterSupported = "request_uri_parameter_supported";
    public const string TlsClientCertificateBoundAccessTokens = "tls_client_certificate_bound_access_tokens";
    public const string RequirePushedAuthorizationRequests = "require_pushed_authorization_requests";
    public const string RequireSignedRequestObject = "require_signed_request_object";
    public const string ResponseModesSupported = "response_modes_supported";
    public const string ResponseTypesSupported = "response_types_supported";
    public const string RevocationEndpoint = "revocation_endpoint";
    public const string RevocationEndpointAuthMethodsSupported = "revocation_endpoint_auth_methods_supported";
    public const string ScopesSupported = "scopes_supported";
    public const string TokenEndpoint = "token_endpoint";
    public const string TokenEndpointAuthMethodsSupported = "token_endpoint_auth_methods_supported";
    public const string UserInfoEndpoint = "userinfo_endpoint";
}
