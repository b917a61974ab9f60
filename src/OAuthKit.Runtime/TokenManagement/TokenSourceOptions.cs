namespace OAuthKit;

/// <summary>What a <see cref="GrantTokenSource"/> starts with, and who hears of new tokens. The values are read when it is made.</summary>
public sealed class TokenSourceOptions
{
    /// <summary>Tokens from an earlier run or request. They are used, without a request, until they end.</summary>
    /// <value>The default is none.</value>
    public TokenSet? InitialTokens { get; set; }

    /// <summary>
    /// Is called with all tokens that come from the server, and awaited before they are used, so that they can be kept: where
    /// refresh tokens are rotated, one that is lost ends the login. Encrypt what is kept, see
    /// <see cref="TokenSet.ToProtected"/>.
    /// </summary>
    /// <value>
    /// The default, null, tells nobody. Where it throws, the tokens aren't used: the exception reaches the callers, the tokens
    /// from before stay in use while they last, and the next attempt begins with this call and the same tokens, not with a
    /// request.
    /// </value>
    public Func<TokenSet, CancellationToken, Task>? OnRenewed { get; set; }
}
