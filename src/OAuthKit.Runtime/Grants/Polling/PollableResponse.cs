using System.Text.Json;

namespace OAuthKit;

/// <summary>What a device authorization response and a backchannel authentication response have in common: how long, and how often.</summary>
internal sealed class PollableResponse(string name, string section, string fault, params string[] members)
{
    /// <summary>REQUIRED: seconds.</summary>
    public TimeSpan ReadLifetime(JsonElement root) =>
        root.TryGetProperty(Wire.ExpiresIn, out var value) && SecondsOrNull(value) is { } seconds
            ? TimeSpan.FromSeconds(Math.Min(Math.Floor(seconds), PollSchedule.LongestLifetime.TotalSeconds))
            : throw Invalid(Wire.ExpiresIn, "a number of seconds from zero");

    /// <summary>OPTIONAL: seconds, 5 where absent. JSON null counts as absent.</summary>
    public TimeSpan ReadInterval(JsonElement root)
    {
        if (!root.TryGetProperty(Wire.Interval, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return TokenPoller.DefaultInterval;
        }

        return SecondsOrNull(value) is { } seconds
            ? TimeSpan.FromSeconds(Math.Min(Math.Ceiling(seconds), PollSchedule.LongestInterval.TotalSeconds))
            : throw Invalid(Wire.Interval, "a number of seconds from zero");
    }

    public OAuthException Invalid(string member, string expected) =>
        new(fault, $"The \"{member}\" of the {name} is missing or isn't {expected} ({section}).");

    /// <summary>What neither both kinds of response nor this one knows.</summary>
    public IReadOnlyDictionary<string, JsonElement> ReadOthers(JsonElement root)
    {
        Dictionary<string, JsonElement>? others = null;
        foreach (var member in root.EnumerateObject())
        {
            if (!IsKnown(member.Name))
            {
                (others ??= new(StringComparer.Ordinal))[member.Name] = member.Value.Clone();
            }
        }

        return others ?? TokenSet.NoOtherMembers;
    }

    private bool IsKnown(string member) => member is Wire.ExpiresIn or Wire.Interval || Array.IndexOf(members, member) >= 0;

    // A number, and nothing that looks like one: these two decide how often a server is asked.
    private static double? SecondsOrNull(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && seconds >= 0 ? seconds : null;
}
