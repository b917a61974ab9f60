using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace OAuthKit;

/// <summary>Finds the policy of a call by its tenant, its resource and its subject.</summary>
internal sealed class ApiCallPolicy(ApiPolicy declared, TokenGrant grant, ApiClients clients) : CallPolicy
{
    private const int MostResources = 1_000;

    // Made at once, so that what contradicts the client is told when the API's client is made.
    private readonly TokenPolicy _own = clients.PolicyOf(declared, grant);
    private readonly ConcurrentDictionary<string, TokenGrant> _grants = new(StringComparer.Ordinal);
    private readonly ConditionalWeakTable<TokenGrant, TokenPolicy> _policies = [];

    public override ValueTask<TokenPolicy> ResolveAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = CallValues.Resource(request) is { } resource ? GrantOf(resource) : grant;
        if (CallValues.Tenant(request) is not { } tenant)
        {
            return new(Finish(request, asked, asked == grant ? _own : _policies.GetValue(asked, missing => clients.PolicyOf(declared, missing))));
        }

        var pending = clients.PolicyOfAsync(declared, asked, tenant, cancellationToken);
        return pending.IsCompletedSuccessfully ? new(Finish(request, asked, pending.Result)) : WaitAsync(request, asked, pending);
    }

    private static async ValueTask<TokenPolicy> WaitAsync(HttpRequestMessage request, TokenGrant asked, ValueTask<TokenPolicy> pending) =>
        Finish(request, asked, await pending.ConfigureAwait(false));

    private static TokenPolicy Finish(HttpRequestMessage request, TokenGrant asked, TokenPolicy policy)
    {
        if (asked is not SubjectGrant ofSubject)
        {
            return policy;
        }

        var subject = CallValues.Subject(request);
        var actor = CallValues.Actor(request);
        TokenSource source = policy.Source is OwnSubjectSource own ? own.OnBehalfOf(subject, actor) : new SubjectTokenSource(policy.Source!, ofSubject, subject, actor);
        return policy.OnBehalfOf(subject, actor, source);
    }

    private TokenGrant GrantOf(string resource)
    {
        if (_grants.TryGetValue(resource, out var known))
        {
            return known;
        }

        var made = grant.WithResource(resource);
        if (_grants.Count >= MostResources)
        {
            _grants.Clear();
        }

        return _grants.GetOrAdd(resource, made);
    }
}
