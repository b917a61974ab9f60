using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>How the key of a JWE's content reaches its recipient (RFC 7518 section 4.1).</summary>
internal abstract class KeyEncryption(string name, string keyType)
{
    public static IReadOnlyList<KeyEncryption> All { get; } =
    [
        new RsaKeyEncryption(JoseNames.RsaOaep, RSAEncryptionPadding.OaepSHA1),
        new RsaKeyEncryption(JoseNames.RsaOaep256, RSAEncryptionPadding.OaepSHA256),
        new EcdhKeyEncryption(JoseNames.EcdhEs, wrapLength: 0),
        new EcdhKeyEncryption(JoseNames.EcdhEsA128Kw, wrapLength: 16),
        new EcdhKeyEncryption(JoseNames.EcdhEsA256Kw, wrapLength: 32),
        new DirectKeyEncryption(),
    ];

    public string Name { get; } = name;

    public string KeyType { get; } = keyType;

    /// <summary>The algorithms that want a public key.</summary>
    public static IEnumerable<string> AsymmetricNames => All.Where(algorithm => algorithm.KeyType != JoseNames.Octets).Select(algorithm => algorithm.Name);

    public static KeyEncryption? Find(string? name) => All.FirstOrDefault(algorithm => algorithm.Name == name);

    /// <summary>Makes the key of the content, and what of it is sent; adds to the header what the recipient needs.</summary>
    public abstract (byte[] ContentKey, byte[] EncryptedKey) Create(JsonObject jwk, ContentCipher cipher, JsonObject header);
}
