using OAuthKit.Tool.Options;
using OAuthKit.Tool.Setup;
using OAuthKit.Tool.Terminal;

namespace OAuthKit.Tool.Grants;

/// <summary>Backchannel authentication (CIBA), in poll mode.</summary>
internal static class CibaSteps
{
    public static async Task<TokenSet> RunAsync(OAuthClient client, ToolRun run, CancellationToken cancellationToken)
    {
        var request = new BackchannelAuthenticationRequest
        {
            Scope = ClientSetup.Scope(run) ?? "openid",
            LoginHint = run.Need(ToolOptions.LoginHint, "who is to be asked?"),
            AcrValues = AuthorizationCodeSteps.AcrValuesOf(run),
            Resource = GrantSteps.ResourceOf(run),
            Audience = run.Get(ToolOptions.Audience),
            Parameters = ClientSetup.Parameters(run),
            Signer = AuthorizationCodeSteps.SignerOf(run),
        };
        var authentication = await client.StartBackchannelAuthenticationAsync(request, cancellationToken);
        run.Secrets.Add(authentication.AuthReqId.Reveal());
        run.Tell("The user is asked on a device of theirs.");
        return await new Waiting(run).ForTokensAsync(new TokenPoller(client, authentication), cancellationToken);
    }
}
