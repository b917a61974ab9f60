namespace OAuthKit;

/// <summary>The registered names of client authentication methods (RFC 7591 section 2, RFC 8414 section 2).</summary>
internal static class AuthenticationMethods
{
    public const string ClientSecretBasic = "client_secret_basic";
    public const string ClientSecretJwt = "client_secret_jwt";
    public const string ClientSecretPost = "client_secret_post";
    public const string None = "none";
    public const string PrivateKeyJwt = "private_key_jwt";
    public const string SelfSignedTlsClientAuth = "self_signed_tls_client_auth";
    public const string TlsClientAuth = "tls_client_auth";

    /// <summary>Not registered: an assertion that somebody else made.</summary>
    public const string ClientAssertionFile = "client_assertion_file";

    /// <summary>Not registered: an assertion in SAML.</summary>
    public const string Saml2ClientAssertion = "saml2_client_assertion";
}
