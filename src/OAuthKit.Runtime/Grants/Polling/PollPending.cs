namespace OAuthKit;

/// <summary>
/// The user hasn't decided yet: <c>authorization_pending</c>, or <c>slow_down</c>
/// (<see href="https://www.rfc-editor.org/rfc/rfc8628#section-3.5">RFC 8628 section 3.5</see>).
/// </summary>
public sealed class PollPending : PollResult
{
    internal PollPending(bool isSlowedDown, DateTimeOffset nextPollAt)
    {
        IsSlowedDown = isSlowedDown;
        NextPollAt = nextPollAt;
    }

    /// <inheritdoc/>
    public override bool IsFinal => false;

    /// <summary>Whether the server asked for a longer interval. <see cref="TokenPoller.Interval"/> has grown by 5 seconds, for good.</summary>
    public bool IsSlowedDown { get; }

    /// <summary>When the server may be asked again.</summary>
    public DateTimeOffset NextPollAt { get; }
}
