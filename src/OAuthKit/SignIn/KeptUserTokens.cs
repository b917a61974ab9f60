namespace OAuthKit;

/// <summary>The tokens of one sign-in in a store, encrypted by the store's own functions.</summary>
internal sealed class KeptUserTokens(IUserTokenStore store, string name, OAuthClient client)
{
    private TokenSet? _last;

    public async Task<TokenSet?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await store.ReadAsync(name, cancellationToken).ConfigureAwait(false) is not { } data)
        {
            return null;
        }

        try
        {
            return _last = TokenSet.FromProtected(data, store.Unprotect, client.Options.TimeProvider, client.Dpop?.Key);
        }
        catch (OAuthException e) when (e.Code == OAuthFault.DpopKeyMissing)
        {
            // Bound to a key that is gone, so nobody can use them.
            return null;
        }
    }

    public async Task WriteAsync(TokenSet tokens, CancellationToken cancellationToken)
    {
        if (!ReferenceEquals(tokens, _last))
        {
            await store.WriteAsync(name, tokens.ToProtected(store.Protect), cancellationToken).ConfigureAwait(false);
            _last = tokens;
        }
    }

    public ValueTask RemoveAsync(CancellationToken cancellationToken)
    {
        _last = null;
        return store.RemoveAsync(name, cancellationToken);
    }
}
