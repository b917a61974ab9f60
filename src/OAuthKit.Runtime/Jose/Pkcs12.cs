using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OAuthKit;

/// <summary>Reads PKCS #12 containers (.pfx, .p12), with keys that don't stay on the disk where the platform can do without.</summary>
internal static class Pkcs12
{
    public static X509Certificate2 Read(byte[] content, string? password)
    {
        using var all = new Certificates(ReadAll(content, password));
        return all.TakeLeaf() ?? throw new ArgumentException("The PKCS #12 container has no certificate with a private key.", nameof(content));
    }

    public static X509Certificate2Collection ReadAll(byte[] content, string? password)
    {
        try
        {
            return X509CertificateLoader.LoadPkcs12Collection(content, password, Flags);
        }
        catch (Exception e) when (e is CryptographicException or PlatformNotSupportedException)
        {
            throw new ArgumentException("The content is neither PEM, JWK, JWKS nor a PKCS #12 container, or the password isn't right.", nameof(content), e);
        }
    }

    // TLS on Windows can't use a key that is in memory only, and macOS has no such keys.
    private static X509KeyStorageFlags Flags =>
        OperatingSystem.IsLinux() ? X509KeyStorageFlags.EphemeralKeySet : X509KeyStorageFlags.DefaultKeySet;
}
