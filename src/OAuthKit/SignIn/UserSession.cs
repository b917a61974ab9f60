namespace OAuthKit;

/// <summary>The tokens of one sign-in.</summary>
internal sealed class UserSession(GrantTokenSource source, SignInRenewal renewal, KeptUserTokens? kept, TokenPolicy policy)
{
    public TokenPolicy Policy { get; } = policy;

    /// <summary>The sign-in of a policy, which others that ask the same client for the same share.</summary>
    /// <param name="grant">What to ask for.</param>
    /// <param name="client">The client.</param>
    /// <param name="manager">Keeps the tokens.</param>
    /// <param name="api">The name of the API.</param>
    /// <param name="options">The options of the API.</param>
    /// <param name="services">The container; null where there is none.</param>
    public static UserSession Create(SignInGrant grant, OAuthClient client, TokenManager manager, string api, SignInOptions options, IServiceProvider? services)
    {
        var prompt = options.UserPrompt ?? services?.GetService(typeof(IUserPrompt)) as IUserPrompt ?? throw new InvalidOperationException(services is null
            ? $"The API \"{api}\" {SignInOptions.AsksUser}, but nothing says how. Set SignIn.UserPrompt in its options, for example to a new ConsoleUserPrompt()."
            : $"The API \"{api}\" {SignInOptions.NoPrompt}");
        var store = options.TokenStore ?? services?.GetService(typeof(IUserTokenStore)) as IUserTokenStore;
        return UserSignIns.Of(manager).GetOrAdd(TokenKey.Of(client, grant), (key, turn) =>
        {
            var kept = store is null ? null : new KeptUserTokens(store, key.ToString(), client);
            var renewal = new SignInRenewal(new SignIn(client, api, grant, options.Copy(), prompt, turn), kept);
            var source = new GrantTokenSource(renewal, new TokenSourceOptions { OnRenewed = kept is null ? null : kept.WriteAsync });
            return new UserSession(source, renewal, kept, new TokenPolicy(source, manager, api));
        });
    }

    public async Task SignInAsync(CancellationToken cancellationToken)
    {
        renewal.Restart();
        source.Restart();
        if (source.Tokens is null)
        {
            // The failure of a moment ago isn't this one's.
            Policy.Manager!.Forget(Policy);
        }

        await Policy.Manager!.GetTokenAsync(Policy, cancellationToken).ConfigureAwait(false);
    }

    public async Task SignOutAsync(CancellationToken cancellationToken)
    {
        source.Forget();
        if (kept is not null)
        {
            await kept.RemoveAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
