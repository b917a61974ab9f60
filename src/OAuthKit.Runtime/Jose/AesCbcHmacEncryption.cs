using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OAuthKit;

/// <summary>AES CBC, authenticated by HMAC before anything is decrypted (RFC 7518 section 5.2.2.2).</summary>
internal sealed class AesCbcHmacEncryption(string name, int keyLength) : ContentEncryption(name, keyLength, VectorLength, keyLength / 2)
{
    private const int VectorLength = 16;

    public override (byte[] Content, byte[] Tag) Encrypt(byte[] key, byte[] iv, byte[] plain, byte[] associated)
    {
        using var aes = Aes.Create();
        aes.SetKey(key.AsSpan(key.Length / 2));
        var content = aes.EncryptCbc(plain, iv);
        return (content, TagOf(key, iv, content, associated));
    }

    protected override byte[]? DecryptCore(byte[] key, byte[] iv, byte[] content, byte[] tag, byte[] associated)
    {
        if (!CryptographicOperations.FixedTimeEquals(TagOf(key, iv, content, associated), tag))
        {
            return null;
        }

        using var aes = Aes.Create();
        aes.SetKey(key.AsSpan(key.Length / 2));
        try
        {
            return aes.DecryptCbc(content, iv);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static byte[] TagOf(byte[] key, byte[] iv, byte[] content, byte[] associated)
    {
        var half = key.Length / 2;
        using var hmac = IncrementalHash.CreateHMAC(half == 16 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA512, key.AsSpan(0, half));
        hmac.AppendData(associated);
        hmac.AppendData(iv);
        hmac.AppendData(content);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(length, (ulong)associated.Length * 8);
        hmac.AppendData(length);
        return hmac.GetHashAndReset()[..half];
    }
}
