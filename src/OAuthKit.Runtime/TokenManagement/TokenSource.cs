namespace OAuthKit;

/// <summary>
/// A supplier of access tokens. Derive from it to obtain tokens in a way of your own; a <see cref="TokenManager"/> keeps and
/// renews what it gives.
/// </summary>
public abstract class TokenSource
{
    /// <summary>
    /// Obtains a new token. The manager calls this when it has none that can be used, or ahead of the end of the one it has, and
    /// never twice at once for one policy. The call isn't bound to any one caller.
    /// </summary>
    /// <param name="cancellationToken">Ends the work when <see cref="TokenManagerOptions.AcquisitionTimeout"/> is over or the manager is disposed.</param>
    /// <returns>The tokens.</returns>
    protected internal abstract Task<TokenSet> RequestTokenAsync(CancellationToken cancellationToken);
}
