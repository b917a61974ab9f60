using System.Security.Cryptography;
using System.Text;

namespace OAuthKit;

/// <summary>Tells by their content what the bytes of a key file are, and reads them.</summary>
internal static class KeyContent
{
    public static SigningKey Read(byte[] content, SigningKeyOptions options)
    {
        try
        {
            if (IsJson(content))
            {
                return JwkKey.Read(WithoutMark(content), options);
            }

            if (IsPem(content))
            {
                return PemKey.Read(Encoding.UTF8.GetString(content), options);
            }

            using var certificate = Pkcs12.Read(content, options.Password);
            return SigningKey.FromCertificate(certificate, options);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    public static bool IsPem(ReadOnlySpan<byte> content) => content.IndexOf("-----BEGIN "u8) >= 0;

    public static bool IsJson(byte[] content) => WithoutMark(content).Span.TrimStart(" \t\r\n"u8) is [(byte)'{', ..];

    // Editors put a byte order mark in front.
    public static ReadOnlyMemory<byte> WithoutMark(byte[] content) =>
        content.AsMemory(content.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0);
}
