namespace OAuthKit.Testing;

/// <summary>The refusals of RFC 6750 section 3.</summary>
internal static class Challenge
{
    public static TestResponse NoToken(string realm) => Create(401, $"Bearer realm=\"{realm}\"");

    public static TestResponse InvalidRequest(string realm) => Create(400, realm, ErrorCodes.InvalidRequest, "The call carries something else than one bearer token.");

    public static TestResponse InvalidToken(string realm, string description) => Create(401, realm, ErrorCodes.InvalidToken, description);

    public static TestResponse InsufficientScope(string realm, IReadOnlyList<string> scopes) =>
        Create(403, $"{Text(realm, ErrorCodes.InsufficientScope, "The token lacks a scope.")}, scope=\"{ScopeText.Join(scopes)}\"");

    private static TestResponse Create(int statusCode, string realm, string error, string description) => Create(statusCode, Text(realm, error, description));

    private static TestResponse Create(int statusCode, string challenge) => TestResponse.Empty(statusCode).WithHeader(HeaderNames.WwwAuthenticate, challenge);

    private static string Text(string realm, string error, string description) => $"Bearer realm=\"{realm}\", error=\"{error}\", error_description=\"{description}\"";
}
