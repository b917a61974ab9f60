namespace OAuthKit;

/// <summary>
/// What is done with the ID token of a token response. A grant is made with one of these, so that a program whose grants use none
/// doesn't carry what verifies it when it is compiled ahead of time.
/// </summary>
internal abstract class IdTokenUse
{
    public abstract ValueTask<TokenSet> ApplyAsync(TokenSet tokens, TokenGrant grant, OAuthClient client, CancellationToken cancellationToken);
}
