namespace OAuthKit.Testing;

internal static class ScopePolicy
{
    public static bool TryGrant(TestTokenRequest request, out IReadOnlyList<string> scopes)
    {
        scopes = ScopeText.Split(request.Form[ParameterNames.Scope]);
        if (scopes.Count == 0)
        {
            scopes = [.. request.Client.Scopes ?? []];
        }

        return scopes.All(scope => Allows(request.Server.Options.Scopes, scope) && Allows(request.Client.Scopes, scope));
    }

    private static bool Allows(IReadOnlyCollection<string>? known, string scope) => known?.Contains(scope) ?? true;
}
