using System.Security.Authentication;

namespace OAuthKit;

/// <summary>TLS 1.2 and later (BCP 195, RFC 9325 section 3.1.1), whatever the machine's own settings allow.</summary>
internal static class TlsVersions
{
    // macOS has no more than 1.2 here, and refuses to be asked for it.
    public static SslProtocols Allowed { get; } =
        OperatingSystem.IsMacOS() ? SslProtocols.Tls12 : SslProtocols.Tls12 | SslProtocols.Tls13;
}
