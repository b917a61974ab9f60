using System.Security.Cryptography;
using System.Text;

namespace OAuthKit;

/// <summary>Verifies HMAC with a client secret, whose key is the secret's UTF-8 bytes (OpenID Connect Core section 10.1).</summary>
internal static class HmacVerifier
{
    /// <summary>Whether the MAC is right; compared in a time that says nothing about where it isn't.</summary>
    public static bool Verify(ClientSecret secret, string algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> mac)
    {
        var (hash, length) = HashOf(algorithm);
        var key = Encoding.UTF8.GetBytes(secret.Reveal());
        try
        {
            // RFC 7518 section 3.2: as long as the hash, at least. A shorter one can be guessed from one token.
            return key.Length >= length
                ? CryptographicOperations.FixedTimeEquals(CryptographicOperations.HmacData(hash, key, data), mac)
                : throw new InvalidOperationException($"The client secret is {key.Length} bytes long; {algorithm} needs {length} at least (RFC 7518 section 3.2). Have a longer one issued, or register the client for the algorithm of an asymmetric key.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static (HashAlgorithmName Hash, int Length) HashOf(string algorithm) => algorithm switch
    {
        JwsAlgorithms.HS256 => (HashAlgorithmName.SHA256, HMACSHA256.HashSizeInBytes),
        JwsAlgorithms.HS384 => (HashAlgorithmName.SHA384, HMACSHA384.HashSizeInBytes),
        _ => (HashAlgorithmName.SHA512, HMACSHA512.HashSizeInBytes),
    };
}
