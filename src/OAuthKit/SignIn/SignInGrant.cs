namespace OAuthKit;

/// <summary>What a sign-in asks for, with what the attributes leave out filled in. It is never sent itself.</summary>
internal sealed class SignInGrant(UserSignIn kind) : TokenGrant(UnusedIdToken.Instance)
{
    public override string GrantType => kind.GrantType;

    public override bool IsSingleUse => true;

    public Task<TokenSet> RunAsync(SignIn signIn, CancellationToken cancellationToken) => kind.RunAsync(signIn, cancellationToken);

    /// <inheritdoc cref="UserSession.Create"/>
    public UserSession CreateSession(OAuthClient client, TokenManager manager, string api, SignInOptions options, IServiceProvider? services) =>
        kind.CreateSession(this, client, manager, api, options, services);
}
