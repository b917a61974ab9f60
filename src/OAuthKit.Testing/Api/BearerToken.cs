namespace OAuthKit.Testing;

/// <summary>What an API does with the token of a call (RFC 6750, RFC 9068 section 4).</summary>
internal static class BearerToken
{
    public static string? Read(TestRequest request) =>
        request.Headers.GetAll(HeaderNames.Authorization) is [var header]
        && header.Split(' ', 2) is [var scheme, var token]
        && scheme.Equals(AuthenticationSchemes.Bearer, StringComparison.OrdinalIgnoreCase)
            ? token.Trim()
            : null;

    public static TestResponse? Refuse(TestApi api, TestRequest request, IReadOnlyList<string> scopes)
    {
        var realm = api.Options.Realm;

        // RFC 6750 section 3.1: no token, no error code.
        if (!request.Headers.Contains(HeaderNames.Authorization))
        {
            return Challenge.NoToken(realm);
        }

        // RFC 6750 section 2: one token, sent in one way.
        if (request.Token is not { } token)
        {
            return Challenge.InvalidRequest(realm);
        }

        if (!token.IsGenuine || token.Issuer != api.Server.Issuer)
        {
            return Challenge.InvalidToken(realm, "The authorization server didn't issue the token.");
        }

        if (token.ExpiresAt is not { } expiresAt || api.TimeProvider.GetUtcNow() >= expiresAt)
        {
            return Challenge.InvalidToken(realm, "The token has expired.");
        }

        if (api.Server.Tokens.IsRevoked(token))
        {
            return Challenge.InvalidToken(realm, "The token was revoked.");
        }

        // RFC 8705 section 3.
        if (!CertificateBinding.Holds(token, request))
        {
            return Challenge.InvalidToken(realm, "The token is bound to another certificate than the one of the connection.");
        }

        if (api.Options.Audience is { } audience && !token.Audiences.Contains(audience))
        {
            return Challenge.InvalidToken(realm, "The token is for another audience.");
        }

        return scopes.All(token.Scopes.Contains) ? null : Challenge.InsufficientScope(realm, scopes);
    }
}
