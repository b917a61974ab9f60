using System.Globalization;
using System.Text.Json;

namespace OAuthKit.Tool.Output;

/// <summary>Values of JSON as a person reads them.</summary>
internal static class Words
{
    private static readonly HashSet<string> _times = ["exp", "iat", "nbf", "auth_time", "updated_at", "client_id_issued_at", "client_secret_expires_at"];

    public static string Of(string name, JsonElement value, TimeProvider time) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number when _times.Contains(name) && value.TryGetDouble(out var seconds) && seconds is > 0 and < 253402300799 =>
            $"{value.GetRawText()}  ({Of(DateTimeOffset.UnixEpoch.AddSeconds(seconds), time.GetUtcNow())})",
        JsonValueKind.Array when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
            string.Join(' ', value.EnumerateArray().Select(item => item.GetString())),
        _ => value.GetRawText(),
    };

    public static string Of(DateTimeOffset at, DateTimeOffset now) =>
        $"{at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC, {(at >= now ? $"in {Of(at - now)}" : $"{Of(now - at)} ago")}";

    public static string Of(TimeSpan span) => span switch
    {
        { TotalSeconds: < 90 } => Count(span.TotalSeconds, "second"),
        { TotalMinutes: < 90 } => Count(span.TotalMinutes, "minute"),
        { TotalHours: < 48 } => Count(span.TotalHours, "hour"),
        _ => Count(span.TotalDays, "day"),
    };

    private static string Count(double number, string unit)
    {
        var whole = (long)Math.Floor(number);
        return whole == 1 ? $"1 {unit}" : string.Create(CultureInfo.InvariantCulture, $"{whole} {unit}s");
    }
}
