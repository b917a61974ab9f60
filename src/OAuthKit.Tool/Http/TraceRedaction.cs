using System.Net;
using System.Text;
using System.Text.Json;

namespace OAuthKit.Tool.Http;

/// <summary>
/// What of a request or response may be shown: values under names that are known to be harmless. All others are replaced, and
/// remembered as secrets, in case that another text repeats them.
/// </summary>
internal sealed class TraceRedaction(Trace trace)
{
    private const string Redacted = "[redacted]";
    private const int MaxLength = 8 * 1024;

    private static readonly HashSet<string> _harmless =
    [
        "grant_type", "client_id", "scope", "resource", "audience", "redirect_uri", "response_type", "response_mode", "code_challenge_method",
        "client_assertion_type", "token_type_hint", "subject_token_type", "actor_token_type", "requested_token_type", "issued_token_type",
        "max_age", "acr_values", "prompt", "display", "ui_locales", "username", "login_hint", "binding_message", "requested_expiry",
        "token_type", "error", "error_description", "error_uri", "verification_uri", "user_code", "issuer", "iss", "sub", "aud",
        "kty", "alg", "use", "kid", "crv", "typ", "cty", "acr", "azp", "token_endpoint_auth_method", "application_type", "title", "detail", "type",
    ];

    public string Url(Uri url)
    {
        var address = url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        return url.Query.Length > 1 ? $"{address}?{Form(url.Query[1..])}" : address;
    }

    public string Body(string? mediaType, string text)
    {
        if (text.Length == 0)
        {
            return "";
        }

        if (string.Equals(mediaType, "application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            return Form(text);
        }

        if (mediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) == true && Json(text) is { } json)
        {
            return json.Length > MaxLength ? json[..MaxLength] + "..." : json;
        }

        trace.Learn(text.Trim());
        return $"[{text.Length} characters of {mediaType ?? "no type"}]";
    }

    private string Form(string form) => string.Join('&', form.Split('&').Select(field =>
    {
        var (name, value) = field.Split('=', 2) is [var first, var second] ? (first, second) : (field, "");
        return _harmless.Contains(name) ? field : $"{name}={Hide(WebUtility.UrlDecode(value))}";
    }));

    private string? Json(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            using var output = new MemoryStream();
            using (var writer = new Utf8JsonWriter(output, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                Write(writer, "", document.RootElement);
            }

            return Encoding.UTF8.GetString(output.ToArray());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Write(Utf8JsonWriter writer, string name, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Name, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, name, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String when !IsHarmless(name):
                writer.WriteStringValue(Hide(value.GetString()!));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    // Members of metadata are known by their endings; a request_uri and a complete verification URI hold a handle.
    private static bool IsHarmless(string name) =>
        _harmless.Contains(name)
        || name.EndsWith("_endpoint", StringComparison.Ordinal)
        || name.EndsWith("_supported", StringComparison.Ordinal)
        || name is "jwks_uri" or "grant_types" or "response_types" or "redirect_uris";

    private string Hide(string value)
    {
        trace.Learn(value);
        return value.Length == 0 ? "" : Redacted;
    }
}
