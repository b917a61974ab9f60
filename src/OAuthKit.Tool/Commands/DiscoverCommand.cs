using System.CommandLine;
using OAuthKit.Tool.Options;
using OAuthKit.Tool.Output;
using OAuthKit.Tool.Setup;

namespace OAuthKit.Tool.Commands;

/// <summary>What an authorization server says of itself.</summary>
internal static class DiscoverCommand
{
    public static Command Create()
    {
        var issuer = new Argument<string>("ISSUER") { Description = "The authorization server, exactly as it names itself." };
        var command = ToolCommand.Create("discover", "Shows what an authorization server says of itself.", (run, stop) => RunAsync(run.Get(issuer)!, run, stop));
        command.Arguments.Add(issuer);
        return command;
    }

    private static async Task<int> RunAsync(string issuer, ToolRun run, CancellationToken cancellationToken)
    {
        using var server = ClientSetup.CreateServer(run, issuer);
        var metadata = await server.GetMetadataAsync(cancellationToken);
        if (run.IsJson)
        {
            JsonResult.WriteSuccess(writer => JsonResult.WriteMember(writer, "metadata", metadata.Members));
        }
        else
        {
            new Listing().AddMembers(metadata.Members, TimeProvider.System).Write();
        }

        return ExitCodes.Success;
    }
}
