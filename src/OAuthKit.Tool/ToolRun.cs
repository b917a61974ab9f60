using System.CommandLine;
using OAuthKit.Tool.Http;
using OAuthKit.Tool.Options;
using OAuthKit.Tool.Terminal;

namespace OAuthKit.Tool;

/// <summary>One run of a command: its options, and where it writes.</summary>
internal sealed class ToolRun(ParseResult result)
{
    public Scrubber Secrets { get; } = new();

    public bool IsJson => Get(ToolOptions.Json);

    public bool ShowsTokens => Get(ToolOptions.ShowTokens);

    public bool AllowsHttp => Get(ToolOptions.AllowHttp);

    /// <summary>What traces requests; null without --verbose.</summary>
    public Trace? Trace => Get(ToolOptions.Verbose) ? field ??= new Trace(this) : null;

    /// <summary>The time for the whole command; null where it has none.</summary>
    public TimeSpan? Timeout => Get(ToolOptions.Timeout) is not { } seconds
        ? null
        : seconds is > 0 and <= 86400 ? TimeSpan.FromSeconds(seconds) : throw new UsageException("--timeout must be above zero, and at most 86400 seconds.");

    public T? Get<T>(Option<T> option) => result.GetValue(option);

    public T? Get<T>(Argument<T> argument) => result.GetValue(argument);

    /// <summary>A value that must be there.</summary>
    public string Need(Option<string> option, string why) =>
        Get(option) is { Length: > 0 } value ? value : throw new UsageException($"{option.Name} is missing: {why}");

    /// <summary>Tells the user something beside the result.</summary>
    public void Tell(string text) => Console.Error.WriteLine(Secrets.Clean(TerminalText.Clean(text)));

    public void Warn(string text) => StandardError.Prefixed("warning", "yellow", Secrets.Clean(TerminalText.Clean(text)));

    /// <summary>The content of a file, whose absence is a fault of the command line.</summary>
    public static string Read(string path, Option option)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"The file of {option.Name} can't be read: {path}");
        }
    }
}
