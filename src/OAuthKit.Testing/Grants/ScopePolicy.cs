namespace OAuthKit.Testing;

internal static class ScopePolicy
{
    public static bool TryGrant(TestTokenRequest request, out IReadOnlyList<string> scopes) => TryGrant(request.Server, request.Client, request.Form, out scopes);

    public static bool TryGrant(TestAuthorizationServer server, TestClient client, RequestValues values, out IReadOnlyList<string> scopes)
    {
        scopes = ScopeText.Split(values[ParameterNames.Scope]);
        if (scopes.Count == 0)
        {
            scopes = [.. client.Scopes ?? []];
        }

        return scopes.All(scope => Allows(server.Options.Scopes, scope) && Allows(client.Scopes, scope));
    }

    /// <summary>RFC 6749 section 6: no scope that the user didn't grant, and all of them where the request names none.</summary>
    public static bool TryNarrow(TestTokenRequest request, UserGrant grant, out IReadOnlyList<string> scopes)
    {
        scopes = ScopeText.Split(request.Form[ParameterNames.Scope]);
        if (scopes.Count == 0)
        {
            scopes = grant.Scopes;
        }

        return scopes.All(grant.Scopes.Contains);
    }

    private static bool Allows(IReadOnlyCollection<string>? known, string scope) => known?.Contains(scope) ?? true;
}
