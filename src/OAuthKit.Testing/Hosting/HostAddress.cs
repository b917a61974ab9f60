using System.Globalization;
using System.Net;

namespace OAuthKit.Testing;

internal static class HostAddress
{
    public static string Validate(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.GetLeftPart(UriPartial.Authority) != address)
        {
            throw new ArgumentException($"A test host's address is a scheme, a host in lower case and perhaps a port, such as https://login.test; \"{address}\" isn't.", nameof(address));
        }

        return address;
    }

    public static string ValidatePath(string path)
    {
        if (path.Length > 0 && (path[0] != '/' || path.AsSpan().ContainsAny('?', '#')))
        {
            throw new ArgumentException($"An issuer path starts with a slash and has no query, such as /tenant1; \"{path}\" isn't one.", nameof(path));
        }

        return path;
    }

    public static string Create(bool https, string host, int port) =>
        string.Create(CultureInfo.InvariantCulture, $"{(https ? Uri.UriSchemeHttps : Uri.UriSchemeHttp)}://{host}:{port}");

    public static IPAddress ToIPAddress(string loopbackName) => loopbackName switch
    {
        "127.0.0.1" or "localhost" => IPAddress.Loopback,
        "[::1]" => IPAddress.IPv6Loopback,
        _ => throw new ArgumentException($"A loopback host is 127.0.0.1, localhost or [::1]; \"{loopbackName}\" isn't.", nameof(loopbackName)),
    };
}
