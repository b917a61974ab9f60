namespace OAuthKit;

/// <summary>The members of client metadata and of registration responses (RFC 7591 sections 2 and 3.2.1, RFC 7592 section 3).</summary>
internal static class RegistrationNames
{
    public const string ClientIdIssuedAt = "client_id_issued_at";
    public const string ClientName = "client_name";
    public const string ClientSecretExpiresAt = "client_secret_expires_at";
    public const string ClientUri = "client_uri";
    public const string Contacts = "contacts";
    public const string GrantTypes = "grant_types";
    public const string Jwks = "jwks";
    public const string JwksUri = "jwks_uri";
    public const string LogoUri = "logo_uri";
    public const string PolicyUri = "policy_uri";
    public const string RedirectUris = "redirect_uris";
    public const string RegistrationAccessToken = "registration_access_token";
    public const string RegistrationClientUri = "registration_client_uri";
    public const string ResponseTypes = "response_types";
    public const string SoftwareId = "software_id";
    public const string SoftwareStatement = "software_statement";
    public const string SoftwareVersion = "software_version";
    public const string TlsClientCertificateBoundAccessTokens = "tls_client_certificate_bound_access_tokens";
    public const string TokenEndpointAuthMethod = "token_endpoint_auth_method";
    public const string TosUri = "tos_uri";
    public const string UseMtlsEndpointAliases = "use_mtls_endpoint_aliases";
}
