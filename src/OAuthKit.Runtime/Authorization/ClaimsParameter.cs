using System.Text;
using System.Text.Json;

namespace OAuthKit;

/// <summary>The <c>claims</c> parameter (OpenID Connect Core section 5.5).</summary>
internal static class ClaimsParameter
{
    private const string UserInfo = "userinfo";
    private const string Acr = "acr";
    private const string Essential = "essential";
    private const string Value = "value";
    private const string Values = "values";

    /// <summary>A JSON object with no other members than <c>id_token</c> and <c>userinfo</c>, each an object whose members are null or objects.</summary>
    public static string? Validate(string? json)
    {
        if (json is null)
        {
            return null;
        }

        using var document = StrictJson.ParseObject(Encoding.UTF8.GetBytes(json));
        if (document is null || !IsValid(document.RootElement))
        {
            throw new ArgumentException("The claims parameter isn't a JSON object with \"id_token\" and \"userinfo\" only, each of them an object whose members are null or objects (OpenID Connect Core section 5.5).", nameof(json));
        }

        return json;
    }

    /// <summary>Section 5.5.1.1: the values of <c>acr</c> of which the ID token must have one; null where none are essential.</summary>
    public static string[]? EssentialAcr(string? json)
    {
        if (json is null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(json);
        if (!document.RootElement.TryGetProperty(Wire.IdToken, out var idToken) || !idToken.TryGetProperty(Acr, out var acr) || acr.ValueKind != JsonValueKind.Object
            || !acr.TryGetProperty(Essential, out var essential) || essential.ValueKind != JsonValueKind.True)
        {
            return null;
        }

        var values = new List<string>();
        if (StrictJson.StringOrNull(acr, Value) is { } value)
        {
            values.Add(value);
        }

        if (acr.TryGetProperty(Values, out var list) && list.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in list.EnumerateArray())
            {
                if (StrictJson.StringOrNull(item) is { } text)
                {
                    values.Add(text);
                }
            }
        }

        return values.Count > 0 ? [.. values] : null;
    }

    private static bool IsValid(JsonElement root)
    {
        foreach (var member in root.EnumerateObject())
        {
            if (member.Name is not (Wire.IdToken or UserInfo) || member.Value.ValueKind != JsonValueKind.Object)
            {
                return false;
            }

            foreach (var claim in member.Value.EnumerateObject())
            {
                // Section 5.5.1: null asks for the claim in the default manner.
                if (claim.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Object))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
