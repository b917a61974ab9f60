using System.ComponentModel;

namespace OAuthKit;

/// <summary>What <see cref="BackchannelAttribute"/> asks for.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BackchannelSignIn : UserSignIn
{
    internal override string GrantType => GrantTypes.Ciba;

    internal override async Task<TokenSet> RunAsync(SignIn signIn, CancellationToken cancellationToken)
    {
        var prompt = new BackchannelPrompt(signIn);
        await signIn.Prompt.AskBackchannelAsync(prompt, cancellationToken).ConfigureAwait(false);
        return await prompt.GetTokensAsync(progress: null, cancellationToken).ConfigureAwait(false);
    }
}
