namespace OAuthKit;

/// <summary>
/// <c>tls_client_auth</c>: a certificate of an authority that the server trusts, for a subject that is registered
/// (<see href="https://www.rfc-editor.org/rfc/rfc8705#section-2.1">RFC 8705 section 2.1</see>).
/// </summary>
/// <param name="clientId">The client identifier.</param>
/// <param name="certificate">The certificate with its private key.</param>
/// <exception cref="ArgumentException">The identifier is empty or has a control character.</exception>
public sealed class TlsClientAuth(string clientId, ClientCertificate certificate) : TlsClientAuthentication(clientId, certificate)
{
    /// <inheritdoc/>
    public override string Method => AuthenticationMethods.TlsClientAuth;
}
