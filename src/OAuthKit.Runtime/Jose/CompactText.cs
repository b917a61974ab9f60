namespace OAuthKit;

/// <summary>The compact form of JOSE: segments with dots between them (RFC 7515 section 7.1, RFC 7516 section 7.1).</summary>
internal static class CompactText
{
    /// <summary>How long a JWT may be. Those of real servers are a tenth of it.</summary>
    public const int MaxLength = 256 * 1024;

    public const int JwsSegments = 3;

    public const int JweSegments = 5;

    public static int CountSegments(string text) => text.AsSpan().Count('.') + 1;

    /// <summary>The segments decoded; null where their number differs or one isn't strict base64url.</summary>
    public static byte[][]? Split(string text, int segments)
    {
        if (text.Length > MaxLength || CountSegments(text) != segments)
        {
            return null;
        }

        var result = new byte[segments][];
        var i = 0;
        foreach (var range in text.AsSpan().Split('.'))
        {
            if (StrictBase64Url.Decode(text.AsSpan(range)) is not { } bytes)
            {
                return null;
            }

            result[i++] = bytes;
        }

        return result;
    }
}
