using OAuthKit.Tool.Options;

namespace OAuthKit.Tool.Terminal;

/// <summary>Which browser the user signs in with.</summary>
internal static class Browsers
{
    public static UserBrowser Of(ToolRun run)
    {
        if (run.Get(ToolOptions.NoBrowser))
        {
            if (run.Get(ToolOptions.BrowserCommand) is not null)
            {
                throw new UsageException("--no-browser and --browser-command exclude each other.");
            }

            return UserBrowser.From((url, _) =>
            {
                Console.Error.WriteLine("Open this URL: " + TerminalText.Clean(url));
                return Task.CompletedTask;
            });
        }

        return run.Get(ToolOptions.BrowserCommand) is { } command ? new CommandBrowser(command) : UserBrowser.System;
    }
}
