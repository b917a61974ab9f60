using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>The keys with which a server opens what is encrypted for it.</summary>
internal sealed class EncryptionKeys
{
    private ImmutableList<TestEncryptionKey> _keys = [];

    public IReadOnlyList<TestEncryptionKey> All => Volatile.Read(ref _keys);

    public void Add(TestEncryptionKey key) => ImmutableInterlocked.Update(ref _keys, keys => keys.Add(key));

    /// <summary>What is inside; null where no key opens it.</summary>
    public string? Decrypt(string text)
    {
        var parts = text.Split('.');
        if (parts.Any(part => !System.Buffers.Text.Base64Url.IsValid(part)))
        {
            return null;
        }

        var bytes = Array.ConvertAll(parts, part => System.Buffers.Text.Base64Url.DecodeFromChars(part));
        foreach (var key in All)
        {
            try
            {
                if (JsonNode.Parse(bytes[0]) is JsonObject header
                    && header.ReadString(JoseNames.Algorithm) == key.Algorithm
                    && ContentCipher.Find(header.ReadString(JoseNames.Encryption)) is { } cipher)
                {
                    var contentKey = key.Open(header, cipher, bytes[1]);
                    return Encoding.UTF8.GetString(cipher.Decrypt(contentKey, bytes[2], bytes[3], bytes[4], Encoding.UTF8.GetBytes(parts[0])));
                }
            }
            catch (Exception exception) when (exception is CryptographicException or JsonException or ArgumentException)
            {
                // Another key may be the one.
                continue;
            }
        }

        return null;
    }
}
