using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>The token endpoint (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-3.2">RFC 6749 section 3.2</see>): it checks the request, lets the client prove itself, and leaves the rest to the grant.</summary>
/// <example><code>
/// server.Token.Next(Fault.Error("temporarily_unavailable", statusCode: 503));
/// server.Token.Mutate(json => json["expires_in"] = 0);
/// </code></example>
public sealed class TokenEndpoint : TestEndpoint
{
    private readonly TestAuthorizationServer _server;
    private ImmutableDictionary<string, TestGrant> _grants = ImmutableDictionary<string, TestGrant>.Empty;

    internal TokenEndpoint(TestAuthorizationServer server)
        : base("token", "POST", server.IssuerPath.TrimEnd('/') + "/token")
    {
        _server = server;
        AddGrant(new ClientCredentialsTestGrant());
    }

    /// <summary>The endpoint's whole address.</summary>
    public string Address => _server.Address + Path;

    /// <summary>Adds a grant, or replaces the one of that type.</summary>
    /// <param name="grant">The grant.</param>
    public void AddGrant(TestGrant grant)
    {
        ArgumentNullException.ThrowIfNull(grant);
        ImmutableInterlocked.Update(ref _grants, grants => grants.SetItem(grant.GrantType, grant));
    }

    internal override void Describe(JsonObject metadata)
    {
        metadata[MetadataNames.TokenEndpoint] = Address;
        metadata[MetadataNames.GrantTypesSupported] = _grants.Keys.Order(StringComparer.Ordinal).ToJsonArray();
        metadata[MetadataNames.TokenEndpointAuthMethodsSupported] = ClientAuthenticator.All.Select(authenticator => authenticator.Method).ToJsonArray();
    }

    internal override async ValueTask<TestResponse> HandleAsync(TestRequest request, CancellationToken cancellationToken)
    {
        return FormCheck.Refuse(request) ?? await GrantAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<TestResponse> GrantAsync(TestRequest request, CancellationToken cancellationToken)
    {
        if (!ClientAuthenticator.TryAuthenticate(_server, request, out var client, out var refusal))
        {
            return refusal;
        }

        if (request.Form[ParameterNames.GrantType] is not { Length: > 0 } grantType)
        {
            return TestResponse.Error(ErrorCodes.InvalidRequest, "The request has no grant_type.");
        }

        if (!_grants.TryGetValue(grantType, out var grant))
        {
            return TestResponse.Error(ErrorCodes.UnsupportedGrantType, "The server doesn't know this grant_type.");
        }

        if (client.GrantTypes?.Contains(grantType) == false)
        {
            return TestResponse.Error(ErrorCodes.UnauthorizedClient, "The client may not use this grant_type.");
        }

        return await grant.RespondAsync(new TestTokenRequest(_server, client, request), cancellationToken).ConfigureAwait(false);
    }
}
