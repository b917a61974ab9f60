using System.Text;
using CsCheck;

namespace OAuthKit;

/// <summary>One change to a JWT that was signed: to its text, to a segment, or to what a segment holds.</summary>
internal sealed record SegmentEdit(int Kind, uint Where, uint What, ByteEdit Bytes)
{
    private const int Kinds = 16;

    public static Gen<SegmentEdit> Some { get; } = Gen.Select(Gen.Int[0, Kinds - 1], Gen.UInt, Gen.UInt, ByteEdit.Some, (kind, where, what, bytes) => new SegmentEdit(kind, where, what, bytes));

    /// <summary>The text with the change in it, never as it was.</summary>
    /// <param name="text">The JWT.</param>
    /// <param name="other">Another one by the same key, whose segments can stand in place of its own.</param>
    public string Apply(string text, string other)
    {
        var changed = Change(text, other);
        return changed != text ? changed : text + "A";
    }

    private string Change(string text, string other)
    {
        var parts = text.Split('.');
        var segment = (int)(Where % parts.Length);
        switch (Kind)
        {
            // One bit of what a segment holds.
            case 0 or 1 or 2 or 3 or 4:
                var bytes = StrictBase64Url.Decode(parts[segment])!;
                bytes[What / 8 % bytes.Length] ^= (byte)(1 << (int)(What % 8));
                parts[segment] = TestKey.Text(bytes);
                break;
            case 5:
                parts[segment] = TestKey.Text(Bytes.Apply(StrictBase64Url.Decode(parts[segment])!));
                break;
            case 6 or 7:
                return Encoding.UTF8.GetString(Bytes.Apply(Encoding.UTF8.GetBytes(text)));
            case 8:
                parts[segment] = "";
                break;
            case 9:
                // Its last bits, which may belong to nothing.
                parts[segment] = parts[segment][..^1] + (char)(parts[segment][^1] ^ 1);
                break;
            case 10:
                parts[segment] += (What % 4) switch { 0 => "=", 1 => "A", 2 => "==", _ => "\n" };
                break;
            case 11:
                parts[segment] = parts[(segment + 1) % parts.Length];
                break;
            case 12:
                parts[segment] = other.Split('.')[segment];
                break;
            case 13:
                parts[segment] += "." + parts[segment];
                break;
            case 14:
                parts[segment] = (What % 3) switch { 0 => " " + parts[segment], 1 => parts[segment].ToLowerInvariant(), _ => new string('A', 300_000) };
                break;
            default:
                // An algorithm without a signature.
                parts[0] = TestKey.Text("{\"alg\":\"none\"}"u8.ToArray());
                parts[^1] = What % 2 == 0 ? "" : parts[^1];
                break;
        }

        return string.Join('.', parts);
    }
}
