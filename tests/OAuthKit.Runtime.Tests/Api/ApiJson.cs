using System.Text.Json.Serialization;

namespace OAuthKit;

internal sealed record ApiNote(string? Name, bool? Done, int Count, ApiNote? Inner = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ApiNote))]
[JsonSerializable(typeof(int[]))]
internal sealed partial class ApiJson : JsonSerializerContext;
