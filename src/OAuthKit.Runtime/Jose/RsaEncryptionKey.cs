using System.Security.Cryptography;

namespace OAuthKit;

/// <summary>RSAES OAEP (RFC 7518 section 4.3).</summary>
internal sealed class RsaEncryptionKey(RSAParameters key, string? keyId) : EncryptionKey(keyId)
{
    private protected override string Kind => "RSA encryption key";

    internal override WrappedKey Wrap(string algorithm, ContentEncryption content)
    {
        using var rsa = RSA.Create(key);
        var contentKey = RandomNumberGenerator.GetBytes(content.KeyLength);
        return new(contentKey, rsa.Encrypt(contentKey, algorithm == JweAlgorithms.RsaOaep ? RSAEncryptionPadding.OaepSHA1 : RSAEncryptionPadding.OaepSHA256));
    }

    private protected override bool FitsKind(string algorithm) => algorithm is JweAlgorithms.RsaOaep or JweAlgorithms.RsaOaep256;
}
