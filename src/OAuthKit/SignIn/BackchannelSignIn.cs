using System.ComponentModel;

namespace OAuthKit;

/// <summary>What <see cref="BackchannelAttribute"/> asks for.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BackchannelSignIn : UserSignIn
{
    internal override string GrantType => GrantTypes.Ciba;

    internal override UserSession CreateSession(SignInGrant grant, OAuthClient client, TokenManager manager, string api, SignInOptions options, IServiceProvider? services) =>
        UserSession.Create(grant, client, manager, api, options, services);

    internal override async Task<TokenSet> RunAsync(SignIn signIn, CancellationToken cancellationToken)
    {
        var prompt = new BackchannelPrompt(signIn);
        await signIn.Prompt.AskBackchannelAsync(prompt, cancellationToken).ConfigureAwait(false);
        return await prompt.GetTokensAsync(progress: null, cancellationToken).ConfigureAwait(false);
    }
}
