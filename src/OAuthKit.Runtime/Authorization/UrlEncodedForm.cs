using System.Text;
using System.Text.Unicode;

namespace OAuthKit;

/// <summary>Decodes <c>application/x-www-form-urlencoded</c> strictly (RFC 6749 appendix B): what isn't encoded UTF-8 is no form.</summary>
internal static class UrlEncodedForm
{
    private const int MaxPairs = 256;

    /// <summary>Hands out each pair in order; false where the text isn't a form, or has too many pairs.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, Action<string, string> take)
    {
        var pairs = 0;
        foreach (var range in text.Split('&'))
        {
            var pair = text[range];
            if (pair.IsEmpty)
            {
                continue;
            }

            if (++pairs > MaxPairs)
            {
                return false;
            }

            var equals = pair.IndexOf('=');
            if (Decode(equals < 0 ? pair : pair[..equals]) is not { } name || Decode(equals < 0 ? [] : pair[(equals + 1)..]) is not { } value)
            {
                return false;
            }

            take(name, value);
        }

        return true;
    }

    private static string? Decode(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '+':
                    bytes[length++] = (byte)' ';
                    break;
                case '%' when i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]):
                    bytes[length++] = (byte)((Digit(text[i + 1]) << 4) | Digit(text[i + 2]));
                    i += 2;
                    break;
                // A browser that hands over a URL as text may have decoded what isn't ASCII.
                case > '\x20' and < '\x7F' and not '%':
                    bytes[length++] = (byte)text[i];
                    break;
                case > '\x7F' when Rune.DecodeFromUtf16(text[i..], out var rune, out var used) == System.Buffers.OperationStatus.Done:
                    length += rune.EncodeToUtf8(bytes.AsSpan(length));
                    i += used - 1;
                    break;
                default:
                    return null;
            }
        }

        return Utf8.IsValid(bytes.AsSpan(0, length)) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    private static int Digit(char c) => c switch
    {
        <= '9' => c - '0',
        <= 'F' => c - 'A' + 10,
        _ => c - 'a' + 10,
    };
}
