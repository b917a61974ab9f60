using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace OAuthKit;

/// <summary>How every answer of a server is parsed: RFC 8259 to the letter, one value a name, a bounded depth.</summary>
internal static class StrictJson
{
    private const int MaxDepth = 32;

    public static readonly JsonDocumentOptions Options = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = false,
        CommentHandling = JsonCommentHandling.Disallow,
        MaxDepth = MaxDepth,
    };

    /// <summary>The same for a reader, whose caller finds the names that stand twice.</summary>
    public static readonly JsonReaderOptions ReaderOptions = new()
    {
        AllowTrailingCommas = false,
        CommentHandling = JsonCommentHandling.Disallow,
        MaxDepth = MaxDepth,
    };

    /// <summary>Parses one JSON object, or returns null: the caller knows what to say, and no text of the answer gets into an exception.</summary>
    public static JsonDocument? ParseObject(ReadOnlyMemory<byte> utf8)
    {
        // RFC 8259 section 8.1. The parser looks at the bytes of a name or string only when it is read.
        if (!Utf8.IsValid(utf8.Span))
        {
            return null;
        }

        try
        {
            var document = JsonDocument.Parse(utf8, Options);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            return null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>
    /// Writes a value of an answer as it came. The framework's own way refuses strings with half of a surrogate pair, which an
    /// answer may hold where nobody reads it.
    /// </summary>
    public static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    /// <summary>The value of a string member; null where it is absent, JSON null or not a string of valid Unicode.</summary>
    public static string? StringOrNull(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) ? StringOrNull(value) : null;

    /// <summary>The values of a list of strings; null where it isn't one, or a string isn't of valid Unicode.</summary>
    public static List<string>? StringsOrNull(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var list = new List<string>();
        foreach (var item in value.EnumerateArray())
        {
            if (StringOrNull(item) is not { } text)
            {
                return null;
            }

            list.Add(text);
        }

        return list;
    }

    /// <summary>The value of a string; null where it isn't a string of valid Unicode.</summary>
    public static string? StringOrNull(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate as an escape is syntactically valid JSON and can't be read.
            return null;
        }
    }
}
