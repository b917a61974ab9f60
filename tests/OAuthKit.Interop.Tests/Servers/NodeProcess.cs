using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace OAuthKit.Interop.Tests;

/// <summary>
/// A Node program that reads one line of standard input, answers with one line of standard output, and ends when its
/// standard input ends: when it is disposed of, and when this process dies in whatever way.
/// </summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private static readonly TimeSpan _startTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _endTimeout = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly StringBuilder _errors = new();

    private NodeProcess(Process process)
    {
        _process = process;
        _process.ErrorDataReceived += (_, received) =>
        {
            lock (_errors)
            {
                _errors.AppendLine(received.Data);
            }
        };
        _process.BeginErrorReadLine();
    }

    /// <summary>Whether a program answers to <c>--version</c>.</summary>
    public static bool Exists(string program)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, "--version") { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    public static async Task<(NodeProcess Process, string Answer)> StartAsync(string folder, string script, string firstLine)
    {
        NodeProcess node = new(Process.Start(new ProcessStartInfo("node", script)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!);
        try
        {
            await node._process.StandardInput.WriteLineAsync(firstLine);
            await node._process.StandardInput.FlushAsync();
            string? answer = await node._process.StandardOutput.ReadLineAsync().WaitAsync(_startTimeout);
            return (node, answer ?? throw new IOException("It ended before it answered."));
        }
        catch (Exception e) when (e is IOException or TimeoutException)
        {
            await node.DisposeAsync();
            throw new InvalidOperationException($"'node {script}' didn't start in {folder}.\n{node._errors}", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        try
        {
            await _process.WaitForExitAsync().WaitAsync(_endTimeout);
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
