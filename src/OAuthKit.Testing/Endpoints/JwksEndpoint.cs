using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>The server's public keys (<see href="https://www.rfc-editor.org/rfc/rfc7517#section-5">RFC 7517 section 5</see>).</summary>
public sealed class JwksEndpoint : TestEndpoint
{
    private readonly TestAuthorizationServer _server;

    internal JwksEndpoint(TestAuthorizationServer server)
        : base("jwks", "GET", server.IssuerPath.TrimEnd('/') + "/jwks")
    {
        _server = server;
    }

    internal override void Describe(JsonObject metadata) => metadata[MetadataNames.JwksUri] = _server.Address + Path;

    internal override ValueTask<TestResponse> HandleAsync(TestRequest request, CancellationToken cancellationToken) =>
        new(TestResponse.Json(new JsonObject { [JoseNames.Keys] = new JsonArray([.. _server.Tokens.Keys.Select(key => key.ToPublicJwk())]) }));
}
