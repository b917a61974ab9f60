using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace OAuthKit;

/// <summary>The built <c>oauthkit</c>, run as a process to its end.</summary>
internal sealed record ToolProcess(int ExitCode, string Output, string Error)
{
    /// <summary>The command of a browser that agrees to all, or to nothing.</summary>
    public static string Browser(string certificateAuthority, bool agrees = true) =>
        $"dotnet \"{PathOf("Browser")}\" \"{certificateAuthority}\" {(agrees ? "" : "--deny ")}{{url}}";

    /// <summary>What standard output holds, which is one JSON object.</summary>
    public JsonElement Json => JsonElement.Parse(Output);

    public static async Task<ToolProcess> RunAsync(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? input = null, Func<string, Task>? onError = null, string folder = "")
    {
        return await RunAsync("dotnet", [PathOf("Tool"), .. arguments], environment, input, onError, folder);
    }

    /// <summary>The same on a terminal, whose output is one: both streams of the program together.</summary>
    public static Task<ToolProcess> RunOnTerminalAsync(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var line = string.Join(' ', arguments.Prepend(PathOf("Tool")).Prepend("dotnet").Select(argument => $"'{argument}'"));
        var all = new Dictionary<string, string>(environment ?? new Dictionary<string, string>()) { ["TERM"] = "xterm" };
        return RunAsync("script", ["-qec", line, "/dev/null"], all, null, null, "");
    }

    private static async Task<ToolProcess> RunAsync(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment, string? input, Func<string, Task>? onError, string folder)
    {
        var stop = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(stop);
            var error = new StringBuilder();
            while (await process.StandardError.ReadLineAsync(stop) is { } line)
            {
                error.AppendLine(line);
                await (onError?.Invoke(line) ?? Task.CompletedTask);
            }

            await process.WaitForExitAsync(stop);
            return new(process.ExitCode, await output, error.ToString());
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>Fails the test with all that the program wrote where it didn't end as it should.</summary>
    public ToolProcess Ended(int exitCode = 0)
    {
        Assert.True(ExitCode == exitCode, $"Exit code {ExitCode} in place of {exitCode}.\nOutput: {Output}\nError: {Error}");
        return this;
    }

    /// <summary>The failure of a run with <c>--json</c>.</summary>
    public ToolProcess Failed(int exitCode, string code, string? error = null)
    {
        Ended(exitCode);
        Assert.Equal("error", Json.GetProperty("outcome").GetString());
        Assert.Equal(code, Json.GetProperty("code").GetString());
        Assert.Equal(error, Json.GetProperty("error").GetString());
        Assert.NotEqual("", Json.GetProperty("message").GetString());
        return this;
    }

    /// <summary>Where one of the programs is.</summary>
    public static string PathOf(string name) => typeof(ToolProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == name).Value!;
}
