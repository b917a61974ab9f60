namespace OAuthKit;

/// <inheritdoc/>
internal sealed class ApiCallPolicies : PerCallPolicies
{
    public override CallPolicy Create(string api, ApiPolicy declared, TokenGrant grant, ApiClients clients) =>
        declared.AsksUser ? new NoTenantPolicy(api) : new ApiCallPolicy(declared, grant, clients);
}
