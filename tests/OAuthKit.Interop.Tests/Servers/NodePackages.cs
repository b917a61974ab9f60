using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;

namespace OAuthKit.Interop.Tests;

/// <summary>
/// Installs the packages of a folder by its lock file (<c>npm ci</c>) where that hasn't been done yet. Test processes that
/// start together wait for the one that installs; an installation that was broken off is done again.
/// </summary>
internal static class NodePackages
{
    private static readonly TimeSpan _pollInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan _timeout = TimeSpan.FromMinutes(5);

    public static async Task InstallAsync(string folder)
    {
        using CancellationTokenSource timeout = new(_timeout);
        await using FileStream turn = await TakeTurnAsync(Path.Combine(folder, ".install.lock"), timeout.Token);

        string lockHash = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(folder, "package-lock.json"), timeout.Token)));
        string marker = Path.Combine(folder, "node_modules", ".installed");
        if (File.Exists(marker) && await File.ReadAllTextAsync(marker, timeout.Token) == lockHash)
        {
            return;
        }

        using Process npm = Start(folder);
        Task<string> output = npm.StandardOutput.ReadToEndAsync(timeout.Token);
        Task<string> errors = npm.StandardError.ReadToEndAsync(timeout.Token);
        await npm.WaitForExitAsync(timeout.Token);
        if (npm.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"'npm ci' failed in {folder} (exit code {npm.ExitCode}). Run it there by hand, and check the npm registry that it uses.\n{await output}{await errors}");
        }

        await File.WriteAllTextAsync(marker, lockHash, timeout.Token);
    }

    private static Process Start(string folder)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "ci")
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"The packages of {folder} aren't installed, and there is no 'npm' on the PATH to do it. Install npm, or run 'npm ci' there.", e);
        }
    }

    private static async Task<FileStream> TakeTurnAsync(string path, CancellationToken cancellationToken)
    {
        using PeriodicTimer timer = new(_pollInterval);
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await timer.WaitForNextTickAsync(cancellationToken);
            }
        }
    }
}
