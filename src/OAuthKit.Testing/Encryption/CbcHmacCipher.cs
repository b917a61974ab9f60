using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OAuthKit.Testing;

/// <summary>RFC 7518 section 5.2: the first half of the key authenticates, the second encrypts.</summary>
internal sealed class CbcHmacCipher(string name, int keyLength) : ContentCipher(name, keyLength, ivLength: 16)
{
    private readonly HashAlgorithmName _hash = keyLength switch
    {
        32 => HashAlgorithmName.SHA256,
        48 => HashAlgorithmName.SHA384,
        _ => HashAlgorithmName.SHA512,
    };

    public override (byte[] Content, byte[] Tag) Encrypt(byte[] key, byte[] iv, byte[] plain, byte[] associated)
    {
        using var aes = Aes.Create();
        aes.Key = key[(KeyLength / 2)..];
        var content = aes.EncryptCbc(plain, iv);
        return (content, CreateTag(key, iv, content, associated));
    }

    public override byte[] Decrypt(byte[] key, byte[] iv, byte[] content, byte[] tag, byte[] associated)
    {
        if (key.Length != KeyLength || iv.Length != IvLength || !CryptographicOperations.FixedTimeEquals(CreateTag(key, iv, content, associated), tag))
        {
            throw new CryptographicException("The tag of the JWE is wrong.");
        }

        using var aes = Aes.Create();
        aes.Key = key[(KeyLength / 2)..];
        return aes.DecryptCbc(content, iv);
    }

    private byte[] CreateTag(byte[] key, byte[] iv, byte[] content, byte[] associated)
    {
        var bits = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bits, associated.Length * 8L);
        byte[] authenticated = [.. associated, .. iv, .. content, .. bits];
        return CryptographicOperations.HmacData(_hash, key[..(KeyLength / 2)], authenticated)[..(KeyLength / 2)];
    }
}
