using System.Text;

namespace OAuthKit;

/// <summary>Checks that a path given as text stays under what it is appended to (RFC 3986 sections 3 and 5.2).</summary>
internal static class RelativePath
{
    /// <summary>The path without the slash at its begin and without double ones.</summary>
    public static string Check(string text, string name)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c) || c is '\\' or '#')
            {
                throw new ArgumentException("The path has a control character, a backslash or a fragment. Give values as parts, which are escaped: [\"users\", id].", name);
            }
        }

        // RFC 3986 section 4.2: a reference that begins with two slashes names a host.
        if (text.StartsWith("//", StringComparison.Ordinal))
        {
            throw new ArgumentException("The path begins with two slashes, which name a host. Only what is under the root of the API is called.", name);
        }

        // RFC 3986 section 3.1.
        if (HasScheme(text))
        {
            throw new ArgumentException("The path begins with a scheme, as a full URL does. Only what is under the root of the API is called; for a link that the API gave, use ApiPath.FromUrl.", name);
        }

        var end = text.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? at : text.Length;
        // RFC 3986 sections 5.2.4 and 6.2.2.3: dots lead upwards, escaped ones as well.
        return HasDots(Uri.UnescapeDataString(text[..end]))
            ? throw new ArgumentException("The path has a part \".\" or \"..\". Only what is under the root of the API is called.", name)
            : Collapse(text.AsSpan(0, end)) + text[end..];
    }

    /// <summary>Whether a path that isn't escaped has parts that lead elsewhere.</summary>
    public static bool HasDots(string path) => Array.Exists(path.Split('/', '\\'), static segment => segment is "." or "..");

    private static string Collapse(ReadOnlySpan<char> path)
    {
        var text = new StringBuilder(path.Length);
        var previous = '/';
        foreach (var c in path)
        {
            if (c != '/' || previous != '/')
            {
                text.Append(c);
            }

            previous = c;
        }

        return text.ToString();
    }

    private static bool HasScheme(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == ':')
            {
                return i > 0;
            }

            if (!char.IsAsciiLetter(text[i]) && (i == 0 || (!char.IsAsciiDigit(text[i]) && text[i] is not ('+' or '-' or '.'))))
            {
                return false;
            }
        }

        return false;
    }
}
