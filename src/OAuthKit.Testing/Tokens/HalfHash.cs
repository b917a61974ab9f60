using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OAuthKit.Testing;

/// <summary>The left half of the hash of a text, by the hash of a signature's algorithm (OpenID Connect Core sections 3.1.3.6 and 3.3.2.11).</summary>
internal static class HalfHash
{
    public static string Create(string algorithm, string text)
    {
        // Ed25519 has SHA-512 (RFC 8032 section 5.1).
        var hash = CryptographicOperations.HashData(SignatureAlgorithm.Find(algorithm)?.Hash ?? HashAlgorithmName.SHA512, Encoding.UTF8.GetBytes(text));
        return Base64Url.EncodeToString(hash.AsSpan(0, hash.Length / 2));
    }
}
