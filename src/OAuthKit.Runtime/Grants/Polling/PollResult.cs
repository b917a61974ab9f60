namespace OAuthKit;

/// <summary>
/// What one step of a <see cref="TokenPoller"/> led to. One of <see cref="PollPending"/>, <see cref="PollUnanswered"/>,
/// <see cref="PollTokens"/>, <see cref="PollDenied"/> and <see cref="PollExpired"/>, and nothing else; the last three are final.
/// </summary>
public abstract class PollResult
{
    private protected PollResult()
    {
    }

    /// <summary>Whether there is nothing more to come.</summary>
    public abstract bool IsFinal { get; }
}
