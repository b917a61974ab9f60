using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>The client registration endpoint (<see href="https://www.rfc-editor.org/rfc/rfc7591#section-3">RFC 7591 section 3</see>), at <c>/register</c>.</summary>
/// <example><code>server.Registration.InitialAccessToken = "initial";</code></example>
public sealed class RegistrationEndpoint : TestEndpoint
{
    private const string Realm = "registration";

    private readonly TestAuthorizationServer _server;

    internal RegistrationEndpoint(TestAuthorizationServer server)
        : base("registration", "POST", server.IssuerPath.TrimEnd('/') + "/register")
    {
        _server = server;
    }

    /// <summary>The endpoint's whole address.</summary>
    public string Address => _server.Address + Path;

    /// <summary>The token without which nobody registers.</summary>
    /// <value>Default: null, anybody may register.</value>
    public string? InitialAccessToken { get; set; }

    internal override void Describe(JsonObject metadata) => metadata[MetadataNames.RegistrationEndpoint] = Address;

    internal override ValueTask<TestResponse> HandleAsync(TestRequest request, CancellationToken cancellationToken) => new(Respond(request));

    private TestResponse Respond(TestRequest request)
    {
        if (InitialAccessToken is { } token && SentToken.ReadBearer(request) != token)
        {
            return request.Headers.Contains(HeaderNames.Authorization) ? Challenge.InvalidToken(Realm, "The initial access token is wrong.") : Challenge.NoToken(Realm);
        }

        if (ClientMetadata.TryRead(_server, request, out var metadata) is { } refusal)
        {
            return refusal;
        }

        // RFC 7591 section 3.2.1: what the server chose is said too.
        metadata[ClientMetadataNames.TokenEndpointAuthMethod] = ClientMetadata.ReadAuthenticationMethod(metadata);
        metadata[ClientMetadataNames.GrantTypes] = ClientMetadata.ReadGrantTypes(metadata).ToJsonArray();
        metadata.Remove(ParameterNames.ClientId);
        metadata.Remove(ParameterNames.ClientSecret);
        var registration = new ClientRegistration(
            "client-" + RandomText.Create(12), ClientMetadata.NeedsSecret(metadata) ? RandomText.Create(32) : null, _server.TimeProvider.GetUtcNow(), metadata);
        _server.Registrations.Save(registration);
        return registration.Respond(_server, 201);
    }
}
