namespace OAuthKit;

/// <summary>The policy of a user who signs in, under a client that is bound to a tenant: the login is that of the client itself, so no call is made.</summary>
internal sealed class NoTenantPolicy(string api) : CallPolicy
{
    public override ValueTask<TokenPolicy> ResolveAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new InvalidOperationException($"This method of the API \"{api}\" has the token of a user who signs in, and isn't called for a tenant, so nothing was sent. Call it by the client that ForTenant was called on.");
}
