namespace OAuthKit;

/// <summary>Finds the policy of a call, where that depends on what the call brings in its options.</summary>
internal abstract class CallPolicy
{
    /// <summary>The policy of one call. It is asked once for each request, before anything is sent.</summary>
    /// <param name="request">The request, whose options hold what the call brings.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="InvalidOperationException">The call doesn't bring what is needed.</exception>
    public abstract ValueTask<TokenPolicy> ResolveAsync(HttpRequestMessage request, CancellationToken cancellationToken);
}
