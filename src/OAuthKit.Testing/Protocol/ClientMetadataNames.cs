namespace OAuthKit.Testing;

/// <summary>The members of a client's metadata (RFC 7591 section 2) that the server understands, and those of its answers.</summary>
internal static class ClientMetadataNames
{
    public const string AuthorizationEncryptedResponseAlg = "authorization_encrypted_response_alg";
    public const string AuthorizationEncryptedResponseEnc = "authorization_encrypted_response_enc";
    public const string AuthorizationSignedResponseAlg = "authorization_signed_response_alg";
    public const string BackchannelClientNotificationEndpoint = "backchannel_client_notification_endpoint";
    public const string BackchannelLogoutUri = "backchannel_logout_uri";
    public const string BackchannelTokenDeliveryMode = "backchannel_token_delivery_mode";
    public const string ClientIdIssuedAt = "client_id_issued_at";
    public const string ClientSecretExpiresAt = "client_secret_expires_at";
    public const string DpopBoundAccessTokens = "dpop_bound_access_tokens";
    public const string FrontchannelLogoutUri = "frontchannel_logout_uri";
    public const string GrantTypes = "grant_types";
    public const string IdTokenEncryptedResponseAlg = "id_token_encrypted_response_alg";
    public const string IdTokenEncryptedResponseEnc = "id_token_encrypted_response_enc";
    public const string IdTokenSignedResponseAlg = "id_token_signed_response_alg";
    public const string Jwks = "jwks";
    public const string JwksUri = "jwks_uri";
    public const string PostLogoutRedirectUris = "post_logout_redirect_uris";
    public const string RedirectUris = "redirect_uris";
    public const string RegistrationAccessToken = "registration_access_token";
    public const string RegistrationClientUri = "registration_client_uri";
    public const string RequestObjectSigningAlg = "request_object_signing_alg";
    public const string RequirePushedAuthorizationRequests = "require_pushed_authorization_requests";
    public const string RequireSignedRequestObject = "require_signed_request_object";
    public const string Scope = "scope";
    public const string TlsClientAuthSubjectDn = "tls_client_auth_subject_dn";
    public const string TlsClientCertificateBoundAccessTokens = "tls_client_certificate_bound_access_tokens";
    public const string TokenEndpointAuthMethod = "token_endpoint_auth_method";
    public const string UserinfoEncryptedResponseAlg = "userinfo_encrypted_response_alg";
    public const string UserinfoEncryptedResponseEnc = "userinfo_encrypted_response_enc";
    public const string UserinfoSignedResponseAlg = "userinfo_signed_response_alg";
}
