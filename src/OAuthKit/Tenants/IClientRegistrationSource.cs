namespace OAuthKit;

/// <summary>
/// Tells how clients are registered for tenants that the configuration doesn't know: from a database, for one. Add it to the
/// container as a singleton. A tenant that stands in the configuration (<c>Tenants</c> of the client) isn't asked for here.
/// </summary>
public interface IClientRegistrationSource
{
    /// <summary>
    /// Finds the registration of a client for a tenant. It is asked when the first call for the tenant is made, and again
    /// every five minutes while there are calls: return the same object where nothing has changed.
    /// </summary>
    /// <param name="client">The name of the client, one of <c>OAuth:Clients</c>; that of the API where the client is given in place.</param>
    /// <param name="tenant">The name of the tenant, as the call gives it: ASCII letters, digits, <c>.</c>, <c>_</c> and <c>-</c>. Tenants are told apart by the case of letters too.</param>
    /// <param name="cancellationToken">Ends with the call.</param>
    /// <returns>What the registration has in place of the client's own options, such as <see cref="OAuthClientOptions.Issuer"/> and <see cref="OAuthClientOptions.ClientSecret"/>; null where there is no such tenant, for which nothing is sent.</returns>
    ValueTask<OAuthClientOptions?> FindAsync(string client, string tenant, CancellationToken cancellationToken);
}
