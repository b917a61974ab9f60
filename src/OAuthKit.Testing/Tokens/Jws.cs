using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>Signed JWTs in compact form (RFC 7515 section 7.1).</summary>
internal static class Jws
{
    public static JsonObject CreateHeader(TestSigningKey key, string? type, JsonObject? more)
    {
        var header = new JsonObject { [JoseNames.Algorithm] = key.Algorithm };
        if (key.KeyId.Length > 0)
        {
            header[JoseNames.KeyId] = key.KeyId;
        }

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
    public static JsonObject? Read(string text, IEnumerable<TestSigningKey> keys, string type) =>
        SignedJwt.Parse(text) is { } jwt && jwt.Type == type && jwt.IsSignedBy(keys) ? jwt.Claims : null;

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
