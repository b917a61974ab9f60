using System.Net;
using System.Text;

namespace OAuthKit.Testing;

internal static class FormDecoder
{
    public static RequestValues Read(ReadOnlySpan<byte> utf8) => Read(Encoding.UTF8.GetString(utf8));

    public static RequestValues Read(string text)
    {
        var values = new List<KeyValuePair<string, string>>();
        foreach (var part in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? part : part[..equals];
            var value = equals < 0 ? "" : part[(equals + 1)..];
            values.Add(new(Decode(name), Decode(value)));
        }

        return new RequestValues(values, StringComparer.Ordinal, Redaction.ShownParameters);
    }

    public static string Decode(string text) => WebUtility.UrlDecode(text);
}
