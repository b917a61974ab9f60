using System.Security.Cryptography;
using System.Text;

namespace OAuthKit;

/// <summary>Verifies HMAC with a client secret, whose key is the secret's UTF-8 bytes (OpenID Connect Core section 10.1).</summary>
internal static class HmacVerifier
{
    /// <summary>Whether the MAC is right; compared in a time that says nothing about where it isn't.</summary>
    public static bool Verify(ClientSecret secret, string algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> mac)
    {
        var key = Encoding.UTF8.GetBytes(secret.Reveal());
        try
        {
            // RFC 7518 section 3.2: as long as the hash, at least. A configured secret may have been exchanged for a shorter one.
            return key.Length >= LeastKeyLength(algorithm)
                ? CryptographicOperations.FixedTimeEquals(CryptographicOperations.HmacData(HashOf(algorithm), key, data), mac)
                : throw new InvalidOperationException($"The client secret is {key.Length} bytes long; {algorithm} needs {LeastKeyLength(algorithm)} at least (RFC 7518 section 3.2).");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>RFC 7518 section 3.2: that of the hash. A shorter key can be guessed from one token.</summary>
    public static int LeastKeyLength(string algorithm) => algorithm switch
    {
        JwsAlgorithms.HS256 => HMACSHA256.HashSizeInBytes,
        JwsAlgorithms.HS384 => HMACSHA384.HashSizeInBytes,
        _ => HMACSHA512.HashSizeInBytes,
    };

    private static HashAlgorithmName HashOf(string algorithm) => algorithm switch
    {
        JwsAlgorithms.HS256 => HashAlgorithmName.SHA256,
        JwsAlgorithms.HS384 => HashAlgorithmName.SHA384,
        _ => HashAlgorithmName.SHA512,
    };
}
