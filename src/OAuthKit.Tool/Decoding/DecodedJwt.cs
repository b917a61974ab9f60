using System.Buffers.Text;
using System.Text.Json;

namespace OAuthKit.Tool.Decoding;

/// <summary>A JWT, taken apart without a look at its signature.</summary>
internal sealed record DecodedJwt(JsonElement Header, JsonElement? Claims)
{
    public static DecodedJwt Read(string text)
    {
        var parts = text.Split('.');
        if (parts.Length is not (3 or 5) || Object(parts[0]) is not { } header)
        {
            throw new UsageException("This isn't a JWT in compact form: three parts with dots between them, or five where it is encrypted.");
        }

        return parts.Length == 5
            ? new(header, null)
            : new(header, Object(parts[1]) ?? throw new UsageException("The second part of the JWT isn't one JSON object: it has no claims."));
    }

    private static JsonElement? Object(string part)
    {
        try
        {
            using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(part));
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }
}
