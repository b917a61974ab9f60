using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>A key of the server's to which clients encrypt their request objects. It lives in memory only.</summary>
/// <example><code>server.AddEncryptionKey("RSA-OAEP-256");</code></example>
public sealed class TestEncryptionKey : IDisposable
{
    private readonly KeyEncryption _algorithm;
    private readonly AsymmetricAlgorithm _key;

    internal TestEncryptionKey(string algorithm)
    {
        _algorithm = KeyEncryption.Find(algorithm) is RsaKeyEncryption or EcdhKeyEncryption
            ? KeyEncryption.Find(algorithm)!
            : throw new ArgumentException($"There is no key for the alg \"{algorithm}\".", nameof(algorithm));
        _key = _algorithm is RsaKeyEncryption ? RSA.Create(2048) : ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    }

    /// <summary>The <c>alg</c>.</summary>
    public string Algorithm => _algorithm.Name;

    /// <summary>Its <c>kid</c>.</summary>
    public string KeyId { get; } = RandomText.Create(8);

    /// <summary>Writes the public half as a JSON Web Key, with <c>use</c> <c>enc</c>.</summary>
    /// <returns>A new object.</returns>
    public JsonObject ToPublicJwk()
    {
        var jwk = new JsonObject { [JoseNames.KeyType] = _algorithm.KeyType, [JoseNames.KeyId] = KeyId, [JoseNames.Algorithm] = Algorithm, [JoseNames.Use] = JoseNames.Encryption };
        if (_key is RSA rsa)
        {
            var parameters = rsa.ExportParameters(includePrivateParameters: false);
            jwk[JoseNames.Modulus] = Base64Url.EncodeToString(parameters.Modulus);
            jwk[JoseNames.Exponent] = Base64Url.EncodeToString(parameters.Exponent);
        }
        else
        {
            var point = ((ECDiffieHellman)_key).ExportParameters(includePrivateParameters: false).Q;
            jwk[JoseNames.Curve] = JoseNames.P256;
            jwk[JoseNames.X] = Base64Url.EncodeToString(point.X);
            jwk[JoseNames.Y] = Base64Url.EncodeToString(point.Y);
        }

        return jwk;
    }

    /// <summary>Forgets the key.</summary>
    public void Dispose() => _key.Dispose();

    internal byte[] Open(JsonObject header, ContentCipher cipher, byte[] encryptedKey) => _key is RSA rsa
        ? rsa.Decrypt(encryptedKey, ((RsaKeyEncryption)_algorithm).Padding)
        : ((EcdhKeyEncryption)_algorithm).Open((ECDiffieHellman)_key, header, cipher, encryptedKey);
}
