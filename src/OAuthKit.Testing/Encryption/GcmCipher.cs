using System.Security.Cryptography;

namespace OAuthKit.Testing;

/// <summary>RFC 7518 section 5.3.</summary>
internal sealed class GcmCipher(string name, int keyLength) : ContentCipher(name, keyLength, ivLength: 12)
{
    private const int TagLength = 16;

    public override (byte[] Content, byte[] Tag) Encrypt(byte[] key, byte[] iv, byte[] plain, byte[] associated)
    {
        using var aes = new AesGcm(key, TagLength);
        var content = new byte[plain.Length];
        var tag = new byte[TagLength];
        aes.Encrypt(iv, plain, content, tag, associated);
        return (content, tag);
    }

    public override byte[] Decrypt(byte[] key, byte[] iv, byte[] content, byte[] tag, byte[] associated)
    {
        if (key.Length != KeyLength || iv.Length != IvLength || tag.Length != TagLength)
        {
            throw new CryptographicException("A part of the JWE has the wrong length.");
        }

        using var aes = new AesGcm(key, TagLength);
        var plain = new byte[content.Length];
        aes.Decrypt(iv, content, tag, plain, associated);
        return plain;
    }
}
