using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OAuthKit.Tool.Output;

/// <summary>Writes one JSON object to standard output.</summary>
internal static class JsonResult
{
    // For a terminal or a program, not for a page: quotes and letters of all languages stay readable. Control characters are escaped.
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Action<Utf8JsonWriter> write, bool indented = false)
    {
        using var output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output, indented ? _options with { Indented = true, NewLine = "\n" } : _options))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        Console.Out.WriteLine(Escape(Encoding.UTF8.GetString(output.ToArray())));
    }

    public static void WriteSuccess(Action<Utf8JsonWriter> write) => Write(writer =>
    {
        writer.WriteString("outcome", "success");
        write(writer);
    });

    public static void WriteError(string code, string? error, string message, Action<Utf8JsonWriter>? more = null) => Write(writer =>
    {
        writer.WriteString("outcome", "error");
        writer.WriteString("code", code);
        writer.WriteString("error", error);
        writer.WriteString("message", message);
        more?.Invoke(writer);
    });

    public static void WriteMember(Utf8JsonWriter writer, string name, JsonElement? value)
    {
        writer.WritePropertyName(name);
        if (value is { } element)
        {
            element.WriteTo(writer);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    // The relaxed encoder leaves marks that reorder text: a terminal would act on them.
    private static string Escape(string json)
    {
        var text = new StringBuilder(json.Length);
        foreach (var c in json)
        {
            text.Append(char.IsControl(c) && c != '\n' || c is '\u061C' or '\u200E' or '\u200F' or '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF'
                ? $"\\u{(int)c:x4}"
                : c.ToString());
        }

        return text.ToString();
    }
}
