using System.Text;
using System.Text.Json;

namespace OAuthKit;

/// <summary>The value of one member of a token response, as its bytes. The default value stands for a member that isn't there.</summary>
internal readonly ref struct TokenMember
{
    private readonly bool _isEscaped;

    /// <summary>The value that a reader stands at. Past an object or array the reader is moved to its end.</summary>
    public TokenMember(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var start = (int)reader.TokenStartIndex;
        Type = reader.TokenType;
        _isEscaped = reader.ValueIsEscaped;
        reader.Skip();
        Raw = json[start..(int)reader.BytesConsumed];
    }

    public JsonTokenType Type { get; }

    /// <summary>The JSON text, a string's quotes included.</summary>
    public ReadOnlySpan<byte> Raw { get; }

    /// <summary>JSON null counts as absent.</summary>
    public bool IsAbsent => Type is JsonTokenType.None or JsonTokenType.Null;

    /// <summary>The characters of a string that has no escapes, byte for byte.</summary>
    public bool TryGetPlainText(out ReadOnlySpan<byte> text)
    {
        var isPlain = Type == JsonTokenType.String && !_isEscaped;
        text = isPlain ? Raw[1..^1] : default;
        return isPlain;
    }

    /// <summary>The string; null for another kind of value, and for one that can't be read.</summary>
    public string? StringOrNull()
    {
        if (TryGetPlainText(out var text))
        {
            return Encoding.UTF8.GetString(text);
        }

        if (Type != JsonTokenType.String)
        {
            return null;
        }

        try
        {
            var reader = new Utf8JsonReader(Raw);
            reader.Read();
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate as an escape is syntactically valid JSON and can't be read.
            return null;
        }
    }
}
