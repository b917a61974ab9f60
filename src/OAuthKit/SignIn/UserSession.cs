namespace OAuthKit;

/// <summary>The tokens of one sign-in.</summary>
internal sealed class UserSession(GrantTokenSource source, SignInRenewal renewal, KeptUserTokens? kept, TokenPolicy policy)
{
    public TokenPolicy Policy { get; } = policy;

    public async Task SignInAsync(CancellationToken cancellationToken)
    {
        renewal.Restart();
        source.Restart();
        if (source.Tokens is null)
        {
            // The failure of a moment ago isn't this one's.
            Policy.Manager!.Forget(Policy);
        }

        await Policy.Manager!.GetTokenAsync(Policy, cancellationToken).ConfigureAwait(false);
    }

    public async Task SignOutAsync(CancellationToken cancellationToken)
    {
        source.Forget();
        if (kept is not null)
        {
            await kept.RemoveAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
