namespace OAuthKit.Testing;

internal sealed class ClientSecretPostAuthenticator : ClientAuthenticator
{
    public override string Method => AuthenticationMethods.ClientSecretPost;

    public override bool IsTried(TestAuthorizationServer server, TestRequest request) => request.Form.Contains(ParameterNames.ClientSecret);

    public override string? ReadClientId(TestRequest request) => request.Form[ParameterNames.ClientId];

    public override bool Proves(TestAuthorizationServer server, TestRequest request, TestClient client) => request.Form[ParameterNames.ClientSecret] is { } secret && client.HasSecret(secret);
}
