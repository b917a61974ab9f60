namespace OAuthKit;

/// <summary>The one client of an API that is called without a container.</summary>
internal sealed class StandaloneClients(string api, Func<ApiPolicy, TokenGrant, TokenPolicy> policyOf) : ApiClients
{
    public override TokenPolicy PolicyOf(ApiPolicy policy, TokenGrant grant) => policyOf(policy, grant);

    public override ValueTask<TokenPolicy> PolicyOfAsync(ApiPolicy policy, TokenGrant grant, string tenant, CancellationToken cancellationToken) =>
        throw new InvalidOperationException($"The client of the API \"{api}\" was made by Create, where no tenants are known, so nothing was sent. Register the API in a container, or make a client for each tenant.");
}
