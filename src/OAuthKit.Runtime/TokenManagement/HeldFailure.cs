namespace OAuthKit;

/// <summary>
/// A failure that is returned until a time, so that a burst of calls costs one request. It is kept as the task that failed:
/// each caller's stack trace then starts from the same point, and doesn't grow with the number of callers.
/// </summary>
internal sealed class HeldFailure(Task<TokenSet> task, long until)
{
    public Task<TokenSet> Task { get; } = task;

    public long Until { get; } = until;
}
