namespace OAuthKit.Testing;

/// <summary>RFC 7522 section 2.1. The assertion's XML is read and its conditions hold; its XML signature isn't looked at.</summary>
internal sealed class Saml2BearerTestGrant : TestGrant
{
    public override string GrantType => GrantTypes.Saml2Bearer;

    protected internal override ValueTask<TestResponse> RespondAsync(TestTokenRequest request, CancellationToken cancellationToken) => new(Respond(request));

    private static TestResponse Respond(TestTokenRequest request)
    {
        if (request.Form[ParameterNames.Assertion] is not { Length: > 0 } text)
        {
            return TestResponse.Error(ErrorCodes.InvalidRequest, "The request has no assertion.");
        }

        // RFC 7522 section 3: an assertion of a trusted issuer, its subject, its audience, its times.
        if (SamlAssertion.Parse(text) is not { } assertion)
        {
            return Refuse("The assertion isn't a SAML 2 assertion in base64url.");
        }

        if (!request.Server.IsTrustedSamlIssuer(assertion.Issuer))
        {
            return Refuse("The assertion's issuer isn't trusted.");
        }

        if (assertion.Subject is not { Length: > 0 } subject)
        {
            return Refuse("The assertion has no subject.");
        }

        if (!assertion.Audiences.Contains(request.Server.Issuer) && !assertion.Audiences.Contains(request.Server.Token.Address))
        {
            return Refuse("The assertion is for another audience.");
        }

        if (!(assertion.ExpiresAt > request.Server.TimeProvider.GetUtcNow()))
        {
            return Refuse("The assertion has expired.");
        }

        return request.IssueAccessToken(subject);
    }

    private static TestResponse Refuse(string description) => TestResponse.Error(ErrorCodes.InvalidGrant, description);
}
