using System.Buffers.Text;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OAuthKit;

/// <summary>One certificate, ready to be shown.</summary>
internal sealed class TlsIdentity
{
    public TlsIdentity(X509Certificate2 certificate, X509Certificate2Collection? intermediates)
    {
        if (!certificate.HasPrivateKey)
        {
            throw new ArgumentException("The certificate has no private key: give it together with its key.", nameof(certificate));
        }

        Thumbprint = ThumbprintOf(certificate);
        // Offline: what the server should see is given, and nothing is fetched for it.
        Context = SslStreamCertificateContext.Create(certificate, intermediates, offline: true);
    }

    /// <summary>RFC 8705 section 3.1.</summary>
    public string Thumbprint { get; }

    public SslStreamCertificateContext Context { get; }

    public static string ThumbprintOf(X509Certificate2 certificate) =>
        Base64Url.EncodeToString(certificate.GetCertHash(HashAlgorithmName.SHA256));
}
