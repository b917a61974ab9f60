namespace OAuthKit.Testing;

internal sealed class NoAuthenticator : ClientAuthenticator
{
    public override string Method => AuthenticationMethods.None;

    public override bool IsTried(TestRequest request) =>
        request.Form.Contains(ParameterNames.ClientId)
        && !request.Headers.Contains(HeaderNames.Authorization)
        && !request.Form.Contains(ParameterNames.ClientSecret)
        && !request.Form.Contains(ParameterNames.ClientAssertion);

    public override string? ReadClientId(TestRequest request) => request.Form[ParameterNames.ClientId];

    public override bool Proves(TestRequest request, TestClient client) => client.IsPublic;
}
