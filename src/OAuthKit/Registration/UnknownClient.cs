namespace OAuthKit;

/// <summary>What to say about the name of a client that nobody registered.</summary>
internal static class UnknownClient
{
    public static string Describe(string name, IReadOnlyCollection<string> known) =>
        $"There is no OAuth client \"{ServerText.Clean(name)}\".{Suggest(name, known)}";

    public static string Suggest(string name, IReadOnlyCollection<string> known) =>
        EditDistance.Nearest(name, known) is { } nearest ? $" Did you mean {nearest}?"
        : known.Count > 0 ? $" There are {string.Join(", ", known)}."
        : " There is none at all: add it under OAuth:Clients, or by AddOAuthClient.";
}
