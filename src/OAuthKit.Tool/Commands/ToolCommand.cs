using System.CommandLine;
using OAuthKit.Tool.Output;

namespace OAuthKit.Tool.Commands;

/// <summary>What all commands have in common: the general options, the time, and how faults end the program.</summary>
internal static class ToolCommand
{
    public static Command Create(string name, string description, Func<ToolRun, CancellationToken, Task<int>> run, params Option[][] groups)
    {
        var command = new Command(name, description);
        foreach (var option in groups.SelectMany(group => group).Distinct())
        {
            command.Options.Add(option);
        }

        foreach (var option in Options.OptionGroups.General)
        {
            command.Options.Add(option);
        }

        command.SetAction((result, cancellationToken) => RunAsync(result, run, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, Func<ToolRun, CancellationToken, Task<int>> run, CancellationToken interrupted)
    {
        var tool = new ToolRun(result);
        using var timeout = new CancellationTokenSource();
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, interrupted);
        try
        {
            if (tool.Timeout is { } limit)
            {
                timeout.CancelAfter(limit);
            }

            return await run(tool, linked.Token);
        }
        catch (Exception e) when (Failure.Of(e, timeout.IsCancellationRequested, interrupted.IsCancellationRequested) is { } failure)
        {
            return failure.Report(tool);
        }
    }
}
