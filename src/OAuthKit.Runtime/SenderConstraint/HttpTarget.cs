using System.Globalization;
using System.Text;

namespace OAuthKit;

/// <summary>
/// The target of a request in the one form in which two are compared: without query and fragment, and after normalization by
/// syntax and scheme (RFC 9449 section 4.3, RFC 3986 sections 6.2.2 and 6.2.3).
/// </summary>
internal static class HttpTarget
{
    public static string Normalize(Uri url)
    {
        var text = new StringBuilder(url.Scheme).Append("://");
        if (url.UserInfo.Length > 0)
        {
            text.Append(url.UserInfo).Append('@');
        }

        // The framework has written scheme and host in lower case and resolved dot segments. Its IdnHost of an IPv6 address lacks the brackets.
        text.Append(url.HostNameType == UriHostNameType.Dns ? url.IdnHost.ToLowerInvariant() : url.Host);
        if (!url.IsDefaultPort)
        {
            text.Append(':').Append(url.Port.ToString(CultureInfo.InvariantCulture));
        }

        AppendPath(text, url.AbsolutePath);
        return text.ToString();
    }

    // RFC 3986 sections 6.2.2.1 and 6.2.2.2: hexadecimal digits in upper case, and what needs no encoding without.
    private static void AppendPath(StringBuilder text, string path)
    {
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] != '%' || i + 2 >= path.Length || !byte.TryParse(path.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                text.Append(path[i]);
                continue;
            }

            i += 2;
            if (IsUnreserved((char)value))
            {
                text.Append((char)value);
            }
            else
            {
                text.Append('%').Append(value.ToString("X2", CultureInfo.InvariantCulture));
            }
        }
    }

    private static bool IsUnreserved(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~';
}
