using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>Signed JWTs in compact form (RFC 7515 section 7.1).</summary>
internal static class Jws
{
    public static JsonObject CreateHeader(TestSigningKey key, string? type, JsonObject? more)
    {
        var header = new JsonObject { [JoseNames.Algorithm] = key.Algorithm, [JoseNames.KeyId] = key.KeyId };
        if (type is not null)
        {
            header[JoseNames.Type] = type;
        }

        foreach (var (name, value) in more ?? [])
        {
            header[name] = value?.DeepClone();
        }

        return header;
    }

    public static string Write(TestSigningKey key, JsonObject header, JsonObject claims)
    {
        var content = Encode(header) + "." + Encode(claims);
        return content + "." + Base64Url.EncodeToString(key.Sign(Encoding.UTF8.GetBytes(content)));
    }

    /// <summary>Reads what a key of the list signed; null for anything else.</summary>
    public static JsonObject? Read(string text, IEnumerable<TestSigningKey> keys, string type)
    {
        var parts = text.Split('.');
        if (parts.Length != 3 || Decode(parts[0]) is not { } header || header.ReadString(JoseNames.Type) != type)
        {
            return null;
        }

        var keyId = header.ReadString(JoseNames.KeyId);
        var algorithm = header.ReadString(JoseNames.Algorithm);
        var key = keys.FirstOrDefault(key => key.KeyId == keyId && key.Algorithm == algorithm);
        return key is not null && Base64Url.IsValid(parts[2]) && IsSigned(key, text, parts[2]) ? Decode(parts[1]) : null;
    }

    private static bool IsSigned(TestSigningKey key, string text, string signature) =>
        key.Verify(Encoding.UTF8.GetBytes(text[..^(signature.Length + 1)]), Base64Url.DecodeFromChars(signature));

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));

    private static JsonObject? Decode(string part)
    {
        if (!Base64Url.IsValid(part))
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(Base64Url.DecodeFromChars(part)) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
