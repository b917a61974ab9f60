namespace OAuthKit;

/// <summary>The members of protected resource metadata (RFC 9728 section 2), and the parameter of the challenge that names their address (section 5.1).</summary>
internal static class ResourceMetadataNames
{
    public const string AuthorizationDetailsTypesSupported = "authorization_details_types_supported";
    public const string AuthorizationServers = "authorization_servers";
    public const string BearerMethodsSupported = "bearer_methods_supported";
    public const string DpopBoundAccessTokensRequired = "dpop_bound_access_tokens_required";
    public const string DpopSigningAlgValuesSupported = "dpop_signing_alg_values_supported";
    public const string JwksUri = "jwks_uri";
    public const string Resource = "resource";
    public const string ResourceDocumentation = "resource_documentation";
    public const string ResourceName = "resource_name";
    public const string ResourcePolicyUri = "resource_policy_uri";
    public const string ResourceSigningAlgValuesSupported = "resource_signing_alg_values_supported";
    public const string ResourceTosUri = "resource_tos_uri";
    public const string ScopesSupported = "scopes_supported";
    public const string TlsClientCertificateBoundAccessTokens = "tls_client_certificate_bound_access_tokens";

    public const string MetadataAddress = "resource_metadata";
    public const string HeaderMethod = "header";
    public const string Path = "/.well-known/oauth-protected-resource";
}
