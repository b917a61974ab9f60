using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace OAuthKit;

/// <summary>The form in which a server's keys are kept beyond the process: one JSON object with a version, the issuer, the time at which they were fetched, and the keys.</summary>
internal static class KeyCache
{
    private const int Version = 1;
    private const string VersionName = "v";
    private const string FetchedAtName = "fetched_at";

    public static string Write(string issuer, DateTimeOffset fetchedAt, IReadOnlyList<ServerKey> keys)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber(VersionName, Version);
            writer.WriteString(MetadataNames.Issuer, issuer);
            writer.WriteNumber(FetchedAtName, fetchedAt.ToUnixTimeSeconds());
            writer.WriteStartArray(JoseNames.Keys);
            foreach (var key in keys)
            {
                Write(writer, key);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The keys and their time; null where it isn't what <see cref="Write(string, DateTimeOffset, IReadOnlyList{ServerKey})"/> wrote for this issuer.</summary>
    public static ServerKey[]? Read(string json, string issuer, out DateTimeOffset fetchedAt)
    {
        fetchedAt = default;
        using var document = StrictJson.ParseObject(Encoding.UTF8.GetBytes(json));
        if (document is null
            || !document.RootElement.TryGetProperty(VersionName, out var version) || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != Version
            || StrictJson.StringOrNull(document.RootElement, MetadataNames.Issuer) != issuer
            || !document.RootElement.TryGetProperty(FetchedAtName, out var at) || !NumericDate.TryRead(at, out fetchedAt))
        {
            return null;
        }

        return JsonWebKeyReader.ReadSet(document.RootElement);
    }

    private static void Write(Utf8JsonWriter writer, ServerKey key)
    {
        writer.WriteStartObject();
        writer.WriteString(JoseNames.Kty, key.KeyType);
        WriteOptional(writer, JoseNames.Crv, key.Curve);
        WriteOptional(writer, JoseNames.Kid, key.KeyId);
        WriteOptional(writer, JoseNames.Alg, key.Algorithm);
        WriteOptional(writer, MetadataNames.Issuer, key.Issuer);
        var isRsa = key.KeyType == JoseNames.Rsa;
        writer.WriteString(isRsa ? JoseNames.N : JoseNames.X, Base64Url.EncodeToString(key.First));
        if (key.Second.Length > 0)
        {
            writer.WriteString(isRsa ? JoseNames.E : JoseNames.Y, Base64Url.EncodeToString(key.Second));
        }

        writer.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
