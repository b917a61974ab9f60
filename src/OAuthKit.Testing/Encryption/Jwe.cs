using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>Nested JWTs in compact form (RFC 7516 section 7.1).</summary>
internal static class Jwe
{
    public static string Encrypt(string text, TestEncryption encryption, TestClient client)
    {
        var jwk = FindKey(client, encryption);
        var header = new JsonObject { [JoseNames.Algorithm] = encryption.Algorithm, [JoseNames.Encryption] = encryption.ContentEncryption, [JoseNames.ContentType] = JoseNames.JwtType };
        if (jwk.ReadString(JoseNames.KeyId) is { } keyId)
        {
            header[JoseNames.KeyId] = keyId;
        }

        var (contentKey, encryptedKey) = encryption.Key.Create(jwk, encryption.Content, header);
        var headerText = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header.ToJsonString()));
        var iv = RandomNumberGenerator.GetBytes(encryption.Content.IvLength);
        var (content, tag) = encryption.Content.Encrypt(contentKey, iv, Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(headerText));
        return string.Join('.', headerText, Base64Url.EncodeToString(encryptedKey), Base64Url.EncodeToString(iv), Base64Url.EncodeToString(content), Base64Url.EncodeToString(tag));
    }

    private static JsonObject FindKey(TestClient client, TestEncryption encryption)
    {
        if (encryption.Algorithm == JoseNames.Direct)
        {
            return SecretKey(client, encryption.Content.KeyLength);
        }

        var keys = (client.Jwks?[JoseNames.Keys] as JsonArray)?.OfType<JsonObject>() ?? [];
        return keys.FirstOrDefault(key =>
                key.ReadString(JoseNames.KeyType) == encryption.Key.KeyType
                && key.ReadString(JoseNames.Use) is null or JoseNames.Encryption
                && (key.ReadString(JoseNames.Algorithm) ?? encryption.Algorithm) == encryption.Algorithm)
            ?? throw new InvalidOperationException($"The client {client.ClientId} has no key for {encryption.Algorithm}. Register one with TestClient.Jwks.");
    }

    /// <summary>OpenID Connect Core section 10.2: the left bytes of the hash of the secret.</summary>
    private static JsonObject SecretKey(TestClient client, int length)
    {
        var secret = Encoding.UTF8.GetBytes(client.Secret ?? throw new InvalidOperationException($"The client {client.ClientId} has no secret to encrypt with."));
        var hash = length <= 32 ? SHA256.HashData(secret) : length <= 48 ? SHA384.HashData(secret) : SHA512.HashData(secret);
        return new JsonObject { [JoseNames.KeyType] = JoseNames.Octets, [JoseNames.KeyValue] = Base64Url.EncodeToString(hash.AsSpan(0, length)) };
    }
}
