using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>The server's metadata at one of its two places. <see cref="TestTarget.Mutate"/> changes what it says.</summary>
/// <example><code>
/// server.OpenIdDiscovery.Enabled = false;
/// server.OAuthDiscovery.Mutate(metadata => metadata["issuer"] = "https://evil.test");
/// </code></example>
public sealed class MetadataEndpoint : TestEndpoint
{
    private const string OpenIdPath = "/.well-known/openid-configuration";
    private const string OAuthPath = "/.well-known/oauth-authorization-server";

    private readonly TestAuthorizationServer _server;

    private MetadataEndpoint(TestAuthorizationServer server, string name, string path)
        : base(name, "GET", path)
    {
        _server = server;
    }

    internal static MetadataEndpoint OpenId(TestAuthorizationServer server) =>
        new(server, "openid-configuration", server.IssuerPath.TrimEnd('/') + OpenIdPath);

    internal static MetadataEndpoint OAuth(TestAuthorizationServer server) =>
        new(server, "oauth-authorization-server", OAuthPath + server.IssuerPath.TrimEnd('/'));

    internal override ValueTask<TestResponse> HandleAsync(TestRequest request, CancellationToken cancellationToken)
    {
        var metadata = new JsonObject
        {
            [MetadataNames.Issuer] = _server.Issuer,
            [MetadataNames.ResponseTypesSupported] = new JsonArray(),
            [MetadataNames.SubjectTypesSupported] = new JsonArray("public"),
            [MetadataNames.IdTokenSigningAlgValuesSupported] = _server.SigningAlgorithms.ToJsonArray(),
            [MetadataNames.IdTokenEncryptionAlgValuesSupported] = KeyEncryption.All.Select(algorithm => algorithm.Name).ToJsonArray(),
            [MetadataNames.IdTokenEncryptionEncValuesSupported] = ContentCipher.All.Select(cipher => cipher.Name).ToJsonArray(),
        };
        if (_server.Options.Scopes is { } scopes)
        {
            metadata[MetadataNames.ScopesSupported] = scopes.ToJsonArray();
        }

        if (_server.EncryptionKeys.All is { Count: > 0 } keys)
        {
            metadata[MetadataNames.RequestObjectEncryptionAlgValuesSupported] = keys.Select(key => key.Algorithm).Distinct().ToJsonArray();
            metadata[MetadataNames.RequestObjectEncryptionEncValuesSupported] = ContentCipher.All.Select(cipher => cipher.Name).ToJsonArray();
        }

        foreach (var endpoint in _server.Endpoints.Where(endpoint => endpoint.Enabled))
        {
            endpoint.Describe(metadata);
        }

        AddCertificates(metadata);
        _server.Personality.Describe(metadata);
        return new(TestResponse.Json(metadata));
    }

    // RFC 8705 sections 3.3 and 5.
    private void AddCertificates(JsonObject metadata)
    {
        if (_server.CertificateAuthority is null)
        {
            return;
        }

        metadata[MetadataNames.TlsClientCertificateBoundAccessTokens] = true;
        if (_server.HasMtlsEndpointAliases)
        {
            var aliases = new JsonObject();
            foreach (var endpoint in _server.Endpoints.OfType<ClientEndpoint>().Select(endpoint => endpoint.Address).Append(_server.UserInfo.Address))
            {
                if (metadata.FirstOrDefault(member => member.Value is JsonValue value && value.TryGetValue(out string? address) && address == endpoint).Key is { } name)
                {
                    aliases[name] = _server.MtlsAddress + endpoint[_server.Address.Length..];
                }
            }

            metadata[MetadataNames.MtlsEndpointAliases] = aliases;
        }
    }
}
