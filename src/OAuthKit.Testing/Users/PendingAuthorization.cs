using System.Diagnostics;

namespace OAuthKit.Testing;

/// <summary>An authorization that a client waits for, by device code or through the back channel, and that a user decides about.</summary>
/// <example><code>server.DeviceAuthorization.Find(userCode).Approve("alice");</code></example>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class PendingAuthorization
{
    private static readonly TimeSpan _slowDown = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private int _pendingAnswers;
    private DateTimeOffset? _lastPoll;
    private string? _refusal;
    private UserGrant? _grant;
    private bool _isUsed;

    internal PendingAuthorization(TestClient client, IReadOnlyList<string> scopes, DateTimeOffset expiresAt, TimeSpan interval)
    {
        ClientId = client.ClientId;
        Scopes = scopes;
        ExpiresAt = expiresAt;
        Interval = interval;
    }

    /// <summary>The client that waits.</summary>
    public string ClientId { get; }

    /// <summary>The scopes that it asked for.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>What the user types; null for the back channel.</summary>
    public string? UserCode { get; internal init; }

    /// <summary>What the user sees on both sides; null where the client sent nothing.</summary>
    public string? BindingMessage { get; internal init; }

    /// <summary>From when on the client is told <c>expired_token</c>.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>How far apart polls must be; each <c>slow_down</c> adds 5 seconds (<see href="https://www.rfc-editor.org/rfc/rfc8628#section-3.5">RFC 8628 section 3.5</see>).</summary>
    public TimeSpan Interval { get; private set; }

    /// <summary>How often the client has asked so far.</summary>
    public int Polls { get; private set; }

    /// <summary>How many of these polls came too early.</summary>
    public int EarlyPolls { get; private set; }

    internal string Code { get; } = RandomText.Create(32);

    internal string? Subject { get; init; }

    internal string? NotificationToken { get; init; }

    internal IReadOnlyList<string> Audiences { get; init; } = [];

    /// <summary>Lets the user approve. The first decision counts.</summary>
    /// <param name="subject">Who approves; null for the one of the client's hint, or <c>alice</c>.</param>
    /// <param name="scope">What is approved; null for all that was asked for.</param>
    public void Approve(string? subject = null, string? scope = null)
    {
        lock (_lock)
        {
            if (_refusal is null)
            {
                _grant ??= new UserGrant(ClientId, subject ?? Subject ?? "alice", scope is null ? Scopes : ScopeText.Split(scope), Audiences);
            }
        }
    }

    /// <summary>Lets the user refuse: <c>access_denied</c>. The first decision counts.</summary>
    public void Deny() => Refuse(ErrorCodes.AccessDenied);

    /// <summary>Lets the time pass: <c>expired_token</c>. The first decision counts.</summary>
    public void Expire() => Refuse(ErrorCodes.ExpiredToken);

    /// <summary>The client and what it waits for; never the code.</summary>
    /// <returns>For example <c>tv waits for openid (BDWP-HQPK)</c>.</returns>
    public override string ToString() => $"{ClientId} waits for {ScopeText.Join(Scopes)}" + (UserCode is null ? "" : $" ({UserCode})");

    /// <summary>One poll: what the user granted, or the error for the client.</summary>
    internal UserGrant? Poll(DateTimeOffset now, UserDecision decision, out string? error)
    {
        lock (_lock)
        {
            Polls++;
            error = ReadError(now, decision);
            if (error is not null)
            {
                return null;
            }

            _isUsed = true;
            return _grant;
        }
    }

    private string? ReadError(DateTimeOffset now, UserDecision decision)
    {
        if (_isUsed)
        {
            return ErrorCodes.InvalidGrant;
        }

        if (now >= ExpiresAt)
        {
            return ErrorCodes.ExpiredToken;
        }

        var isEarly = now - _lastPoll < Interval;
        _lastPoll = now;
        if (isEarly)
        {
            EarlyPolls++;
            Interval += _slowDown;
            return ErrorCodes.SlowDown;
        }

        if (_refusal is null && _grant is null && _pendingAnswers >= decision.AfterPolls)
        {
            decision.Apply(this);
        }

        if (_refusal is null && _grant is null)
        {
            _pendingAnswers++;
            return ErrorCodes.AuthorizationPending;
        }

        return _refusal;
    }

    private void Refuse(string error)
    {
        lock (_lock)
        {
            if (_grant is null)
            {
                _refusal ??= error;
            }
        }
    }
}
