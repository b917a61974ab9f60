using System.Buffers;
using System.Text.Json;

namespace OAuthKit;

/// <summary>A JSON body whose top-level members may be null.</summary>
internal sealed class JsonApiBody(byte[] json) : ApiBody
{
    internal override HttpContent CreateContent(NullFields nulls, BooleanFields booleans) => new ByteArrayContent(Apply(nulls))
    {
        Headers = { ContentType = new(Wire.Json, "utf-8") },
    };

    private byte[] Apply(NullFields nulls)
    {
        if (nulls == NullFields.Include)
        {
            return json;
        }

        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            return json;
        }

        var output = new ArrayBufferWriter<byte>(json.Length);
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (member.Value.ValueKind != JsonValueKind.Null)
                {
                    member.WriteTo(writer);
                }
                else if (nulls == NullFields.Empty)
                {
                    writer.WriteString(member.Name, "");
                }
            }

            writer.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }
}
