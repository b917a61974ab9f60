namespace OAuthKit.Testing;

/// <summary>Issues what a server gives out: access tokens, refresh tokens and codes; and says which of them still work.</summary>
internal sealed class TokenIssuance(TestAuthorizationServer server)
{
    private int _refreshTokenReuses;

    public SecretTable<IssuedRefreshToken> RefreshTokens { get; } = new();

    public SecretTable<IssuedCode> Codes { get; } = new();

    public int RefreshTokenReuses => Volatile.Read(ref _refreshTokenReuses);

    /// <param name="request">What the token shall say.</param>
    /// <param name="family">What it ends with; null where no user granted it.</param>
    public string IssueAccessToken(AccessTokenRequest request, TokenFamily? family = null)
    {
        var claims = AccessTokenClaims.Create(server, request);
        server.Options.AccessTokenClaims?.Invoke(claims);
        request.Claims?.Invoke(claims);
        var text = server.Tokens.Issue(claims);
        if (claims.ReadString(ClaimNames.TokenId) is { } id)
        {
            family?.Add(server.Tokens, id);
        }

        return text;
    }

    public string IssueRefreshToken(UserGrant grant)
    {
        var now = server.TimeProvider.GetUtcNow();
        return RefreshTokens.Add(new IssuedRefreshToken(grant, now, now + server.Options.RefreshTokenLifetime));
    }

    public string IssueCode(TestAuthorizationCode code)
    {
        var grant = new UserGrant(code.ClientId, code.Subject, ScopeText.Split(code.Scope), code.Audiences, code.Nonce) { AuthenticatedAt = server.TimeProvider.GetUtcNow() };
        return IssueCode(code, grant);
    }

    public string IssueCode(TestAuthorizationCode code, UserGrant grant) => Codes.Add(new IssuedCode(code, grant, server.TimeProvider.GetUtcNow() + code.Lifetime));

    public void CountRefreshTokenReuse() => Interlocked.Increment(ref _refreshTokenReuses);

    public bool IsActive(TestToken token) =>
        token.IsGenuine && token.Issuer == server.Issuer && token.ExpiresAt > server.TimeProvider.GetUtcNow() && !server.Tokens.IsRevoked(token);

    public bool IsActive(IssuedRefreshToken token) => !token.IsUsed && !token.Grant.Family.IsRevoked && token.ExpiresAt > server.TimeProvider.GetUtcNow();
}
