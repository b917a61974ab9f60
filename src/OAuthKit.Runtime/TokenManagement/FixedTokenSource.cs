namespace OAuthKit;

/// <summary>Tokens that nobody can renew.</summary>
internal sealed class FixedTokenSource(TokenSet tokens) : TokenSource
{
    protected internal override Task<TokenSet> RequestTokenAsync(CancellationToken cancellationToken) =>
        tokens.IsExpired()
            ? Task.FromException<TokenSet>(new ReauthenticationRequiredException("The fixed token has ended.", null))
            : Task.FromResult(tokens);
}
