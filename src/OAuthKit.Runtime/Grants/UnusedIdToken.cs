namespace OAuthKit;

/// <summary>Nobody looks at the ID token: its claims aren't there, and what is used is the access token.</summary>
internal sealed class UnusedIdToken : IdTokenUse
{
    public static UnusedIdToken Instance { get; } = new();

    public override ValueTask<TokenSet> ApplyAsync(TokenSet tokens, TokenGrant grant, OAuthClient client, CancellationToken cancellationToken) => new(tokens);
}
