namespace OAuthKit;

/// <summary>Tokens from a grant that can be asked for again and again, and of which nobody wants to hear.</summary>
internal sealed class RepeatedGrantSource(OAuthClient client, TokenGrant grant) : TokenSource
{
    protected internal override Task<TokenSet> RequestTokenAsync(CancellationToken cancellationToken) =>
        client.RequestTokenAsync(grant, cancellationToken);

    internal override TokenSource WithGrant(TokenGrant other) => new RepeatedGrantSource(client, other);
}
