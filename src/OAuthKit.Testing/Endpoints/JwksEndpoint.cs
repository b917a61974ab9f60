using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>The server's public keys (<see href="https://www.rfc-editor.org/rfc/rfc7517#section-5">RFC 7517 section 5</see>).</summary>
public sealed class JwksEndpoint : TestEndpoint
{
    private readonly TestAuthorizationServer _server;
    private ImmutableList<JsonNode?> _strangers = [];

    internal JwksEndpoint(TestAuthorizationServer server)
        : base("jwks", "GET", server.IssuerPath.TrimEnd('/') + "/jwks")
    {
        _server = server;
    }

    /// <summary>Publishes something before the server's own keys, whatever it is: see <see cref="TestJwk"/> for keys that no client should use.</summary>
    /// <param name="key">A JWK, or anything else.</param>
    /// <example><code>server.Jwks.Add(TestJwk.UnknownType());</code></example>
    public void Add(JsonNode? key) => ImmutableInterlocked.Update(ref _strangers, keys => keys.Add(key?.DeepClone()));

    internal override void Describe(JsonObject metadata) => metadata[MetadataNames.JwksUri] = _server.Address + Path;

    internal override ValueTask<TestResponse> HandleAsync(TestRequest request, CancellationToken cancellationToken) =>
        new(TestResponse.Json(new JsonObject { [JoseNames.Keys] = new JsonArray([.. Volatile.Read(ref _strangers).Select(key => key?.DeepClone()), .. Own()]) }));

    private IEnumerable<JsonNode?> Own() =>
        _server.Tokens.Keys.Select(key => key.ToPublicJwk()).Concat(_server.EncryptionKeys.All.Select(key => key.ToPublicJwk()));
}
