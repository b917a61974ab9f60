namespace OAuthKit;

/// <summary>Who asks for the tokens of an API.</summary>
internal abstract class ApiClients
{
    /// <summary>The policy of a grant.</summary>
    public abstract TokenPolicy PolicyOf(ApiPolicy policy, TokenGrant grant);

    /// <summary>The policy of a grant for a tenant.</summary>
    /// <exception cref="OAuthException">There is no such tenant, or its registration is faulty.</exception>
    /// <exception cref="InvalidOperationException">There are no tenants.</exception>
    public abstract ValueTask<TokenPolicy> PolicyOfAsync(ApiPolicy policy, TokenGrant grant, string tenant, CancellationToken cancellationToken);
}
