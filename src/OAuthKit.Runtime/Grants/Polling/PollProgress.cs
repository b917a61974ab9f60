namespace OAuthKit;

/// <summary>Where a <see cref="TokenPoller"/> that waits for tokens stands.</summary>
public sealed class PollProgress
{
    internal PollProgress(int attempts, DateTimeOffset nextPollAt, DateTimeOffset expiresAt, Exception? fault)
    {
        Attempts = attempts;
        NextPollAt = nextPollAt;
        ExpiresAt = expiresAt;
        Fault = fault;
    }

    /// <summary>How often the server was asked up to now.</summary>
    public int Attempts { get; }

    /// <summary>When it is asked next, unless the time is over by then.</summary>
    public DateTimeOffset NextPollAt { get; }

    /// <summary>When the time for the user to decide is over.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>What went wrong with the last request; null where it was answered. The server is asked again all the same.</summary>
    public Exception? Fault { get; }
}
