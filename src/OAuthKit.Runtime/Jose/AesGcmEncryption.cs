using System.Security.Cryptography;

namespace OAuthKit;

/// <summary>AES GCM, with an initialization vector of 96 bits and a tag of 128 (RFC 7518 section 5.3).</summary>
internal sealed class AesGcmEncryption(string name, int keyLength) : ContentEncryption(name, keyLength, IvLength, TagLength)
{
    private const int IvLength = 12;
    private const int TagLength = 16;

    protected override byte[]? DecryptCore(byte[] key, byte[] iv, byte[] content, byte[] tag, byte[] associated)
    {
        var plain = new byte[content.Length];
        using var aes = new AesGcm(key, TagLength);
        try
        {
            aes.Decrypt(iv, content, tag, plain, associated);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
