using System.CommandLine;
using System.Text.Json;
using OAuthKit.Tool.Decoding;
using OAuthKit.Tool.Options;
using OAuthKit.Tool.Output;

namespace OAuthKit.Tool.Commands;

/// <summary>Shows what a JWT says, and validates it where the issuer is given.</summary>
internal static class DecodeCommand
{
    public static Command Create()
    {
        var jwt = new Argument<string?>("JWT") { Description = "The JWT; - or nothing reads it from standard input.", Arity = ArgumentArity.ZeroOrOne };
        var command = ToolCommand.Create(
            "decode", "Shows the header and the claims of a JWT. With --issuer it is validated.", (run, stop) => RunAsync(run.Get(jwt), run, stop),
            [ToolOptions.Issuer, ToolOptions.JwksUri, ToolOptions.ClientId, ToolOptions.ClientSecretEnv, ToolOptions.As, ToolOptions.Audience, ToolOptions.IdTokenAlg, ToolOptions.UserInfoAlg, ToolOptions.DecryptionKey]);
        command.Arguments.Add(jwt);
        return command;
    }

    private static async Task<int> RunAsync(string? argument, ToolRun run, CancellationToken cancellationToken)
    {
        var text = argument is null or "-" ? Console.In.ReadToEnd().Trim() : argument;
        run.Secrets.Add(text);
        if (argument is not (null or "-"))
        {
            run.Warn("A token on the command line is where other programs and the shell's history can read it. Use \"oauthkit decode -\", which reads it from standard input.");
        }

        var jwt = DecodedJwt.Read(text);
        var kind = run.Get(ToolOptions.As) ?? "id-token";
        JsonElement? validated = null;
        if (run.Get(ToolOptions.Issuer) is not null)
        {
            validated = await JwtValidation.ValidateAsync(text, kind, run, cancellationToken);
        }
        else if (run.Get(ToolOptions.As) is not null)
        {
            throw new UsageException("--as needs --issuer URL and --client-id ID: without them the JWT is shown, and not validated.");
        }

        Write(jwt, validated, kind, run);
        return ExitCodes.Success;
    }

    private static void Write(DecodedJwt jwt, JsonElement? validated, string kind, ToolRun run)
    {
        var claims = validated ?? jwt.Claims;
        if (run.IsJson)
        {
            JsonResult.WriteSuccess(writer =>
            {
                JsonResult.WriteMember(writer, "header", jwt.Header);
                JsonResult.WriteMember(writer, "claims", claims);
                writer.WriteString("validated_as", validated is null ? null : kind);
            });
            return;
        }

        var listing = new Listing().Heading("header").AddMembers(jwt.Header, TimeProvider.System).Heading("").Heading("claims");
        listing = claims is { } members ? listing.AddMembers(members, TimeProvider.System) : listing.Add("(encrypted)", "give --issuer and --decryption-key to read it");
        listing.Heading("").Add("validated", validated is null ? "no: nothing but the form was looked at. Give --issuer and --client-id." : $"yes, as {kind} of {run.Get(ToolOptions.Issuer)}").Write();
    }
}
