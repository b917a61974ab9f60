namespace OAuthKit.Testing;

/// <summary>What an API does with the token of a call (RFC 6750, RFC 9068 section 4, RFC 9449 section 7).</summary>
internal static class SentToken
{
    /// <summary>The token, whether it came by itself or with a proof.</summary>
    public static string? Read(TestRequest request) => ReadBearer(request) ?? ReadProven(request);

    /// <summary>The token where it came by itself.</summary>
    public static string? ReadBearer(TestRequest request) => Read(request, AuthenticationSchemes.Bearer);

    /// <summary>The token where it came with a proof.</summary>
    public static string? ReadProven(TestRequest request) => Read(request, AuthenticationSchemes.Dpop);

    public static async ValueTask<TestResponse?> RefuseAsync(TestApi api, TestRequest request, IReadOnlyList<string> scopes, CancellationToken cancellationToken) =>
        Refuse(api, request)
        ?? await api.Server.Dpop.RefuseCallAsync(request, api.Options.Realm, api.DpopNonce, cancellationToken).ConfigureAwait(false)
        ?? (scopes.All(request.Token!.Scopes.Contains) ? null : Challenge.InsufficientScope(api.Options.Realm, scopes));

    private static string? Read(TestRequest request, string wanted) =>
        request.Headers.GetAll(HeaderNames.Authorization) is [var header]
        && header.Split(' ', 2) is [var scheme, var token]
        && scheme.Equals(wanted, StringComparison.OrdinalIgnoreCase)
            ? token.Trim()
            : null;

    private static TestResponse? Refuse(TestApi api, TestRequest request)
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

        return api.Options.Audience is { } audience && !token.Audiences.Contains(audience)
            ? Challenge.InvalidToken(realm, "The token is for another audience.")
            : null;
    }
}
