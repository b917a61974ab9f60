using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OAuthKit;

/// <summary>The hash by which an ID token names what came with it: <c>at_hash</c>, <c>c_hash</c>, <c>s_hash</c> (OpenID Connect Core sections 3.1.3.6 and 3.3.2.11).</summary>
internal static class TokenHash
{
    /// <summary>The left half of the hash of the value, in base64url.</summary>
    public static string Compute(string algorithm, string value)
    {
        Span<byte> hash = stackalloc byte[SHA512.HashSizeInBytes];
        var length = CryptographicOperations.HashData(HashOf(algorithm), Encoding.UTF8.GetBytes(value), hash);
        return Base64Url.EncodeToString(hash[..(length / 2)]);
    }

    // That of the signature; for Ed25519 it is part of the algorithm (RFC 8032 section 5.1).
    private static HashAlgorithmName HashOf(string algorithm) =>
        algorithm.EndsWith("256", StringComparison.Ordinal) ? HashAlgorithmName.SHA256
        : algorithm.EndsWith("384", StringComparison.Ordinal) ? HashAlgorithmName.SHA384
        : HashAlgorithmName.SHA512;
}
