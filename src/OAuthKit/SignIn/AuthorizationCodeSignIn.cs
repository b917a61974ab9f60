using System.ComponentModel;

namespace OAuthKit;

/// <summary>What <see cref="AuthorizationCodeAttribute"/> asks for.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AuthorizationCodeSignIn : UserSignIn
{
    internal override string GrantType => GrantTypes.AuthorizationCode;

    internal override UserSession CreateSession(SignInGrant grant, OAuthClient client, TokenManager manager, string api, SignInOptions options, IServiceProvider? services) =>
        UserSession.Create(grant, client, manager, api, options, services);

    internal override async Task<TokenSet> RunAsync(SignIn signIn, CancellationToken cancellationToken)
    {
        var prompt = new BrowserPrompt(signIn);
        await signIn.Prompt.OpenBrowserAsync(prompt, cancellationToken).ConfigureAwait(false);
        return prompt.Tokens;
    }
}
