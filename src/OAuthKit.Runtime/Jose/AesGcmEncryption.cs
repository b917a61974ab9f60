using System.Security.Cryptography;

namespace OAuthKit;

/// <summary>AES GCM, with an initialization vector of 96 bits and a tag of 128 (RFC 7518 section 5.3).</summary>
internal sealed class AesGcmEncryption(string name, int keyLength) : ContentEncryption(name, keyLength, VectorLength, TagLength)
{
    private const int VectorLength = 12;
    private const int TagLength = 16;

    public override (byte[] Content, byte[] Tag) Encrypt(byte[] key, byte[] iv, byte[] plain, byte[] associated)
    {
        var (content, tag) = (new byte[plain.Length], new byte[TagLength]);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(iv, plain, content, tag, associated);
        return (content, tag);
    }

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
