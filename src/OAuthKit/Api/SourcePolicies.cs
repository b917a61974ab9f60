namespace OAuthKit;

/// <summary>The policies of one API whose tokens come from a source of the user's own.</summary>
/// <param name="source">The source.</param>
/// <param name="manager">Keeps the tokens; null where the source does.</param>
/// <param name="api">The name of the API.</param>
/// <param name="mutualTls">Whether its tokens are bound to a certificate.</param>
internal sealed class SourcePolicies(TokenSource source, TokenManager? manager, string api, bool mutualTls)
{
    private readonly List<TokenPolicy> _policies = [];

    public TokenPolicy Of(ApiPolicy policy, TokenGrant grant)
    {
        var requested = new RequestedToken(api)
        {
            Scope = grant.Scope,
            Resource = grant.Resource,
            Audience = grant.Audience,
            Parameters = grant.Parameters,
            Dpop = policy.Dpop,
            MutualTls = mutualTls,
        };
        var given = source.For(requested) ?? throw new InvalidOperationException($"The TokenSource of the API \"{api}\" gave no source for what is asked for. Return this where one supplier is for all.");
        foreach (var known in _policies)
        {
            // What the token must be bound to is looked at by the policy, so these can't be one.
            if (ReferenceEquals(known.Source, given) && known.Requested!.Dpop == requested.Dpop)
            {
                return known;
            }
        }

        var added = new TokenPolicy(given, manager ?? given.Manager, api) { Requested = requested };
        _policies.Add(added);
        return added;
    }
}
