namespace OAuthKit.Testing;

/// <summary>RFC 7523 section 2.1.</summary>
internal sealed class JwtBearerTestGrant : TestGrant
{
    public override string GrantType => GrantTypes.JwtBearer;

    protected internal override ValueTask<TestResponse> RespondAsync(TestTokenRequest request, CancellationToken cancellationToken) => new(Respond(request));

    private static TestResponse Respond(TestTokenRequest request)
    {
        if (request.Form[ParameterNames.Assertion] is not { Length: > 0 } text)
        {
            return TestResponse.Error(ErrorCodes.InvalidRequest, "The request has no assertion.");
        }

        // RFC 7523 section 3: a JWT, its issuer and signature, its subject, its audience, its times.
        if (SignedJwt.Parse(text) is not { } jwt)
        {
            return Refuse("The assertion isn't a signed JWT.");
        }

        if (!request.Server.IsFromTrustedIssuer(jwt, request.Client))
        {
            return Refuse("The assertion's issuer isn't trusted, or its signature is wrong.");
        }

        if (jwt.Claims.ReadString(ClaimNames.Subject) is not { Length: > 0 } subject)
        {
            return Refuse("The assertion has no sub.");
        }

        if (!request.Server.Assertions.IsForGrant(jwt))
        {
            return Refuse("The assertion is for another audience.");
        }

        if (!request.Server.Assertions.IsInTime(jwt))
        {
            return Refuse("The assertion has expired, or isn't valid yet.");
        }

        if (jwt.Claims.ContainsKey(ClaimNames.TokenId) && !request.Server.Assertions.TryUse(jwt))
        {
            return Refuse("The assertion was used before.");
        }

        return request.IssueAccessToken(subject);
    }

    private static TestResponse Refuse(string description) => TestResponse.Error(ErrorCodes.InvalidGrant, description);
}
