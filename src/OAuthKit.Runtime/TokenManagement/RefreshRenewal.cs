namespace OAuthKit;

/// <summary>Refreshing, after a login that happens once.</summary>
/// <param name="client">The client.</param>
/// <param name="login">Gives the first tokens; null where there is no login, but tokens or a refresh token.</param>
/// <param name="refresh">The first refresh; null where it is that of the tokens which the login gives.</param>
/// <param name="resource">What the refreshed tokens are for (RFC 8707 section 2.2).</param>
internal sealed class RefreshRenewal(
    OAuthClient client,
    Func<CancellationToken, Task<TokenSet>>? login,
    RefreshTokenGrant? refresh,
    IReadOnlyList<string> resource) : TokenRenewal(client)
{
    private Func<CancellationToken, Task<TokenSet>>? _login = login;
    private Exception? _failure;

    public override bool NeedsLogin => true;

    public override Task<TokenSet> RenewAsync(TokenSet? current, CancellationToken cancellationToken)
    {
        if (current?.RefreshToken is not null)
        {
            return RefreshAsync(refresh?.With(current) ?? new RefreshTokenGrant(current) { Resource = resource }, cancellationToken);
        }

        // Null but for the first time: tokens that were forgotten aren't asked for.
        return current is null && refresh is not null ? RefreshAsync(refresh, cancellationToken) : LogInAsync(cancellationToken);
    }

    // RFC 6749 section 4.1.2: a code MUST NOT be used more than once, also where nobody knows whether the request arrived.
    private async Task<TokenSet> LogInAsync(CancellationToken cancellationToken)
    {
        var login = Interlocked.Exchange(ref _login, null)
            ?? throw new ReauthenticationRequiredException(_failure is null ? "The access token has ended, and there is no refresh token." : "The login failed, and isn't tried twice.", _failure);
        try
        {
            return await login(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _failure = e;
            throw;
        }
    }

    // RFC 6749 section 5.2: invalid_grant ends a refresh token. Whatever else goes wrong says nothing about it.
    private async Task<TokenSet> RefreshAsync(RefreshTokenGrant grant, CancellationToken cancellationToken)
    {
        try
        {
            return await Client.RequestTokenAsync(grant, cancellationToken).ConfigureAwait(false);
        }
        catch (OAuthServerException e) when (e.Error == ErrorCodes.InvalidGrant)
        {
            throw new ReauthenticationRequiredException("The authorization server doesn't take the refresh token any more (RFC 6749 section 5.2).", e);
        }
    }
}
