namespace OAuthKit;

/// <summary>
/// What to say about a key that isn't known: the right one, where it can be guessed. What others call the keys is one text, since a
/// program that is compiled ahead of time carries each string for itself; one that has to be small
/// (<see cref="ClientFeatures.IsMinimal"/>) has none, and finds the nearest key only.
/// </summary>
/// <param name="synonyms">A line each: what others call a key, <c>=</c>, and what to use.</param>
/// <param name="later">Keys that are yet to come.</param>
/// <param name="further">More synonyms.</param>
internal sealed class KeyAdvice(string synonyms, string[] later, string? further = null)
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

        if ((Find(known, plain) ?? Find(synonyms, plain) ?? Find(further, plain)) is { } use)
        {
            return $"isn't a key of OAuthKit: use {use}.";
        }

        return EditDistance.Nearest(plain, known) is { } nearest
            ? $"isn't a key of OAuthKit: did you mean {nearest}?"
            : $"isn't a key of OAuthKit. The keys here are {string.Join(", ", known)}.";
    }

    private static string? Find(string[] names, string name) =>
        Array.Find(names, candidate => string.Equals(candidate, name, StringComparison.OrdinalIgnoreCase));

    private static string? Find(string? synonyms, string name)
    {
        foreach (var line in synonyms.AsSpan().EnumerateLines())
        {
            var end = line.IndexOf('=');
            if (end > 0 && line[..end].Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return line[(end + 1)..].ToString();
            }
        }

        return null;
    }

    // client_id and client-id are ClientId.
    private static string Plain(string key) =>
        key.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
}
