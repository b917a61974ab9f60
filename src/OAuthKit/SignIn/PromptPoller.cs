namespace OAuthKit;

/// <summary>Waits for tokens on behalf of a prompt. Once they are there, nothing is sent any more.</summary>
internal sealed class PromptPoller(OAuthClient client, TokenPoller poller)
{
    private TokenSet? _tokens;

    public async Task<TokenSet> WaitAsync(IProgress<PollProgress>? progress, CancellationToken cancellationToken) =>
        _tokens ??= await poller.WaitForTokensAsync(progress, cancellationToken).ConfigureAwait(false);

    public TimeSpan Until(DateTimeOffset end)
    {
        var left = end - client.Options.TimeProvider.GetUtcNow();
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
