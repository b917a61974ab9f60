using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OAuthKit;

/// <summary>Encrypts a signed JWT into a JWE in the compact form (RFC 7516 section 5.1).</summary>
internal static class JweEncrypter
{
    public static string Encrypt(string jwt, EncryptionKey key, string algorithm, ContentEncryption content)
    {
        // Steps 1 to 6.
        using var wrapped = key.Wrap(algorithm, content);
        // Steps 12 and 13.
        var header = Base64Url.EncodeToString(WriteHeader(key, algorithm, content, wrapped));
        var plain = Encoding.UTF8.GetBytes(jwt);
        try
        {
            // Steps 9, 14 and 15.
            var iv = RandomNumberGenerator.GetBytes(content.IvLength);
            var (cipher, tag) = content.Encrypt(wrapped.ContentKey, iv, plain, Encoding.UTF8.GetBytes(header));
            // Step 19.
            return string.Join('.', header, Base64Url.EncodeToString(wrapped.EncryptedKey), Base64Url.EncodeToString(iv), Base64Url.EncodeToString(cipher), Base64Url.EncodeToString(tag));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private static ReadOnlySpan<byte> WriteHeader(EncryptionKey key, string algorithm, ContentEncryption content, WrappedKey wrapped)
    {
        var json = new ArrayBufferWriter<byte>(256);
        using var writer = new Utf8JsonWriter(json, JwsWriter.JsonOptions);
        writer.WriteStartObject();
        writer.WriteString(JoseNames.Alg, algorithm);
        writer.WriteString(JoseNames.Enc, content.Name);
        if (key.KeyId is not null)
        {
            writer.WriteString(JoseNames.Kid, key.KeyId);
        }

        // RFC 7519 section 5.2: a JWT is inside.
        writer.WriteString(JoseNames.Cty, JoseNames.Jwt);
        if (wrapped.Ephemeral is { } point)
        {
            writer.WriteStartObject(JoseNames.Epk);
            writer.WriteString(JoseNames.Kty, JoseNames.Ec);
            writer.WriteString(JoseNames.Crv, wrapped.Curve);
            writer.WriteString(JoseNames.X, Base64Url.EncodeToString(point.Q.X));
            writer.WriteString(JoseNames.Y, Base64Url.EncodeToString(point.Q.Y));
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.Flush();
        return json.WrittenSpan;
    }
}
