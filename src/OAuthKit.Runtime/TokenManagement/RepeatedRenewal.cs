namespace OAuthKit;

/// <summary>The same grant again. A refresh token that came with it is not used.</summary>
internal sealed class RepeatedRenewal(OAuthClient client, TokenGrant grant) : TokenRenewal(client)
{
    public override bool NeedsLogin => false;

    public override Task<TokenSet> RenewAsync(TokenSet? current, CancellationToken cancellationToken) =>
        Client.RequestTokenAsync(grant, cancellationToken);
}
