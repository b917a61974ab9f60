using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OAuthKit;

/// <summary>AES CBC, authenticated by HMAC before anything is decrypted (RFC 7518 section 5.2.2.2).</summary>
internal sealed class AesCbcHmacEncryption(string name, int keyLength) : ContentEncryption(name, keyLength, IvLength, keyLength / 2)
{
    private const int IvLength = 16;

    protected override byte[]? DecryptCore(byte[] key, byte[] iv, byte[] content, byte[] tag, byte[] associated)
    {
        var half = key.Length / 2;
        using var hmac = IncrementalHash.CreateHMAC(half == 16 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA512, key.AsSpan(0, half));
        hmac.AppendData(associated);
        hmac.AppendData(iv);
        hmac.AppendData(content);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(length, (ulong)associated.Length * 8);
        hmac.AppendData(length);
        if (!CryptographicOperations.FixedTimeEquals(hmac.GetHashAndReset().AsSpan(0, half), tag))
        {
            return null;
        }

        using var aes = Aes.Create();
        aes.SetKey(key.AsSpan(half));
        try
        {
            return aes.DecryptCbc(content, iv);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
