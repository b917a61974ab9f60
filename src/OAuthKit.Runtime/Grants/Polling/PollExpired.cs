namespace OAuthKit;

/// <summary>The time for the user to decide is over: by the clock, or by <c>expired_token</c>. Begin anew, if the user still wants.</summary>
public sealed class PollExpired : PollResult
{
    internal PollExpired(Exception? cause) => Cause = cause;

    /// <inheritdoc/>
    public override bool IsFinal => true;

    /// <summary>
    /// The server's <c>expired_token</c>; or, where the time ran out by the clock, what went wrong with the last request; null
    /// where nothing did.
    /// </summary>
    public Exception? Cause { get; }
}
