using System.ComponentModel;
using System.Diagnostics;

namespace OAuthKit.Tool.Terminal;

/// <summary>
/// The program of --browser-command: started without a shell, with the address as one argument. What it prints goes to standard
/// error, since standard output is for the result.
/// </summary>
internal sealed class CommandBrowser : UserBrowser
{
    private const string Placeholder = "{url}";

    private readonly List<string> _parts;

    public CommandBrowser(string command)
    {
        _parts = Split(command);
        if (_parts.Count == 0 || _parts[0].Contains(Placeholder, StringComparison.Ordinal))
        {
            throw new UsageException("--browser-command needs a program, and {url} where the address goes.");
        }

        if (!_parts.Exists(part => part.Contains(Placeholder, StringComparison.Ordinal)))
        {
            _parts.Add(Placeholder);
        }
    }

    public override Task OpenAsync(string url, CancellationToken cancellationToken)
    {
        // Whatever a server or an option says: no other scheme is given to a program.
        if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || !(parsed.Scheme == Uri.UriSchemeHttps || (parsed.Scheme == Uri.UriSchemeHttp && parsed.IsLoopback)))
        {
            throw new UsageException("The address isn't https, nor on this machine: no browser is given it.");
        }

        var start = new ProcessStartInfo(_parts[0]) { UseShellExecute = false, RedirectStandardOutput = true };
        foreach (var part in _parts.Skip(1))
        {
            start.ArgumentList.Add(part.Replace(Placeholder, url, StringComparison.Ordinal));
        }

        try
        {
            var process = Process.Start(start)!;
            process.OutputDataReceived += (_, e) =>
            {
                if (e.Data is { } line)
                {
                    Console.Error.WriteLine(TerminalText.Clean(line));
                }
            };
            process.BeginOutputReadLine();
            return Task.CompletedTask;
        }
        catch (Exception e) when (e is Win32Exception or FileNotFoundException or PlatformNotSupportedException)
        {
            throw new OAuthException(OAuthFault.BrowserUnavailable, $"The program of --browser-command, {_parts[0]}, can't be started. Use --no-browser to open the address yourself.");
        }
    }

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
                throw new UsageException("--browser-command has a quote that isn't closed.");
            }

            parts.Add(rest[..(end < 0 ? rest.Length : end)].ToString());
            rest = end < 0 ? default : rest[(end + 1)..].TrimStart();
        }

        return parts;
    }
}
