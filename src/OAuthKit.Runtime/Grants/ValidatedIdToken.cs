namespace OAuthKit;

/// <summary>The ID token is validated, and rejects all of the response where it is wrong.</summary>
internal sealed class ValidatedIdToken : IdTokenUse
{
    public static ValidatedIdToken Instance { get; } = new();

    public override ValueTask<TokenSet> ApplyAsync(TokenSet tokens, TokenGrant grant, OAuthClient client, CancellationToken cancellationToken) =>
        TokenResponseIdToken.ValidateAsync(tokens, grant, client, cancellationToken);
}
