namespace OAuthKit.Testing;

/// <summary>An endpoint that takes a form from a client, which proves itself as at the token endpoint.</summary>
public abstract class ClientEndpoint : TestEndpoint
{
    private protected ClientEndpoint(TestAuthorizationServer server, string name, string path)
        : base(name, "POST", server.IssuerPath.TrimEnd('/') + path)
    {
        Server = server;
    }

    /// <summary>The endpoint's whole address.</summary>
    public string Address => Server.Address + Path;

    private protected TestAuthorizationServer Server { get; }

    internal override async ValueTask<TestResponse> HandleAsync(TestRequest request, CancellationToken cancellationToken)
    {
        if (FormCheck.Refuse(request) is { } refusal)
        {
            return refusal;
        }

        var response = ClientAuthenticator.TryAuthenticate(Server, request, out var client, out refusal)
            ? await RespondAsync(client, request, cancellationToken).ConfigureAwait(false)
            : refusal;
        return Server.Personality.Answer(request, response);
    }

    private protected abstract ValueTask<TestResponse> RespondAsync(TestClient client, TestRequest request, CancellationToken cancellationToken);
}
