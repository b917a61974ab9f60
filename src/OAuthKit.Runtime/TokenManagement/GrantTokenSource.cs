namespace OAuthKit;

/// <summary>Tokens from a grant that can be asked for again and again.</summary>
internal sealed class GrantTokenSource(OAuthClient client, TokenGrant grant) : TokenSource
{
    protected internal override Task<TokenSet> RequestTokenAsync(CancellationToken cancellationToken) =>
        client.RequestTokenAsync(grant, cancellationToken);
}
