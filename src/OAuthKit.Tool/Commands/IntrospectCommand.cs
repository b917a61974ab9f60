using System.CommandLine;
using OAuthKit.Tool.Options;
using OAuthKit.Tool.Output;
using OAuthKit.Tool.Setup;

namespace OAuthKit.Tool.Commands;

/// <summary>What the server says of a token.</summary>
internal static class IntrospectCommand
{
    public static Command Create() => ToolCommand.Create(
        "introspect", "Asks the authorization server what a token is worth (RFC 7662).", RunAsync,
        OptionGroups.Tokens, OptionGroups.Server, OptionGroups.Client, [ToolOptions.Jwt, ToolOptions.DecryptionKey, ToolOptions.Param]);

    private static async Task<int> RunAsync(ToolRun run, CancellationToken cancellationToken)
    {
        var token = OAuthKit.AccessToken.Parse(SecretInput.Need(run, ToolOptions.Token, ToolOptions.TokenStdin, ToolOptions.TokenEnv));
        using var client = ClientSetup.CreateClient(run);
        // Whoever looks at a bound token here doesn't take it from anybody.
        var options = run.Get(ToolOptions.Jwt)
            ? CreateJwtOptions(run)
            : new IntrospectionOptions { Proof = SenderProof.CheckedElsewhere, Parameters = ClientSetup.Parameters(run) };
        var answer = await client.IntrospectAsync(token, options, cancellationToken);
        if (run.IsJson)
        {
            JsonResult.WriteSuccess(writer =>
            {
                writer.WriteBoolean("active", answer.IsActive);
                JsonResult.WriteMember(writer, "introspection", answer.Members);
            });
        }
        else if (answer.Members is { } members)
        {
            new Listing().AddMembers(members, TimeProvider.System).Write();
        }
        else
        {
            new Listing().Add("active", "false").Write();
        }

        return ExitCodes.Success;
    }

    public static JwtIntrospectionOptions CreateJwtOptions(ToolRun run)
    {
        var decryption = Keys.ReadDecryptionKey(run);
        return new()
        {
            Proof = SenderProof.CheckedElsewhere,
            Parameters = ClientSetup.Parameters(run),
            DecryptionKeys = decryption is { } key ? [key.Key] : [],
            EncryptionAlgorithm = decryption?.Algorithm ?? JweAlgorithms.RsaOaep256,
        };
    }
}
