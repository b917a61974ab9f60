using System.ComponentModel;
using System.Diagnostics;

namespace OAuthKit;

/// <summary>What the operating system opens a web address with: <c>xdg-open</c>, <c>open</c>, or the shell of Windows.</summary>
internal sealed class SystemBrowser : UserBrowser
{
    public override Task OpenAsync(string url, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(url);
        cancellationToken.ThrowIfCancellationRequested();
        // The shell would start whatever a scheme stands for: a program, a file.
        if (!EndpointUrl.TryParse(url, allowLoopbackHttp: true, out _))
        {
            throw new ArgumentException("The address isn't an absolute https URL, so no browser is given it.", nameof(url));
        }

        try
        {
            using var process = Process.Start(new ProcessStartInfo(url) { UseShellExecute = true });
            return Task.CompletedTask;
        }
        catch (Exception e) when (e is Win32Exception or PlatformNotSupportedException or FileNotFoundException)
        {
            throw CommandBrowser.Unavailable("There is no browser to open on this machine, or none that OAuthKit may start. Show the address to the user with UserBrowser.From, or use the device flow (RFC 8628).");
        }
    }
}
