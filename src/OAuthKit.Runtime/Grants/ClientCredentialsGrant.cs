namespace OAuthKit;

/// <summary>
/// A token for the application itself
/// (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4">RFC 6749 section 4.4</see>). A refresh token that
/// comes with it is never used: the grant can always be asked for again. An ID token that comes with it is neither validated
/// nor used: no user has signed in.
/// </summary>
public sealed class ClientCredentialsGrant : TokenGrant
{
    /// <inheritdoc/>
    public override string GrantType => GrantTypes.ClientCredentials;

    internal override ValueTask<TokenSet> ValidateIdTokenAsync(TokenSet tokens, OAuthClient client, CancellationToken cancellationToken) => new(tokens);
}
