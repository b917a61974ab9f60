using System.Buffers;
using System.Buffers.Text;

namespace OAuthKit;

/// <summary>
/// base64url as JOSE has it: no padding, no white space, and no bits that mean nothing, so that one value has one text
/// (RFC 7515 section 2). The decoder of the framework forgives all three.
/// </summary>
internal static class StrictBase64Url
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static readonly SearchValues<char> _allowed = SearchValues.Create(Alphabet);

    /// <summary>Decodes; null where the text isn't the one text of its value.</summary>
    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        if (text.ContainsAnyExcept(_allowed) || text.Length % 4 == 1)
        {
            return null;
        }

        // The last character carries 4 or 2 bits that belong to nothing.
        var idle = (text.Length % 4) switch { 2 => 0b1111, 3 => 0b11, _ => 0 };
        return idle != 0 && (Alphabet.IndexOf(text[^1], StringComparison.Ordinal) & idle) != 0 ? null : Base64Url.DecodeFromChars(text);
    }
}
