using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>The token endpoint (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-3.2">RFC 6749 section 3.2</see>): it checks the request, lets the client prove itself, and leaves the rest to the grant.</summary>
/// <example><code>
/// server.Token.Next(Fault.Error("temporarily_unavailable", statusCode: 503));
/// server.Token.Mutate(json => json["expires_in"] = 0);
/// </code></example>
public sealed class TokenEndpoint : ClientEndpoint
{
    private ImmutableDictionary<string, TestGrant> _grants = ImmutableDictionary<string, TestGrant>.Empty;

    internal TokenEndpoint(TestAuthorizationServer server)
        : base(server, "token", "/token")
    {
    }

    /// <summary>Adds a grant, or replaces the one of that type.</summary>
    /// <param name="grant">The grant.</param>
    public void AddGrant(TestGrant grant)
    {
        ArgumentNullException.ThrowIfNull(grant);
        ImmutableInterlocked.Update(ref _grants, grants => grants.SetItem(grant.GrantType, grant));
    }

    /// <summary>Takes a grant away: out of the metadata, and <c>unsupported_grant_type</c> to whoever asks for it.</summary>
    /// <param name="grantType">The value of <c>grant_type</c>.</param>
    /// <returns>False where there was none.</returns>
    public bool RemoveGrant(string grantType) => ImmutableInterlocked.TryRemove(ref _grants, grantType, out _);

    internal override void Describe(JsonObject metadata)
    {
        metadata[MetadataNames.TokenEndpoint] = Address;
        metadata[MetadataNames.GrantTypesSupported] = _grants.Keys.Order(StringComparer.Ordinal).ToJsonArray();
        metadata[MetadataNames.TokenEndpointAuthMethodsSupported] = ClientAuthenticator.MethodsOf(Server).ToJsonArray();
        metadata[MetadataNames.TokenEndpointAuthSigningAlgValuesSupported] = SignatureAlgorithm.All.Select(algorithm => algorithm.Name).ToJsonArray();
        if (Server.Dpop.Enabled)
        {
            metadata[MetadataNames.DpopSigningAlgValuesSupported] = Server.Dpop.Algorithms.ToJsonArray();
        }

        if (_grants.ContainsKey(GrantTypes.AuthorizationCode))
        {
            metadata[MetadataNames.CodeChallengeMethodsSupported] = new JsonArray("S256");
        }
    }

    private protected override async ValueTask<TestResponse> RespondAsync(TestClient client, TestRequest request, CancellationToken cancellationToken)
    {
        if (request.Form[ParameterNames.GrantType] is not { Length: > 0 } grantType)
        {
            return TestResponse.Error(ErrorCodes.InvalidRequest, "The request has no grant_type.");
        }

        if (Server.Personality.Refuse(request) is { } refused)
        {
            return refused;
        }

        if (!_grants.TryGetValue(grantType, out var grant))
        {
            return TestResponse.Error(ErrorCodes.UnsupportedGrantType, "The server doesn't know this grant_type.");
        }

        if (!client.MayUse(grantType))
        {
            return TestResponse.Error(ErrorCodes.UnauthorizedClient, "The client may not use this grant_type.");
        }

        if (client.CertificateBoundTokens && request.ClientCertificate is null)
        {
            return TestResponse.Error(ErrorCodes.InvalidRequest, "The client's tokens are bound to its certificate, and it shows none.");
        }

        if (await Server.Dpop.RefuseAsync(request, Server.Dpop.IsRequired || client.DpopBoundTokens, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        return await grant.RespondAsync(new TestTokenRequest(Server, client, request), cancellationToken).ConfigureAwait(false);
    }
}
