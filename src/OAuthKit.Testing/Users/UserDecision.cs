namespace OAuthKit.Testing;

/// <summary>What a user who isn't there does about an authorization that a client waits for.</summary>
/// <example><code>
/// server.DeviceAuthorization.Decision = UserDecision.Approve(afterPolls: 2);
/// server.BackchannelAuthentication.Decision = UserDecision.Deny();
/// </code></example>
public sealed class UserDecision
{
    private readonly Action<PendingAuthorization> _decide;

    private UserDecision(int afterPolls, Action<PendingAuthorization> decide)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterPolls);
        AfterPolls = afterPolls;
        _decide = decide;
    }

    /// <summary>Nothing, until the test calls <see cref="PendingAuthorization.Approve"/> or another of its methods.</summary>
    public static UserDecision None { get; } = new(int.MaxValue, static _ => { });

    /// <summary>How often the client is told <c>authorization_pending</c> before.</summary>
    public int AfterPolls { get; }

    /// <summary>The user approves.</summary>
    /// <param name="afterPolls">How often the client is told <c>authorization_pending</c> before.</param>
    /// <param name="subject">Who approves; null for the one of the client's hint, or <c>alice</c>.</param>
    /// <param name="scope">What is approved; null for all that was asked for.</param>
    /// <returns>The decision.</returns>
    public static UserDecision Approve(int afterPolls = 0, string? subject = null, string? scope = null) => new(afterPolls, pending => pending.Approve(subject, scope));

    /// <summary>The user refuses: <c>access_denied</c>.</summary>
    /// <param name="afterPolls">How often the client is told <c>authorization_pending</c> before.</param>
    /// <returns>The decision.</returns>
    public static UserDecision Deny(int afterPolls = 0) => new(afterPolls, static pending => pending.Deny());

    /// <summary>The user lets the time pass: <c>expired_token</c>.</summary>
    /// <param name="afterPolls">How often the client is told <c>authorization_pending</c> before.</param>
    /// <returns>The decision.</returns>
    public static UserDecision Expire(int afterPolls = 0) => new(afterPolls, static pending => pending.Expire());

    internal void Apply(PendingAuthorization pending) => _decide(pending);
}
