using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace OAuthKit;

/// <summary>Reads certificate, key and intermediate certificates from PEM or PKCS #12, told by the content.</summary>
internal static class CertificateContent
{
    public static TlsIdentity Read(byte[] content, string? password, string? keyPath)
    {
        try
        {
            return KeyContent.IsPem(content)
                ? ReadPem(Encoding.UTF8.GetString(content), password, keyPath)
                : ReadPkcs12(content, password);
        }
        catch (Exception e) when (e is CryptographicException or PlatformNotSupportedException)
        {
            throw new ArgumentException("The certificate and its private key can't be read: they don't belong together, are damaged, or the password isn't right.", nameof(content), e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    private static TlsIdentity ReadPkcs12(byte[] content, string? password)
    {
        var all = Pkcs12.ReadAll(content, password);
        var certificates = new Certificates(all);
        var leaf = certificates.TakeLeaf();
        if (leaf is null)
        {
            certificates.Dispose();
            throw new ArgumentException("The PKCS #12 container has no certificate with a private key.", nameof(content));
        }

        return new TlsIdentity(leaf, all);
    }

    private static TlsIdentity ReadPem(string pem, string? password, string? keyPath)
    {
        var key = keyPath is null ? pem : File.ReadAllText(keyPath);
        var section = PemKey.FindKey(key, out _);
        var certificate = string.IsNullOrEmpty(password)
            ? X509Certificate2.CreateFromPem(pem, section)
            : X509Certificate2.CreateFromEncryptedPem(pem, section, password);
        var intermediates = new X509Certificate2Collection();
        intermediates.ImportFromPem(pem);
        for (var i = intermediates.Count - 1; i >= 0; i--)
        {
            if (intermediates[i].RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span))
            {
                intermediates.RemoveAt(i);
            }
        }

        return new TlsIdentity(Usable(certificate), intermediates);
    }

    // TLS on Windows can't use a key that is in memory only: a round trip through PKCS #12 makes it one that it can.
    private static X509Certificate2 Usable(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
        {
            return certificate;
        }

        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
        }
    }
}
