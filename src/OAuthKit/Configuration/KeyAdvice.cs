namespace OAuthKit;

/// <summary>What to say about a key that isn't known: the right one, where it can be guessed.</summary>
internal sealed class KeyAdvice(IReadOnlyDictionary<string, string> synonyms, IReadOnlyCollection<string> later)
{
    private const string DangerPrefix = "Dangerously";

    public string About(string key, IEnumerable<string> known)
    {
        var plain = Plain(key);
        if (plain.StartsWith(DangerPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return "can't be configured: a danger switch is set in code only.";
        }

        if (later.Contains(plain, StringComparer.OrdinalIgnoreCase))
        {
            return "isn't supported by this version of OAuthKit.";
        }

        string[] names = [.. known];
        if ((names.FirstOrDefault(name => string.Equals(name, plain, StringComparison.OrdinalIgnoreCase)) ?? synonyms.GetValueOrDefault(plain)) is { } use)
        {
            return $"isn't a key of OAuthKit: use {use}.";
        }

        return EditDistance.Nearest(plain, names) is { } nearest
            ? $"isn't a key of OAuthKit: did you mean {nearest}?"
            : $"isn't a key of OAuthKit. The keys here are {string.Join(", ", names)}.";
    }

    // client_id and client-id are ClientId.
    private static string Plain(string key) =>
        key.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
}
