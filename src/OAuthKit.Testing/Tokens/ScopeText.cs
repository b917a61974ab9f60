namespace OAuthKit.Testing;

internal static class ScopeText
{
    public static IReadOnlyList<string> Split(string? scope) => scope?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    public static string Join(IEnumerable<string> scopes) => string.Join(' ', scopes);
}
