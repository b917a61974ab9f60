namespace OAuthKit;

/// <summary>What a bound client says for all of its calls: each value is null where it says nothing.</summary>
internal sealed record CallBinding
{
    public AccessToken? AccessToken { get; init; }

    public SubjectToken? Subject { get; init; }

    public ActorToken? Actor { get; init; }

    public string? Scope { get; init; }

    public string? Tenant { get; init; }

    /// <summary>What finds the policy of a tenant; null where none is named.</summary>
    public PerCallPolicies? Calls { get; init; }
}
