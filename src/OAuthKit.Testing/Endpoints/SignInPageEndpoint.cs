namespace OAuthKit.Testing;

/// <summary>Takes what a user in a browser chose on the page of the authorization endpoint.</summary>
internal sealed class SignInPageEndpoint(TestAuthorizationServer server) : TestEndpoint("sign_in", "POST", server.IssuerPath.TrimEnd('/') + "/sign_in")
{
    public string Address => server.Address + Path;

    internal override ValueTask<TestResponse> HandleAsync(TestRequest request, CancellationToken cancellationToken) => new(server.Authorization.Continue(request));
}
