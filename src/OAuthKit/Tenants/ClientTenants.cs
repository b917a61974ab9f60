using System.Collections.Concurrent;

namespace OAuthKit;

/// <summary>The tenants of one client: those of its options, and those that a source of the user's finds. Each is found once, and then known.</summary>
internal sealed class ClientTenants(string client, OAuthClientOptions options, TenantFactory factory)
{
    private const int Most = 10_000;

    private static readonly TimeSpan _freshness = TimeSpan.FromMinutes(5);

    // By the exact name: a source may tell "EU" from "eu".
    private readonly ConcurrentDictionary<string, KnownTenant> _known = new(StringComparer.Ordinal);
    private volatile OAuthClientOptions _options = options;

    /// <summary>The client as it is registered for a tenant.</summary>
    /// <exception cref="OAuthException">There is no such tenant, or its registration is faulty.</exception>
    public ValueTask<ConfiguredClient> GetAsync(string tenant, CancellationToken cancellationToken) =>
        _known.TryGetValue(tenant, out var known) && known.IsFresh(factory.Time.GetTimestamp()) ? new(known.Client) : FindAsync(tenant, known, cancellationToken);

    /// <summary>Takes changed options of the client. All tenants are made anew, and keep their tokens where they ask for the same.</summary>
    public void Use(OAuthClientOptions changed)
    {
        _options = changed;
        _known.Clear();
    }

    private async ValueTask<ConfiguredClient> FindAsync(string tenant, KnownTenant? known, CancellationToken cancellationToken)
    {
        var current = _options;
        if (current.Tenants.TryGetValue(tenant, out var configured))
        {
            return Keep(tenant, new(factory.Create(client, tenant, current, configured, isFound: false), configured, isFound: false, until: 0), current);
        }

        var found = factory.Source is { } source ? await source.FindAsync(client, tenant, cancellationToken).ConfigureAwait(false) : null;
        if (found is null)
        {
            _known.TryRemove(tenant, out _);
            throw new OAuthException(OAuthFault.TenantUnknown, $"There is no tenant \"{tenant}\" of the client \"{client}\", so nothing was sent. Add it under Tenants of the client, or have an IClientRegistrationSource find it.");
        }

        var until = factory.Time.GetTimestamp() + (long)(_freshness.TotalSeconds * factory.Time.TimestampFrequency);
        var made = known is { IsFound: true } && ReferenceEquals(known.Given, found) ? known.Client : factory.Create(client, tenant, current, found, isFound: true);
        return Keep(tenant, new(made, found, isFound: true, until), current);
    }

    private ConfiguredClient Keep(string tenant, KnownTenant made, OAuthClientOptions of)
    {
        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        // Else the options changed meanwhile, and this client is for those who have waited for it only.
        if (ReferenceEquals(of, _options))
        {
            _known[tenant] = made;
        }

        return made.Client;
    }
}
