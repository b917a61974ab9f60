namespace OAuthKit;

/// <summary>What to say about a key that isn't known: the right one, where it can be guessed.</summary>
internal sealed class KeyAdvice(IReadOnlyDictionary<string, string> synonyms, string[] later)
{
    private const string DangerPrefix = "Dangerously";

    public string About(string key, string[] known)
    {
        var plain = Plain(key);
        if (plain.StartsWith(DangerPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return "can't be configured: a danger switch is set in code only.";
        }

        if (Find(later, plain) is not null)
        {
            return "isn't supported by this version of OAuthKit.";
        }

        if ((Find(known, plain) ?? synonyms.GetValueOrDefault(plain)) is { } use)
        {
            return $"isn't a key of OAuthKit: use {use}.";
        }

        return EditDistance.Nearest(plain, known) is { } nearest
            ? $"isn't a key of OAuthKit: did you mean {nearest}?"
            : $"isn't a key of OAuthKit. The keys here are {string.Join(", ", known)}.";
    }

    private static string? Find(string[] names, string name) =>
        Array.Find(names, candidate => string.Equals(candidate, name, StringComparison.OrdinalIgnoreCase));

    // client_id and client-id are ClientId.
    private static string Plain(string key) =>
        key.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
}
