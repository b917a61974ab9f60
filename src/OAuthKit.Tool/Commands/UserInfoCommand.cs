using System.CommandLine;
using OAuthKit.Tool.Options;
using OAuthKit.Tool.Output;
using OAuthKit.Tool.Setup;

namespace OAuthKit.Tool.Commands;

/// <summary>Claims about the user of an access token.</summary>
internal static class UserInfoCommand
{
    public static Command Create() => ToolCommand.Create(
        "userinfo", "Asks for claims about the user of an access token.", RunAsync,
        OptionGroups.Tokens, OptionGroups.Server, OptionGroups.Client, [ToolOptions.UserInfoAlg, ToolOptions.DecryptionKey]);

    private static async Task<int> RunAsync(ToolRun run, CancellationToken cancellationToken)
    {
        var token = OAuthKit.AccessToken.Parse(SecretInput.Need(run, ToolOptions.Token, ToolOptions.TokenStdin, ToolOptions.TokenEnv));
        // The token is the only credential: a client is needed for signed answers only.
        using var client = ClientSetup.CreateClient(run, defaultClientId: "oauthkit");
        var userInfo = await client.GetUserInfoAsync(token, expectedSubject: null, cancellationToken);
        if (run.IsJson)
        {
            JsonResult.WriteSuccess(writer => JsonResult.WriteMember(writer, "userinfo", userInfo.Claims));
        }
        else
        {
            new Listing().AddMembers(userInfo.Claims, TimeProvider.System).Write();
        }

        return ExitCodes.Success;
    }
}
