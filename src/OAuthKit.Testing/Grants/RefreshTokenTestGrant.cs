namespace OAuthKit.Testing;

/// <summary>RFC 6749 section 6, with rotation and the detection of reuse (RFC 9700 section 4.14.2).</summary>
internal sealed class RefreshTokenTestGrant : TestGrant
{
    public override string GrantType => GrantTypes.RefreshToken;

    protected internal override ValueTask<TestResponse> RespondAsync(TestTokenRequest request, CancellationToken cancellationToken) => new(Respond(request));

    private static TestResponse Respond(TestTokenRequest request)
    {
        if (request.Form[ParameterNames.RefreshToken] is not { Length: > 0 } text)
        {
            return TestResponse.Error(ErrorCodes.InvalidRequest, "The request has no refresh_token.");
        }

        if (request.Server.Issuance.RefreshTokens.Find(text) is not { } token || token.Grant.ClientId != request.Client.ClientId)
        {
            return Refuse("The refresh token is unknown, or another client's.");
        }

        if (token.IsUsed)
        {
            return RefuseReuse(request, token);
        }

        if (token.Grant.Family.IsRevoked)
        {
            return Refuse("The refresh token was revoked.");
        }

        if (request.Server.TimeProvider.GetUtcNow() >= token.ExpiresAt)
        {
            return Refuse("The refresh token has expired.");
        }

        var rotates = request.Server.RotatesRefreshTokens;
        var isReused = false;
        var response = UserTokens.Respond(request, token.Grant, rotates, () => !rotates || !(isReused = !token.TryUse()));
        return isReused ? RefuseReuse(request, token) : response;
    }

    private static TestResponse RefuseReuse(TestTokenRequest request, IssuedRefreshToken token)
    {
        token.Grant.Family.Revoke(request.Server.Tokens);
        request.Server.Issuance.CountRefreshTokenReuse();
        return Refuse("The refresh token was used before; all tokens of its family are revoked.");
    }

    private static TestResponse Refuse(string description) => TestResponse.Error(ErrorCodes.InvalidGrant, description);
}
