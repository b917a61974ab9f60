namespace OAuthKit;

/// <summary>Tokens of a user: kept ones, refreshed ones, and where neither is to be had those of a sign-in.</summary>
internal sealed class SignInRenewal(SignIn signIn, KeptUserTokens? kept) : TokenRenewal(signIn.Client)
{
    private readonly bool _asksAgain = signIn.Options.AskAgain;
    private bool _isRead;
    private TokenSet? _ended;
    private Exception? _failure;

    public override bool NeedsLogin => !_asksAgain;

    public override bool AsksUser => true;

    private bool MayAsk => _asksAgain || !signIn.HasAsked;

    public override async Task<TokenSet> RenewAsync(TokenSet? current, CancellationToken cancellationToken)
    {
        if (current is null && !_isRead && kept is not null)
        {
            current = await kept.ReadAsync(cancellationToken).ConfigureAwait(false);
            _isRead = true;
            if (current?.IsExpired() == false)
            {
                return current;
            }
        }

        if (current?.RefreshToken is not null && !ReferenceEquals(current, _ended))
        {
            try
            {
                return await Client.RequestTokenAsync(new RefreshTokenGrant(current) { Resource = signIn.Grant.Resource }, cancellationToken).ConfigureAwait(false);
            }
            catch (OAuthServerException e) when (e.Error == ErrorCodes.InvalidGrant)
            {
                (_ended, _failure) = (current, e);
                if (!MayAsk)
                {
                    throw new ReauthenticationRequiredException("The authorization server doesn't take the refresh token any more (RFC 6749 section 5.2).", e);
                }
            }
        }

        // Ahead of the end of what still works nobody is disturbed.
        return current?.IsExpired() == false ? current : await AskAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lets the user be asked anew, because the program says so.</summary>
    public void Restart()
    {
        signIn.Restart();
        _failure = null;
    }

    private async Task<TokenSet> AskAsync(CancellationToken cancellationToken)
    {
        if (!MayAsk)
        {
            throw new ReauthenticationRequiredException(_failure is null ? "The access token has ended, and there is no refresh token." : "The sign-in failed, and the user isn't asked twice.", _failure);
        }

        try
        {
            var tokens = await signIn.RunAsync(cancellationToken).ConfigureAwait(false);
            _failure = null;
            return tokens;
        }
        catch (Exception e)
        {
            _failure = e;
            throw;
        }
    }
}
