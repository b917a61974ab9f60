using System.ComponentModel;
using System.Diagnostics;

namespace OAuthKit;

/// <summary>Starts a program with the address as an argument of its own: no shell, so nothing in the address is a command.</summary>
internal sealed class CommandBrowser : UserBrowser
{
    private const string Placeholder = "{url}";

    private readonly string _program;
    private readonly string[] _arguments;

    private CommandBrowser(string program, string[] arguments)
    {
        _program = program;
        _arguments = arguments;
    }

    public static CommandBrowser Parse(string command)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(command);
        var parts = Split(command);
        if (!parts.Exists(static part => part.Contains(Placeholder, StringComparison.Ordinal)))
        {
            parts.Add(Placeholder);
        }

        return parts[0].Contains(Placeholder, StringComparison.Ordinal)
            ? throw new ArgumentException("The command of the browser begins with the address: it needs a program.", nameof(command))
            : new CommandBrowser(parts[0], [.. parts.Skip(1)]);
    }

    public override Task OpenAsync(string url, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(url);
        cancellationToken.ThrowIfCancellationRequested();
        var start = new ProcessStartInfo(_program) { UseShellExecute = false };
        foreach (var argument in _arguments)
        {
            start.ArgumentList.Add(argument.Replace(Placeholder, url, StringComparison.Ordinal));
        }

        try
        {
            using var process = Process.Start(start);
            return Task.CompletedTask;
        }
        catch (Exception e) when (e is Win32Exception or PlatformNotSupportedException or FileNotFoundException)
        {
            throw Unavailable($"The browser \"{_program}\" can't be started. Check that the program is there and may be run.");
        }
    }

    // The exception of the platform would name the address.
    internal static OAuthException Unavailable(string message) => new(OAuthFault.BrowserUnavailable, message);

    private static List<string> Split(string command)
    {
        var parts = new List<string>();
        var rest = command.AsSpan().Trim();
        while (!rest.IsEmpty)
        {
            var isQuoted = rest[0] == '"';
            rest = isQuoted ? rest[1..] : rest;
            var end = rest.IndexOf(isQuoted ? '"' : ' ');
            if (end < 0 && isQuoted)
            {
                throw new ArgumentException("The command of the browser has a quote that isn't closed.", nameof(command));
            }

            parts.Add(rest[..(end < 0 ? rest.Length : end)].ToString());
            rest = end < 0 ? default : rest[(end + 1)..].TrimStart();
        }

        return parts;
    }
}
