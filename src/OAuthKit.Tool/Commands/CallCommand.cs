using System.CommandLine;
using OAuthKit.Tool.Grants;
using OAuthKit.Tool.Http;
using OAuthKit.Tool.Options;
using OAuthKit.Tool.Output;
using OAuthKit.Tool.Setup;

namespace OAuthKit.Tool.Commands;

/// <summary>Calls an API with a token from any grant.</summary>
internal static class CallCommand
{
    public static Command Create()
    {
        var method = new Argument<string>("METHOD") { Description = "The method, such as GET." };
        var url = new Argument<string>("URL") { Description = "The address of the API." };
        var command = ToolCommand.Create(
            "call", "Calls an API with a token from any grant, and prints its answer.", (run, stop) => RunAsync(run.Get(method)!, run.Get(url)!, run, stop),
            [ToolOptions.Grant, ToolOptions.Body], OptionGroups.Server, OptionGroups.Client, OptionGroups.Target, OptionGroups.SignIn, OptionGroups.RefreshTokens,
            OptionGroups.SubjectTokens, [ToolOptions.Assertion, ToolOptions.Username, ToolOptions.PasswordEnv], OptionGroups.Answers);
        command.Arguments.Add(method);
        command.Arguments.Add(url);
        return command;
    }

    private static async Task<int> RunAsync(string method, string address, ToolRun run, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || !method.All(char.IsAsciiLetter))
        {
            throw new UsageException("call wants a method and a full URL: oauthkit call GET https://api.example.com/orders --grant client-credentials ...");
        }

        var body = BodyOf(run);
        var root = new Uri(url.GetLeftPart(UriPartial.Authority));
        using var client = ClientSetup.CreateClient(run);
        using var connections = TracedApiConnections.Create(client, root, run);
        var source = await GrantSteps.CreateSourceAsync(run.Get(ToolOptions.Grant)!, client, run, cancellationToken);
        using var api = new ApiClient(root, source, new ApiClientOptions
        {
            Handler = connections,
            DangerouslyAllowHttp = run.AllowsHttp,
            Timeout = Timeout.InfiniteTimeSpan,
            ThrowOnError = false,
        });
        using var response = await api.SendAsync(new HttpMethod(method.ToUpperInvariant()), ApiPath.FromUrl(url), body, null, cancellationToken);
        return await ApiResult.WriteAsync(response, run, cancellationToken);
    }

    private static ApiBody? BodyOf(ToolRun run)
    {
        if (run.Get(ToolOptions.Body) is not { } text)
        {
            return null;
        }

        text = text == "-" ? Console.In.ReadToEnd() : text;
        try
        {
            using var _ = System.Text.Json.JsonDocument.Parse(text);
        }
        catch (System.Text.Json.JsonException)
        {
            throw new UsageException("--body isn't JSON.");
        }

        return ApiBody.Content(new StringContent(text, System.Text.Encoding.UTF8, "application/json"));
    }
}
