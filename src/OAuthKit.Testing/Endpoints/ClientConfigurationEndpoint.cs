using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>The client configuration endpoint (<see href="https://www.rfc-editor.org/rfc/rfc7592#section-2">RFC 7592 section 2</see>), at <c>/register/{client_id}</c>: it reads, replaces and deletes what a client registered.</summary>
public sealed class ClientConfigurationEndpoint : TestEndpoint
{
    private const string Realm = "registration";

    /// <summary>RFC 7592 section 2.2: what an update must not send back.</summary>
    private static readonly string[] _serversOwn =
    [
        ClientMetadataNames.RegistrationAccessToken,
        ClientMetadataNames.RegistrationClientUri,
        ClientMetadataNames.ClientIdIssuedAt,
        ClientMetadataNames.ClientSecretExpiresAt,
    ];

    private readonly TestAuthorizationServer _server;

    internal ClientConfigurationEndpoint(TestAuthorizationServer server)
        : base("client_configuration", "GET", server.IssuerPath.TrimEnd('/') + "/register/{client_id}")
    {
        _server = server;
    }

    /// <summary>Whether reading and updating give the client a new registration access token in place of the one that it used.</summary>
    /// <value>Default: false.</value>
    public bool RotatesAccessTokens { get; set; }

    internal string AddressOf(string clientId) => _server.Address + Path.Replace("{client_id}", clientId, StringComparison.Ordinal);

    internal override bool Answers(string method) => method is "GET" or "PUT" or "DELETE";

    internal override ValueTask<TestResponse> HandleAsync(TestRequest request, CancellationToken cancellationToken) => new(Respond(request));

    private TestResponse Respond(TestRequest request)
    {
        if (!request.Headers.Contains(HeaderNames.Authorization))
        {
            return Challenge.NoToken(Realm);
        }

        // RFC 7592 section 2.1: a client that isn't there any more is answered like a wrong token.
        if (_server.Registrations.Find(request.Route["client_id"]) is not { } registration || SentToken.ReadBearer(request) != registration.AccessToken)
        {
            return Challenge.InvalidToken(Realm, "The registration access token is wrong, or the client is gone.");
        }

        request.ClientId = registration.ClientId;
        return request.Method switch
        {
            "PUT" => Update(request, registration),
            "DELETE" => Delete(registration),
            _ => Save(registration, registration.Metadata).Respond(_server, 200),
        };
    }

    private TestResponse Update(TestRequest request, ClientRegistration registration)
    {
        if (ClientMetadata.TryRead(_server, request, out var metadata) is { } refusal)
        {
            return refusal;
        }

        if (_serversOwn.Any(metadata.ContainsKey))
        {
            return TestResponse.Error(ErrorCodes.InvalidRequest, "The update sends back what only the server says (RFC 7592 section 2.2).");
        }

        // RFC 7592 section 2.2: the identifier must be there and right; the secret, where it is there, too.
        if (metadata.ReadString(ParameterNames.ClientId) != registration.ClientId
            || (metadata.ContainsKey(ParameterNames.ClientSecret) && metadata.ReadString(ParameterNames.ClientSecret) != registration.Secret))
        {
            return TestResponse.Error(ErrorCodes.InvalidRequest, "The client_id or the client_secret isn't that of the client.");
        }

        metadata.Remove(ParameterNames.ClientId);
        metadata.Remove(ParameterNames.ClientSecret);
        return Save(registration, metadata).Respond(_server, 200);
    }

    private TestResponse Delete(ClientRegistration registration)
    {
        _server.Registrations.Remove(registration.ClientId);
        return TestResponse.Empty(204);
    }

    private ClientRegistration Save(ClientRegistration registration, JsonObject metadata)
    {
        var secret = ClientMetadata.NeedsSecret(metadata) ? registration.Secret ?? RandomText.Create(32) : null;
        var saved = new ClientRegistration(registration.ClientId, secret, registration.IssuedAt, metadata)
        {
            AccessToken = RotatesAccessTokens ? RandomText.Create(32) : registration.AccessToken,
        };
        _server.Registrations.Save(saved);
        return saved;
    }
}
