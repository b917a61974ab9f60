using System.Text;
using System.Text.Json;

namespace OAuthKit;

/// <summary>A JSON value in pieces of text, so that a test can write what no writer of JSON writes.</summary>
internal sealed class JsonDraft
{
    private JsonDraft(string? text, List<string>? names, List<JsonDraft> values)
    {
        Text = text;
        Names = names;
        Values = values;
    }

    /// <summary>A value without parts, as it stands in the text; null for objects and arrays.</summary>
    public string? Text { get; private set; }

    /// <summary>The names of an object, with their quotes; null for all else.</summary>
    public List<string>? Names { get; private set; }

    /// <summary>The values of an object or an array.</summary>
    public List<JsonDraft> Values { get; private set; }

    public static JsonDraft Of(string text) => new(text, null, []);

    public static JsonDraft Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Of(document.RootElement);
    }

    /// <summary>Every object and array in it that has a member, itself first.</summary>
    public IEnumerable<JsonDraft> Containers()
    {
        if (Values.Count > 0)
        {
            yield return this;
        }

        foreach (var value in Values)
        {
            foreach (var container in value.Containers())
            {
                yield return container;
            }
        }
    }

    public JsonDraft Copy() => new(Text, Names is null ? null : [.. Names], Values.ConvertAll(value => value.Copy()));

    public void Become(string text) => (Text, Names, Values) = (text, null, []);

    /// <summary>Puts itself into an array, or into an object under a name.</summary>
    public void Wrap(string? name = null) => (Text, Names, Values) = (null, name is null ? null : [name], [new JsonDraft(Text, Names, Values)]);

    public void Insert(int at, string? name, JsonDraft value)
    {
        Names?.Insert(at, name ?? "\"\"");
        Values.Insert(at, value);
    }

    public void Remove(int at)
    {
        Names?.RemoveAt(at);
        Values.RemoveAt(at);
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        WriteTo(text);
        return text.ToString();
    }

    private static JsonDraft Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => new(null, [.. value.EnumerateObject().Select(member => $"\"{member.Name}\"")], [.. value.EnumerateObject().Select(member => Of(member.Value))]),
        JsonValueKind.Array => new(null, null, [.. value.EnumerateArray().Select(Of)]),
        _ => Of(value.GetRawText()),
    };

    private void WriteTo(StringBuilder text)
    {
        if (Text is not null)
        {
            text.Append(Text);
            return;
        }

        text.Append(Names is null ? '[' : '{');
        for (var i = 0; i < Values.Count; i++)
        {
            text.Append(i > 0 ? "," : "");
            if (Names is not null)
            {
                text.Append(Names[i]).Append(':');
            }

            Values[i].WriteTo(text);
        }

        text.Append(Names is null ? ']' : '}');
    }
}
