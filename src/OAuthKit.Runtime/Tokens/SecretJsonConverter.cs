using System.Text.Json;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>Refuses to write or read a secret as plain JSON, where it would end in a log or a file unnoticed.</summary>
internal sealed class SecretJsonConverter<T> : JsonConverter<T>
{
    private static NotSupportedException Refusal { get; } = new(
        typeof(T) == typeof(TokenSet)
            ? "A TokenSet isn't serialized as plain JSON, so that no token ends up in a log or a file by accident. Use TokenSet.ToJson and TokenSet.FromJson, and protect what they give."
            : $"A value of type {typeof(T).Name} isn't serialized, so that no secret ends up in a log or a file by accident.{(typeof(T).IsSubclassOf(typeof(Secret)) ? " Use its Reveal method and protect what it gives." : "")}");

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw Refusal;

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => throw Refusal;
}
