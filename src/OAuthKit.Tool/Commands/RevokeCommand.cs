using System.CommandLine;
using OAuthKit.Tool.Options;
using OAuthKit.Tool.Output;
using OAuthKit.Tool.Setup;

namespace OAuthKit.Tool.Commands;

/// <summary>Ends a token.</summary>
internal static class RevokeCommand
{
    public static Command Create() => ToolCommand.Create(
        "revoke", "Has a token revoked (RFC 7009).", RunAsync,
        OptionGroups.Tokens, OptionGroups.Server, OptionGroups.Client, [ToolOptions.Param]);

    private static async Task<int> RunAsync(ToolRun run, CancellationToken cancellationToken)
    {
        var token = OAuthKit.AccessToken.Parse(SecretInput.Need(run, ToolOptions.Token, ToolOptions.TokenStdin, ToolOptions.TokenEnv));
        using var client = ClientSetup.CreateClient(run);
        await client.RevokeAsync(token, ClientSetup.Parameters(run), cancellationToken);
        if (run.IsJson)
        {
            JsonResult.WriteSuccess(_ => { });
        }
        else
        {
            // RFC 7009 section 2.2: so says the server also of tokens that it doesn't know.
            Console.Out.WriteLine("The token is not valid any more.");
        }

        return ExitCodes.Success;
    }
}
