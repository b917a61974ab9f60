using System.Text;
using CsCheck;

namespace OAuthKit;

/// <summary>One change to a text as bytes, without regard to what it says.</summary>
internal sealed record ByteEdit(int Kind, uint Where, uint What)
{
    private const int Kinds = 12;

    public static Gen<ByteEdit> Some { get; } = Gen.Select(Gen.Int[0, Kinds - 1], Gen.UInt, Gen.UInt, (kind, where, what) => new ByteEdit(kind, where, what));

    public byte[] Apply(byte[] bytes)
    {
        var at = (int)(Where % (uint)(bytes.Length + 1));
        var piece = Odd.Bytes[What % Odd.Bytes.Length];
        var rest = bytes.AsSpan(at);
        return Kind switch
        {
            0 or 1 => bytes[..at],
            2 => [],
            3 or 4 => rest.IsEmpty ? [.. bytes, .. piece] : [.. bytes[..at], (byte)(rest[0] ^ (1 << (int)(What % 8))), .. rest[1..]],
            5 => [.. bytes[..at], .. piece, .. rest],
            6 => [.. bytes[..at], .. piece, .. rest[Math.Min(rest.Length, 1)..]],
            7 => [.. bytes[..at], .. rest[Math.Min(rest.Length, 1 + (int)(What % 16))..]],
            8 => [.. bytes, .. piece],
            9 => [0xEF, 0xBB, 0xBF, .. bytes],
            10 => [.. piece, .. bytes],
            _ => (What % 4 == 0 ? Encoding.BigEndianUnicode : Encoding.Unicode).GetBytes(Encoding.UTF8.GetString(bytes)),
        };
    }
}
