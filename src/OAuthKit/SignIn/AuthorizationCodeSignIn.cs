using System.ComponentModel;

namespace OAuthKit;

/// <summary>What <see cref="AuthorizationCodeAttribute"/> asks for.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AuthorizationCodeSignIn : UserSignIn
{
    internal override string GrantType => GrantTypes.AuthorizationCode;

    internal override async Task<TokenSet> RunAsync(SignIn signIn, CancellationToken cancellationToken)
    {
        var prompt = new BrowserPrompt(signIn);
        await signIn.Prompt.OpenBrowserAsync(prompt, cancellationToken).ConfigureAwait(false);
        return prompt.Tokens;
    }
}
