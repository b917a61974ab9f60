using System.Globalization;
using System.Text;

namespace OAuthKit;

/// <summary>What a proof says of the request it is for: method and URL as they are sent, without query and fragment (RFC 9449 section 4.2).</summary>
internal static class DpopTarget
{
    /// <summary><c>htu</c>.</summary>
    public static ReadOnlySpan<char> Of(Uri url)
    {
        // The framework has this text already where the address is written as it is sent.
        var text = url.AbsoluteUri;
        if (url.UserInfo.Length > 0 || !Ascii.IsValid(text))
        {
            return Build(url);
        }

        var end = text.AsSpan().IndexOfAny('?', '#');
        return end < 0 ? text : text.AsSpan(0, end);
    }

    /// <summary><c>htm</c>. The framework sends the methods that it knows in upper case, however they were written.</summary>
    public static string MethodOf(HttpMethod method) => HttpMethod.Parse(method.Method).Method;

    // User information isn't sent, and a name of a host is sent in its ASCII form.
    private static string Build(Uri url)
    {
        var host = url.HostNameType == UriHostNameType.Dns ? url.IdnHost : url.Host;
        var port = url.IsDefaultPort ? "" : ":" + url.Port.ToString(CultureInfo.InvariantCulture);
        return $"{url.Scheme}://{host}{port}{url.AbsolutePath}";
    }
}
