using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OAuthKit;

/// <summary>The AES key wrap without padding (<see href="https://www.rfc-editor.org/rfc/rfc3394#section-2.2.2">RFC 3394 section 2.2.2</see>), which the framework doesn't have.</summary>
internal static class AesKeyWrap
{
    private const int Block = 8;
    private const int Rounds = 6;
    private const ulong InitialValue = 0xA6A6A6A6A6A6A6A6;

    /// <summary>A key wrapped by another (section 2.2.1).</summary>
    public static byte[] Wrap(byte[] key, byte[] plain)
    {
        using var aes = Aes.Create();
        aes.SetKey(key);
        var result = new byte[Block + plain.Length];
        plain.CopyTo(result, Block);
        var blocks = plain.Length / Block;
        var check = InitialValue;
        Span<byte> pair = stackalloc byte[2 * Block];
        for (var step = 1; step <= Rounds * blocks; step++)
        {
            var block = result.AsSpan(Block + ((step - 1) % blocks * Block), Block);
            BinaryPrimitives.WriteUInt64BigEndian(pair, check);
            block.CopyTo(pair[Block..]);
            aes.EncryptEcb(pair, pair, PaddingMode.None);
            check = BinaryPrimitives.ReadUInt64BigEndian(pair) ^ (ulong)step;
            pair[Block..].CopyTo(block);
        }

        BinaryPrimitives.WriteUInt64BigEndian(result, check);
        return result;
    }

    /// <summary>The key that was wrapped; null where it was by another key, or was changed.</summary>
    public static byte[]? Unwrap(byte[] key, byte[] wrapped)
    {
        if (wrapped.Length % Block != 0 || wrapped.Length < 3 * Block)
        {
            return null;
        }

        using var aes = Aes.Create();
        aes.SetKey(key);
        var result = wrapped.AsSpan(Block).ToArray();
        var blocks = result.Length / Block;
        var check = BinaryPrimitives.ReadUInt64BigEndian(wrapped);
        Span<byte> pair = stackalloc byte[2 * Block];
        for (var step = Rounds * blocks; step > 0; step--)
        {
            var block = result.AsSpan((step - 1) % blocks * Block, Block);
            BinaryPrimitives.WriteUInt64BigEndian(pair, check ^ (ulong)step);
            block.CopyTo(pair[Block..]);
            aes.DecryptEcb(pair, pair, PaddingMode.None);
            check = BinaryPrimitives.ReadUInt64BigEndian(pair);
            pair[Block..].CopyTo(block);
        }

        return check == InitialValue ? result : null;
    }
}
