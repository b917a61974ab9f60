namespace OAuthKit;

/// <summary>Finds the policy of a call by its subject and its resource.</summary>
internal sealed class ApiCallPolicy : CallPolicy
{
    private readonly TokenGrant _grant;
    private readonly Func<TokenGrant, TokenPolicy> _policyOf;
    private readonly TokenPolicy _own;

    public ApiCallPolicy(TokenGrant grant, Func<TokenGrant, TokenPolicy> policyOf)
    {
        _grant = grant;
        _policyOf = policyOf;
        _own = policyOf(grant);
    }

    public string Name => _own.Name;

    public override ValueTask<TokenPolicy> ResolveAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (grant, policy) = (_grant, _own);
        if (CallValues.Resource(request) is { } resource)
        {
            grant = grant.WithResource(resource);
            policy = _policyOf(grant);
        }

        return new(grant is SubjectGrant ofSubject ? Of(request, policy, ofSubject) : policy);
    }

    private static TokenPolicy Of(HttpRequestMessage request, TokenPolicy policy, SubjectGrant grant)
    {
        var subject = CallValues.Subject(request);
        var actor = CallValues.Actor(request);
        TokenSource source = policy.Source is OwnSubjectSource own ? own.OnBehalfOf(subject, actor) : new SubjectTokenSource(policy.Source!, grant, subject, actor);
        return policy.OnBehalfOf(subject, actor, source);
    }
}
