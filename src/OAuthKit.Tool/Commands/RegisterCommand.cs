using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using OAuthKit.Tool.Options;
using OAuthKit.Tool.Output;
using OAuthKit.Tool.Setup;

namespace OAuthKit.Tool.Commands;

/// <summary>Registers a client.</summary>
internal static class RegisterCommand
{
    public static Command Create() => ToolCommand.Create(
        "register", "Registers a client (RFC 7591), and prints it as JSON, with its secret.", RunAsync,
        [ToolOptions.Metadata, ToolOptions.InitialAccessTokenEnv], OptionGroups.Server);

    private static async Task<int> RunAsync(ToolRun run, CancellationToken cancellationToken)
    {
        var metadata = ReadMetadata(ToolRun.Read(run.Get(ToolOptions.Metadata)!, ToolOptions.Metadata));
        var token = run.Get(ToolOptions.InitialAccessTokenEnv) is { } name
            ? OAuthKit.AccessToken.Parse(SecretInput.Keep(run, SecretInput.FromEnvironment(name, ToolOptions.InitialAccessTokenEnv)))
            : null;
        using var server = ClientSetup.CreateServer(run);
        var client = await server.RegisterAsync(metadata, token, cancellationToken);
        using var document = JsonDocument.Parse(client.ToJson());
        if (run.IsJson)
        {
            JsonResult.WriteSuccess(writer => JsonResult.WriteMember(writer, "client", document.RootElement));
        }
        else
        {
            JsonResult.Write(
                writer =>
                {
                    foreach (var member in document.RootElement.EnumerateObject())
                    {
                        member.WriteTo(writer);
                    }
                },
                indented: true);
        }

        return ExitCodes.Success;
    }

    // A registration is read as a whole: what is asked for is one that has no identifier yet.
    private static ClientMetadata ReadMetadata(string json)
    {
        try
        {
            var client = JsonNode.Parse(json) as JsonObject ?? throw new FormatException();
            client["client_id"] = "unregistered";
            client.Remove("client_secret");
            return RegisteredClient.FromJson(client.ToJsonString()).Metadata;
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException)
        {
            throw new UsageException("The file of --metadata isn't one JSON object of client metadata (RFC 7591 section 2). " + (e is FormatException && e.Message.Length > 40 ? e.Message : ""));
        }
    }
}
