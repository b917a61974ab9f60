namespace OAuthKit;

/// <summary>Text that a server wrote, made fit for logs and exceptions: no control characters, a bounded length.</summary>
internal static class ServerText
{
    private const int MaxLength = 512;

    public static string? Clean(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var kept = text.Length > MaxLength ? text.AsSpan(0, MaxLength) : text;
        return string.Create(kept.Length, kept, static (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                target[i] = IsSafe(source[i]) ? source[i] : ' ';
            }
        });
    }

    // Line separators and bidirectional marks reorder what a terminal shows.
    private static bool IsSafe(char c) =>
        !char.IsControl(c) && !char.IsSurrogate(c) && c is not ('\u2028' or '\u2029') and not (>= '\u202A' and <= '\u202E') and not (>= '\u2066' and <= '\u2069');
}
