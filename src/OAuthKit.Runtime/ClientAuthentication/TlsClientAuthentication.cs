namespace OAuthKit;

/// <summary>
/// A certificate in TLS as proof of the client (<see href="https://www.rfc-editor.org/rfc/rfc8705#section-2">RFC 8705 section 2</see>):
/// the common part of <see cref="TlsClientAuth"/> and <see cref="SelfSignedTlsClientAuth"/>. The client has connections of its
/// own, on which nothing but requests to the endpoints of its server travels. Where the server names
/// <c>mtls_endpoint_aliases</c>, these are called.
/// </summary>
public abstract class TlsClientAuthentication : ClientAuthentication
{
    private protected TlsClientAuthentication(string clientId, ClientCertificate certificate)
        : base(clientId)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        Certificate = certificate;
    }

    internal override ClientCertificate Certificate { get; }

    internal override bool MustBeListed => true;

    /// <inheritdoc/>
    protected internal override string? KeyIdentity => Certificate.Identity;

    /// <inheritdoc/>
    protected internal override ValueTask ApplyAsync(ClientAuthenticationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        // RFC 8705 section 2: the server finds the registration by the identifier.
        request.Form.Add(Wire.ClientId, ClientId);
        return ValueTask.CompletedTask;
    }
}
