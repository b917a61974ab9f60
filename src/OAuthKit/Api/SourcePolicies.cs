using System.Text;

namespace OAuthKit;

/// <summary>The policies of one API whose tokens come from a source of the user's own.</summary>
/// <param name="source">The source.</param>
/// <param name="manager">Keeps the tokens; null where the source does.</param>
/// <param name="api">The name of the API.</param>
/// <param name="mutualTls">Whether its tokens are bound to a certificate.</param>
internal sealed class SourcePolicies(TokenSource source, TokenManager? manager, string api, bool mutualTls) : ApiClients
{
    // Values that come with calls make requests without end: beyond this they begin anew.
    private const int MaxPolicies = 1000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, TokenPolicy> _policies = new(StringComparer.Ordinal);

    public override TokenPolicy PolicyOf(ApiPolicy policy, TokenGrant grant) => Of(policy, grant, tenant: null);

    public override ValueTask<TokenPolicy> PolicyOfAsync(ApiPolicy policy, TokenGrant grant, string tenant, CancellationToken cancellationToken) => new(Of(policy, grant, tenant));

    public static TokenSource For(TokenSource source, RequestedToken requested) =>
        source.For(requested) ?? throw new InvalidOperationException($"The TokenSource of the API \"{requested.Api}\" gave no source for what is asked for. Return this where one supplier is for all.");

    private TokenPolicy Of(ApiPolicy policy, TokenGrant grant, string? tenant)
    {
        var request = Describe(policy, grant, tenant);
        lock (_gate)
        {
            if (_policies.TryGetValue(request, out var known))
            {
                return known;
            }

            if (_policies.Count >= MaxPolicies)
            {
                _policies.Clear();
            }

            return _policies[request] = Create(policy, grant, tenant);
        }
    }

    private TokenPolicy Create(ApiPolicy policy, TokenGrant grant, string? tenant)
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
        if (grant is SubjectGrant)
        {
            return new TokenPolicy(new OwnSubjectSource(source, requested), manager ?? source.Manager, api) { Requested = requested };
        }

        var given = For(source, requested);
        foreach (var (_, known) in _policies)
        {
            // What the token must be bound to is looked at by the policy, so these can't be one.
            if (ReferenceEquals(known.Source, given) && known.Requested!.Dpop == requested.Dpop)
            {
                return known;
            }
        }

        return new TokenPolicy(given, manager ?? given.Manager, api) { Requested = requested };
    }

    // The lengths keep values apart.
    private static string Describe(ApiPolicy policy, TokenGrant grant, string? tenant)
    {
        var text = new StringBuilder(grant is SubjectGrant ? "s" : "").Append(policy.Dpop);
        Append(text, tenant);
        Append(text, grant.Scope);
        Append(text, grant.Audience);
        foreach (var resource in grant.Resource)
        {
            Append(text, resource);
        }

        foreach (var (name, value) in grant.Parameters)
        {
            Append(text.Append('&'), name);
            Append(text, value);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string? value) => text.Append(' ').Append(value?.Length ?? -1).Append(':').Append(value);
}
