using OAuthKit.Tool.Output;
using Spectre.Console;

namespace OAuthKit.Tool.Terminal;

/// <summary>Waits for the user's decision: with a countdown on a terminal, with plain lines elsewhere.</summary>
internal sealed class Waiting(ToolRun run)
{
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);

    public async Task<TokenSet> ForTokensAsync(TokenPoller poller, CancellationToken cancellationToken)
    {
        // A trace and a line that is rewritten would destroy each other.
        if (!StandardError.IsTerminal || run.Trace is not null)
        {
            run.Tell($"Waiting for the answer, {Words.Of(poller.ExpiresAt - TimeProvider.System.GetUtcNow())} at most.");
            return await poller.WaitForTokensAsync(cancellationToken: cancellationToken);
        }

        return await StandardError.Console2.Status().StartAsync("Waiting for the answer", status => CountDownAsync(poller, status, cancellationToken));
    }

    private static async Task<TokenSet> CountDownAsync(TokenPoller poller, StatusContext status, CancellationToken cancellationToken)
    {
        var waiting = poller.WaitForTokensAsync(cancellationToken: cancellationToken);
        using var timer = new PeriodicTimer(_second);
        while (!waiting.IsCompleted)
        {
            var left = poller.ExpiresAt - TimeProvider.System.GetUtcNow();
            status.Status($"Waiting for the answer, {(int)Math.Max(0, left.TotalMinutes)}:{Math.Max(0, left.Seconds):00} left");
            await Task.WhenAny(waiting, timer.WaitForNextTickAsync(CancellationToken.None).AsTask());
        }

        return await waiting;
    }
}
