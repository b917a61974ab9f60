using System.Text;

namespace OAuthKit.Tool.Terminal;

/// <summary>Takes out of a text what a terminal would act on: control characters, and marks that reorder what is shown.</summary>
internal static class TerminalText
{
    public static string Clean(string text, bool keepLines = false)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' && keepLines)
            {
                clean.Append((char)rune.Value);
            }
            else if (!IsDangerous(rune))
            {
                clean.Append(rune.ToString());
            }
            else if (rune.Value is '\r' or '\n' or '\t')
            {
                clean.Append(' ');
            }
        }

        return clean.ToString();
    }

    private static bool IsDangerous(Rune rune) =>
        Rune.IsControl(rune)
        || rune.Value is 0x061C or 0x200E or 0x200F or 0x2028 or 0x2029 or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFEFF;
}
