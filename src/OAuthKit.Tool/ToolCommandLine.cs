using System.CommandLine;
using System.CommandLine.Invocation;
using OAuthKit.Tool.Commands;
using OAuthKit.Tool.Output;

namespace OAuthKit.Tool;

/// <summary>The commands, and how their line is read.</summary>
internal static class ToolCommandLine
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        // A value may begin with "@": it isn't the name of a file with more arguments.
        var result = Create().Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (result.Action is not ParseErrorAction and not null)
        {
            return await result.InvokeAsync();
        }

        if (arguments.Contains("--json"))
        {
            JsonResult.WriteError("usage", null, string.Join(' ', result.Errors.Select(error => error.Message)));
        }

        if (result.Action is ParseErrorAction action)
        {
            action.ShowHelp = false;
            await result.InvokeAsync(new InvocationConfiguration { Output = Console.Error, Error = Console.Error });
        }

        Console.Error.WriteLine($"Run \"{Describe(result.CommandResult.Command)} --help\" for what it takes.");
        return ExitCodes.Usage;
    }

    private static RootCommand Create() => new("Gets, inspects and revokes OAuth 2 and OpenID Connect tokens, and calls APIs with them.")
    {
        DiscoverCommand.Create(),
        TokenCommand.Create(),
        UserInfoCommand.Create(),
        IntrospectCommand.Create(),
        RevokeCommand.Create(),
        CallCommand.Create(),
        RegisterCommand.Create(),
        DecodeCommand.Create(),
        KeyCommand.Create(),
    };

    private static string Describe(Command command)
    {
        var parent = command.Parents.OfType<Command>().FirstOrDefault();
        return parent is null ? "oauthkit" : $"{Describe(parent)} {command.Name}";
    }
}
