using System.Text.Json;

namespace OAuthKit;

/// <summary>A time in seconds since 1970, which may have a fraction (RFC 7519 section 2).</summary>
internal static class NumericDate
{
    private static readonly double _last = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    public static bool TryRead(JsonElement value, out DateTimeOffset time)
    {
        time = default;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var seconds) || !double.IsFinite(seconds) || seconds < 0 || seconds > _last)
        {
            return false;
        }

        time = DateTimeOffset.UnixEpoch.AddSeconds(seconds);
        return true;
    }
}
