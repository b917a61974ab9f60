using System.ComponentModel;

namespace OAuthKit;

/// <summary>What <see cref="DeviceCodeAttribute"/> asks for.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DeviceCodeSignIn : UserSignIn
{
    internal override string GrantType => GrantTypes.DeviceCode;

    internal override UserSession CreateSession(SignInGrant grant, OAuthClient client, TokenManager manager, string api, SignInOptions options, IServiceProvider? services) =>
        UserSession.Create(grant, client, manager, api, options, services);

    internal override async Task<TokenSet> RunAsync(SignIn signIn, CancellationToken cancellationToken)
    {
        var request = new DeviceAuthorizationRequest
        {
            Scope = signIn.Grant.Scope,
            Resource = signIn.Grant.Resource,
            Audience = signIn.Grant.Audience,
            Parameters = signIn.Grant.Parameters,
        };
        var authorization = await signIn.Client.StartDeviceAuthorizationAsync(request, cancellationToken).ConfigureAwait(false);
        var prompt = new DeviceCodePrompt(signIn, authorization);
        signIn.Asked();
        await signIn.Prompt.ShowDeviceCodeAsync(prompt, cancellationToken).ConfigureAwait(false);
        return await prompt.GetTokensAsync(progress: null, cancellationToken).ConfigureAwait(false);
    }
}
