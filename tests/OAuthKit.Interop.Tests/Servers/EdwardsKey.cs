using System.Security.Cryptography;

namespace OAuthKit.Interop.Tests;

/// <summary>A new Ed25519 key that signs under either name of its algorithm.</summary>
internal static class EdwardsKey
{
    // RFC 8410 section 7: what comes before the 32 bytes of a private key in PKCS #8.
    private static readonly byte[] _prefix = Convert.FromHexString("302e020100300506032b657004220420");

    public static Ed25519Key Create(string algorithm)
    {
        byte[] content = [.. _prefix, .. RandomNumberGenerator.GetBytes(32)];
        return Ed25519Key.FromPem(PemEncoding.WriteString("PRIVATE KEY", content), new SigningKeyOptions { Algorithm = algorithm });
    }
}
