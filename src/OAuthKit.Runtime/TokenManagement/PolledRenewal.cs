namespace OAuthKit;

/// <summary>Refreshing, after a login that a poller waits for.</summary>
/// <param name="client">The client.</param>
/// <param name="poller">Waits for the first tokens. What ends one wait, such as a limit of the engine, doesn't end the login.</param>
internal sealed class PolledRenewal(OAuthClient client, TokenPoller poller) : TokenRenewal(client)
{
    private readonly RefreshRenewal _refreshing = new(client, login: null, refresh: null, []);
    private bool _isLoggedIn;

    public override bool NeedsLogin => true;

    public override Task<TokenSet> RenewAsync(TokenSet? current, CancellationToken cancellationToken) =>
        current is null && !_isLoggedIn ? LogInAsync(cancellationToken) : _refreshing.RenewAsync(current, cancellationToken);

    private async Task<TokenSet> LogInAsync(CancellationToken cancellationToken)
    {
        try
        {
            var tokens = await poller.WaitForTokensAsync(progress: null, cancellationToken).ConfigureAwait(false);
            _isLoggedIn = true;
            return tokens;
        }
        catch (OAuthException e)
        {
            // The poller asks no more, so nobody else needs to.
            throw new ReauthenticationRequiredException("The user didn't log in.", e);
        }
    }
}
