namespace OAuthKit.Testing;

internal sealed class NoAuthenticator : ClientAuthenticator
{
    public override string Method => AuthenticationMethods.None;

    public override bool IsTried(TestAuthorizationServer server, TestRequest request) =>
        request.Form.Contains(ParameterNames.ClientId)
        && !request.Headers.Contains(HeaderNames.Authorization)
        && !request.Form.Contains(ParameterNames.ClientSecret)
        && !request.Form.Contains(ParameterNames.ClientAssertion)
        && !All.Any(other => other is CertificateAuthenticator && other.IsTried(server, request));

    public override string? ReadClientId(TestRequest request) => request.Form[ParameterNames.ClientId];

    public override bool Proves(TestAuthorizationServer server, TestRequest request, TestClient client) => client.IsPublic;
}
