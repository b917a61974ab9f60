namespace OAuthKit;

/// <summary>How the tokens of a <see cref="GrantTokenSource"/> are had anew.</summary>
internal abstract class TokenRenewal(OAuthClient client)
{
    public OAuthClient Client { get; } = client;

    /// <summary>Whether tokens that were forgotten are gone until somebody logs in.</summary>
    public abstract bool NeedsLogin { get; }

    /// <summary>Whether a user may be waited for, who takes their time.</summary>
    public virtual bool AsksUser => false;

    /// <summary>Asks the server.</summary>
    /// <param name="current">The tokens so far, where there are any.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ReauthenticationRequiredException">The server won't give any more.</exception>
    public abstract Task<TokenSet> RenewAsync(TokenSet? current, CancellationToken cancellationToken);
}
