using System.Text;

namespace OAuthKit.Interop.Tests;

/// <summary>Basic credentials by RFC 6749 section 2.3.1, written apart from the product so that the fixtures prove themselves.</summary>
internal static class BasicCredentials
{
    public static string Encode(string id, string secret)
    {
        return Convert.ToBase64String(Encoding.UTF8.GetBytes($"{FormEncode(id)}:{FormEncode(secret)}"));
    }

    private static string FormEncode(string value)
    {
        return Uri.EscapeDataString(value).Replace("%20", "+", StringComparison.Ordinal);
    }
}
