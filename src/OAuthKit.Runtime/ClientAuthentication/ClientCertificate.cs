using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace OAuthKit;

/// <summary>A certificate with its private key, and the certificates between it and its authority, that a client shows in TLS.</summary>
public sealed class ClientCertificate
{
    private readonly TlsIdentity? _held;
    private readonly ReloadedFile<TlsIdentity>? _file;

    private ClientCertificate(TlsIdentity? held, ReloadedFile<TlsIdentity>? file)
    {
        _held = held;
        _file = file;
    }

    /// <summary>The SHA-256 thumbprint of the certificate, as tokens that are bound to it have it (<c>x5t#S256</c>, <see href="https://www.rfc-editor.org/rfc/rfc8705#section-3.1">RFC 8705 section 3.1</see>).</summary>
    /// <exception cref="InvalidOperationException">The file can't be read, or has no certificate with a private key.</exception>
    public string Thumbprint => Current.Thumbprint;

    /// <summary>What tells this certificate from others in the key of a token: a file stays the same when it is exchanged in it.</summary>
    internal string Identity => _file?.Path ?? Thumbprint;

    internal TlsIdentity Current => _held ?? _file!.Current;

    /// <summary>A certificate at hand.</summary>
    /// <param name="certificate">The certificate with its private key. It isn't disposed, and must not be while the client is in use.</param>
    /// <param name="intermediates">The certificates between it and its authority, where the server doesn't know them.</param>
    /// <returns>The certificate.</returns>
    /// <exception cref="ArgumentException">The certificate has no private key.</exception>
    public static ClientCertificate From(X509Certificate2 certificate, X509Certificate2Collection? intermediates = null)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return new ClientCertificate(new TlsIdentity(certificate, intermediates), null);
    }

    /// <summary>
    /// A certificate in a file: PKCS #12 (<c>.pfx</c>, <c>.p12</c>), or PEM with certificate, private key and intermediate
    /// certificates, told by the content. The file is looked at when a request is sent, once a second at most; when it has
    /// changed, new connections show the new certificate, and those with the old one aren't used any more.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="password">The password of the container or of the PEM's private key.</param>
    /// <param name="keyPath">The PEM file with the private key, where it is a file of its own. Changes are told by <paramref name="path"/>.</param>
    /// <param name="timeProvider">The clock that tells when to look at the file again; that of the system by default.</param>
    /// <param name="loggerFactory">Where it is told that the file was read, or can't be.</param>
    /// <returns>The certificate. The file isn't read yet.</returns>
    public static ClientCertificate FromFile(string path, string? password = null, string? keyPath = null, TimeProvider? timeProvider = null, ILoggerFactory? loggerFactory = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new ClientCertificate(null, new(path, content => CertificateContent.Read(content, password, keyPath), timeProvider, loggerFactory?.CreateLogger<ClientCertificate>()));
    }

    /// <summary>A certificate of a certificate store, looked up now.</summary>
    /// <param name="certificate">Which certificate.</param>
    /// <returns>The certificate.</returns>
    /// <exception cref="ArgumentException">No certificate with a private key was found.</exception>
    public static ClientCertificate FromStore(StoredCertificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return From(certificate.Find());
    }

    /// <summary>Where the certificate is, or its thumbprint.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"certificate {Identity}";

    /// <summary>Takes the clock and the log of a container, where none were given.</summary>
    internal void Adopt(TimeProvider time, ILoggerFactory? loggerFactory) => _file?.Adopt(time, loggerFactory?.CreateLogger<ClientCertificate>());

    /// <summary>Tokens that are bound to this certificate. Of this type, so that clients without one don't pay for it.</summary>
    internal async Task<TokenSet> RequestTokenAsync(OAuthClient client, TokenGrant grant, CancellationToken cancellationToken)
    {
        // From before: where the certificate is exchanged meanwhile, the token is taken for one of the old, and renewed.
        var thumbprint = Thumbprint;
        var tokens = await client.RequestUnboundTokenAsync(grant, cancellationToken).ConfigureAwait(false);
        tokens.AccessToken.BindTo(thumbprint);
        return tokens;
    }
}
