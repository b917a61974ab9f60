using System.Security.Cryptography;

namespace OAuthKit.Testing;

/// <summary>AES Key Wrap (RFC 3394 section 2.2).</summary>
internal static class KeyWrap
{
    private const int Block = 8;

    private static readonly byte[] _initial = [0xA6, 0xA6, 0xA6, 0xA6, 0xA6, 0xA6, 0xA6, 0xA6];

    public static byte[] Wrap(byte[] wrappingKey, byte[] key)
    {
        using var aes = Create(wrappingKey);
        var blocks = key.Length / Block;
        byte[] result = [.. _initial, .. key];
        for (var round = 0; round < 6; round++)
        {
            for (var i = 1; i <= blocks; i++)
            {
                var mixed = aes.EncryptEcb([.. result[..Block], .. result[(i * Block)..((i + 1) * Block)]], PaddingMode.None);
                mixed.AsSpan(Block).CopyTo(result.AsSpan(i * Block));
                mixed.AsSpan(0, Block).CopyTo(result);
                Mix(result, (blocks * round) + i);
            }
        }

        return result;
    }

    public static byte[] Unwrap(byte[] wrappingKey, byte[] wrapped)
    {
        if (wrapped.Length < 3 * Block || wrapped.Length % Block != 0)
        {
            throw new CryptographicException("The wrapped key has no valid length.");
        }

        using var aes = Create(wrappingKey);
        var blocks = (wrapped.Length / Block) - 1;
        byte[] result = [.. wrapped];
        for (var round = 5; round >= 0; round--)
        {
            for (var i = blocks; i >= 1; i--)
            {
                Mix(result, (blocks * round) + i);
                var mixed = aes.DecryptEcb([.. result[..Block], .. result[(i * Block)..((i + 1) * Block)]], PaddingMode.None);
                mixed.AsSpan(0, Block).CopyTo(result);
                mixed.AsSpan(Block).CopyTo(result.AsSpan(i * Block));
            }
        }

        return result.AsSpan(0, Block).SequenceEqual(_initial) ? result[Block..] : throw new CryptographicException("The wrapped key was changed, or wrapped with another.");
    }

    private static Aes Create(byte[] key)
    {
        var aes = Aes.Create();
        aes.Key = key;
        return aes;
    }

    private static void Mix(byte[] result, int count)
    {
        for (var i = 0; i < sizeof(int); i++)
        {
            result[Block - 1 - i] ^= (byte)(count >> (8 * i));
        }
    }
}
