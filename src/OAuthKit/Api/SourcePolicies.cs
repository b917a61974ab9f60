using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace OAuthKit;

/// <summary>The policies of one API whose tokens come from a source of the user's own.</summary>
/// <param name="source">The source.</param>
/// <param name="manager">Keeps the tokens; null where the source does.</param>
/// <param name="api">The name of the API.</param>
/// <param name="mutualTls">Whether its tokens are bound to a certificate.</param>
internal sealed class SourcePolicies(TokenSource source, TokenManager? manager, string api, bool mutualTls) : ApiClients
{
    private const int MostTenants = 10_000;

    private readonly Lock _gate = new();
    private readonly List<TokenPolicy> _policies = [];
    private readonly ConcurrentDictionary<string, ConditionalWeakTable<TokenGrant, TokenPolicy>> _tenants = new(StringComparer.Ordinal);

    public override TokenPolicy PolicyOf(ApiPolicy policy, TokenGrant grant) => Of(policy, grant, tenant: null);

    public override ValueTask<TokenPolicy> PolicyOfAsync(ApiPolicy policy, TokenGrant grant, string tenant, CancellationToken cancellationToken)
    {
        if (_tenants.Count >= MostTenants)
        {
            _tenants.Clear();
        }

        return new(_tenants.GetOrAdd(tenant, static _ => []).GetValue(grant, asked => Of(policy, asked, tenant)));
    }

    private TokenPolicy Of(ApiPolicy policy, TokenGrant grant, string? tenant)
    {
        var requested = new RequestedToken(api)
        {
            Scope = grant.Scope,
            Resource = grant.Resource,
            Audience = grant.Audience,
            Parameters = grant.Parameters,
            Dpop = policy.Dpop,
            MutualTls = mutualTls,
            Tenant = tenant,
        };
        var given = source.For(requested) ?? throw new InvalidOperationException($"The TokenSource of the API \"{api}\" gave no source for what is asked for. Return this where one supplier is for all.");
        lock (_gate)
        {
            foreach (var known in _policies)
            {
                // What the token must be bound to is looked at by the policy, so these can't be one.
                if (ReferenceEquals(known.Source, given) && known.Requested!.Dpop == requested.Dpop)
                {
                    return known;
                }
            }

            var added = new TokenPolicy(given, manager ?? given.Manager, api) { Requested = requested };
            // One for a tenant is found by the tenant.
            if (tenant is null)
            {
                _policies.Add(added);
            }

            return added;
        }
    }
}
