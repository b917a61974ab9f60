namespace OAuthKit;

/// <summary>Tokens of the authorization server that an API names.</summary>
internal sealed class ResourceTokenSource(ResourceApiClient client, TokenGrant grant) : TokenSource
{
    internal override TokenSource WithGrant(TokenGrant other) => new ResourceTokenSource(client, other);

    protected internal override async Task<TokenSet> RequestTokenAsync(CancellationToken cancellationToken)
    {
        var found = await client.GetAsync(cancellationToken).ConfigureAwait(false);
        return await found.RequestTokenAsync(grant.WithDefaults(found.ResourceScope, [], null), cancellationToken).ConfigureAwait(false);
    }
}
