namespace OAuthKit.Testing;

/// <summary>A client that proves itself with a signed JWT (RFC 7523 section 2.2).</summary>
internal abstract class AssertionAuthenticator : ClientAuthenticator
{
    public override bool IsTried(TestAuthorizationServer server, TestRequest request) =>
        request.Form[ParameterNames.ClientAssertion] is { } assertion && IsMine(SignedJwt.Parse(assertion)?.Algorithm);

    public override string? ReadClientId(TestRequest request) => Read(request)?.Claims.ReadString(ClaimNames.Subject);

    public override bool Proves(TestAuthorizationServer server, TestRequest request, TestClient client)
    {
        // RFC 7521 section 4.2: the assertion says what it is.
        if (request.Form[ParameterNames.ClientAssertionType] != AssertionTypes.JwtBearer || Read(request) is not { } jwt)
        {
            return false;
        }

        // The type of a client assertion, or what came before there was one.
        if (jwt.Type is not (null or JoseNames.JwtType or JoseNames.ClientAuthenticationType))
        {
            return false;
        }

        // RFC 7523 section 3: the signature, then iss and sub, then the times, then whom it is for, and no second use.
        return IsSigned(jwt, client)
            && jwt.Claims.ReadString(ClaimNames.Issuer) == client.ClientId
            && jwt.Claims.ReadString(ClaimNames.Subject) == client.ClientId
            && server.Assertions.IsInTime(jwt)
            && server.Assertions.IsForClientAuthentication(jwt, request)
            && server.Assertions.TryUse(jwt);
    }

    protected abstract bool IsMine(SignatureAlgorithm? algorithm);

    protected abstract bool IsSigned(SignedJwt jwt, TestClient client);

    private static SignedJwt? Read(TestRequest request) => SignedJwt.Parse(request.Form[ParameterNames.ClientAssertion]);
}
