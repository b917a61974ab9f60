using System.Buffers.Text;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

internal static class JsonObjectExtensions
{
    public static string? ReadString(this JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>Reads base64url; null where the member is something else.</summary>
    public static byte[]? ReadBytes(this JsonObject json, string name) =>
        json.ReadString(name) is { } text && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;

    public static DateTimeOffset? ReadTime(this JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue(out long seconds) && seconds is >= 0 and < 253402300800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>Reads a string, or the strings of an array.</summary>
    public static IReadOnlyList<string> ReadStrings(this JsonObject json, string name) => json[name] switch
    {
        JsonArray array => [.. array.OfType<JsonValue>().Select(value => value.TryGetValue(out string? text) ? text : null).OfType<string>()],
        _ => json.ReadString(name) is { } text ? [text] : [],
    };

    /// <summary>Writes a single value as a string, and several as an array.</summary>
    public static void WriteStrings(this JsonObject json, string name, IReadOnlyList<string> values) =>
        json[name] = values.Count == 1 ? values[0] : values.ToJsonArray();

    public static JsonArray ToJsonArray(this IEnumerable<string> values) => new([.. values.Select(value => (JsonNode?)value)]);
}
