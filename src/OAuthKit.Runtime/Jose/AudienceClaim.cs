using System.Text.Json;

namespace OAuthKit;

/// <summary>The <c>aud</c> claim: a string, or a list of strings (RFC 7519 section 4.1.3).</summary>
internal static class AudienceClaim
{
    /// <summary>The audiences; null where it is neither.</summary>
    public static IReadOnlyList<string>? Read(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return StrictJson.StringOrNull(value) is { } one ? [one] : null;
        }

        var audiences = new List<string>();
        foreach (var item in value.EnumerateArray())
        {
            if (StrictJson.StringOrNull(item) is not { } audience)
            {
                return null;
            }

            audiences.Add(audience);
        }

        return audiences;
    }

    public static bool Contains(IReadOnlyList<string> audiences, string audience)
    {
        foreach (var item in audiences)
        {
            if (item == audience)
            {
                return true;
            }
        }

        return false;
    }
}
