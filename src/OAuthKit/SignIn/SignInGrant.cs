namespace OAuthKit;

/// <summary>What a sign-in asks for, with what the attributes leave out filled in. It is never sent itself.</summary>
internal sealed class SignInGrant(UserSignIn kind) : TokenGrant
{
    public override string GrantType => kind.GrantType;

    public override bool IsSingleUse => true;

    public Task<TokenSet> RunAsync(SignIn signIn, CancellationToken cancellationToken) => kind.RunAsync(signIn, cancellationToken);

    /// <summary>The sign-in of this policy, which others that ask the same client for the same share.</summary>
    /// <param name="client">The client.</param>
    /// <param name="manager">Keeps the tokens.</param>
    /// <param name="api">The name of the API.</param>
    /// <param name="options">The options of the API.</param>
    /// <param name="services">The container; null where there is none.</param>
    public UserSession CreateSession(OAuthClient client, TokenManager manager, string api, SignInOptions options, IServiceProvider? services)
    {
        var prompt = options.UserPrompt ?? services?.GetService(typeof(IUserPrompt)) as IUserPrompt ?? throw new InvalidOperationException(services is null
            ? $"The API \"{api}\" {SignInOptions.AsksUser}, but nothing says how. Set SignIn.UserPrompt in its options, for example to a new ConsoleUserPrompt()."
            : $"The API \"{api}\" {SignInOptions.NoPrompt}");
        var store = options.TokenStore ?? services?.GetService(typeof(IUserTokenStore)) as IUserTokenStore;
        return UserSignIns.Of(manager).GetOrAdd(TokenKey.Of(client, this), (key, turn) =>
        {
            var kept = store is null ? null : new KeptUserTokens(store, key.ToString(), client);
            var renewal = new SignInRenewal(new SignIn(client, api, this, options.Copy(), prompt, turn), kept);
            var source = new GrantTokenSource(renewal, new TokenSourceOptions { OnRenewed = kept is null ? null : kept.WriteAsync });
            return new UserSession(source, renewal, kept, new TokenPolicy(source, manager, api));
        });
    }
}
