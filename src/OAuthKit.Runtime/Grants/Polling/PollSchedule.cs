namespace OAuthKit;

/// <summary>When a poller may ask next, and when it has to give up. Times are timestamps of a clock, which no change of the time of day moves.</summary>
internal sealed class PollSchedule
{
    /// <summary>More than any user takes, and within what a timer can do.</summary>
    public static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(30);

    /// <summary>A server that wants more isn't asked again within a day.</summary>
    public static readonly TimeSpan LongestInterval = TimeSpan.FromDays(1);

    // An interval of zero must not spin.
    private static readonly TimeSpan _shortestInterval = TimeSpan.FromSeconds(1);

    // RFC 8628 section 3.5, CIBA section 11.
    private static readonly TimeSpan _slowDown = TimeSpan.FromSeconds(5);

    // The longest that back-off stretches a shorter interval to: the user may be waiting.
    private static readonly TimeSpan _longestBackOff = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time;
    private readonly long _end;
    private long _due;
    private int _failures;

    public PollSchedule(TimeProvider time, DateTimeOffset expiresAt, TimeSpan interval)
    {
        _time = time;
        Interval = Clamp(interval, _shortestInterval, LongestInterval);
        var lifetime = Clamp(expiresAt - time.GetUtcNow(), TimeSpan.Zero, LongestLifetime);
        _end = After(lifetime);
        // RFC 8628 section 3.5: the first request, too, comes after an interval.
        _due = After(Interval);
    }

    public TimeSpan Interval { get; private set; }

    /// <summary>The time until the next request is allowed; zero where it is.</summary>
    public TimeSpan UntilDue => Until(_due);

    /// <summary>The time until the end; zero where that was.</summary>
    public TimeSpan UntilEnd => Until(_end);

    /// <summary>The server answered, and wants to be asked again.</summary>
    public void Answered(DateTimeOffset? retryAt)
    {
        _failures = 0;
        Next(Interval, retryAt);
    }

    /// <summary>The server wants to be asked less often, from now on.</summary>
    public void SlowedDown(DateTimeOffset? retryAt)
    {
        Interval = Clamp(Interval + _slowDown, TimeSpan.Zero, LongestInterval);
        Answered(retryAt);
    }

    /// <summary>There was no answer, or none that says anything: the wait doubles each time (RFC 8628 section 3.5).</summary>
    public void Failed(DateTimeOffset? retryAt)
    {
        _failures = Math.Min(_failures + 1, 16);
        var wait = Interval * (1 << _failures);
        var longest = Interval > _longestBackOff ? Interval : _longestBackOff;
        Next(wait < longest ? wait : longest, retryAt);
    }

    /// <summary>The server said that there is something to fetch.</summary>
    public void Hasten() => _due = _time.GetTimestamp();

    private void Next(TimeSpan wait, DateTimeOffset? retryAt)
    {
        var asked = (retryAt - _time.GetUtcNow()) ?? TimeSpan.Zero;
        _due = After(asked > wait ? asked : wait);
    }

    private long After(TimeSpan wait) => _time.GetTimestamp() + (long)(wait.TotalSeconds * _time.TimestampFrequency);

    private TimeSpan Until(long timestamp)
    {
        var left = _time.GetElapsedTime(_time.GetTimestamp(), timestamp);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private static TimeSpan Clamp(TimeSpan value, TimeSpan least, TimeSpan most) => value < least ? least : value > most ? most : value;
}
