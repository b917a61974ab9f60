using System.Diagnostics;

namespace OAuthKit.Package.Tests;

/// <summary>A program that is run to its end, with what it printed.</summary>
internal sealed record Command(int ExitCode, string Output)
{
    /// <summary>Runs a program and takes both of its outputs, in a folder and with further environment variables.</summary>
    public static async Task<Command> RunAsync(string folder, IReadOnlyDictionary<string, string> environment, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // What the test host itself was started with isn't the business of what it starts.
        foreach (var name in start.Environment.Keys.Where(key => key.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase) || key.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        try
        {
            var cancellation = TestContext.Current.CancellationToken;
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var error = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return new(process.ExitCode, await output + await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>Fails the test with the whole output where the program failed.</summary>
    public Command Succeeded()
    {
        Assert.True(ExitCode == 0, $"Exit code {ExitCode}:{Environment.NewLine}{Output}");
        return this;
    }
}
