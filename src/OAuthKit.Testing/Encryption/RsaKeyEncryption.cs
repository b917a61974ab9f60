using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>RFC 7518 section 4.3.</summary>
internal sealed class RsaKeyEncryption(string name, RSAEncryptionPadding padding) : KeyEncryption(name, JoseNames.Rsa)
{
    public RSAEncryptionPadding Padding { get; } = padding;

    public override (byte[] ContentKey, byte[] EncryptedKey) Create(JsonObject jwk, ContentCipher cipher, JsonObject header)
    {
        using var rsa = RSA.Create(new RSAParameters { Modulus = jwk.ReadBytes(JoseNames.Modulus), Exponent = jwk.ReadBytes(JoseNames.Exponent) });
        var contentKey = RandomNumberGenerator.GetBytes(cipher.KeyLength);
        return (contentKey, rsa.Encrypt(contentKey, Padding));
    }
}
