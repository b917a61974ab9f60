namespace OAuthKit;

/// <summary>
/// <c>self_signed_tls_client_auth</c>: a certificate that is registered itself, in a JWKS as a rule
/// (<see href="https://www.rfc-editor.org/rfc/rfc8705#section-2.2">RFC 8705 section 2.2</see>).
/// </summary>
/// <param name="clientId">The client identifier.</param>
/// <param name="certificate">The certificate with its private key.</param>
/// <exception cref="ArgumentException">The identifier is empty or has a control character.</exception>
public sealed class SelfSignedTlsClientAuth(string clientId, ClientCertificate certificate) : TlsClientAuthentication(clientId, certificate)
{
    /// <inheritdoc/>
    public override string Method => AuthenticationMethods.SelfSignedTlsClientAuth;
}
