namespace OAuthKit;

/// <summary>
/// A token for the application itself
/// (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4">RFC 6749 section 4.4</see>). A refresh token that
/// comes with it is never used: the grant can always be asked for again. An ID token that comes with it is neither validated
/// nor used: no user has signed in.
/// </summary>
public sealed class ClientCredentialsGrant : TokenGrant
{
    /// <summary>A grant that asks for what the server gives by default.</summary>
    public ClientCredentialsGrant()
        : base(UnusedIdToken.Instance)
    {
    }

    /// <inheritdoc/>
    public override string GrantType => GrantTypes.ClientCredentials;
}
