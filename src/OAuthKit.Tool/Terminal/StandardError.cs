using Spectre.Console;

namespace OAuthKit.Tool.Terminal;

/// <summary>Standard error, with colours where it is a terminal.</summary>
internal static class StandardError
{
    public static bool IsTerminal => !Console.IsErrorRedirected;

    public static IAnsiConsole Console2 => field ??= AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    public static void Prefixed(string prefix, string color, string text)
    {
        if (IsTerminal)
        {
            Console2.MarkupLineInterpolated($"[{color}]{prefix}:[/] {text}");
        }
        else
        {
            Console.Error.WriteLine($"{prefix}: {text}");
        }
    }
}
