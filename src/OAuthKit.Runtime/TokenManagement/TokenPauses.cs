using System.Net;
using System.Security.Cryptography;

namespace OAuthKit;

/// <summary>How long a manager holds back so that a server isn't overrun, in timestamps of a clock.</summary>
internal sealed class TokenPauses(TimeProvider time)
{
    private static readonly TimeSpan _failure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _overload = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _challenge = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _longestRenewal = TimeSpan.FromSeconds(30);

    /// <summary>After a renewed token was refused too.</summary>
    public long Challenge { get; } = Ticks(_challenge, time);

    /// <summary>From -1 to 1.</summary>
    public static double Jitter() => (RandomNumberGenerator.GetInt32(2001) - 1000) / 1000.0;

    /// <summary>While a failure is returned without asking again: as long as the server says, else a second, or five where it is overloaded.</summary>
    public long AfterFailure(Exception exception)
    {
        var fault = exception as OAuthException;
        if (fault?.RetryAt - time.GetUtcNow() is { } asked)
        {
            return Ticks(asked > _failure ? asked : _failure, time);
        }

        var isOverload = (HttpStatusCode?)fault?.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;
        return Ticks(isOverload ? _overload : _failure, time);
    }

    /// <summary>Before the next renewal ahead of the end: 30 s or a quarter of what is left, a tenth more or less, and a second at least.</summary>
    public long BeforeRenewal(long remaining) => Math.Max(
        Ticks(_failure, time),
        (long)(Math.Min(Ticks(_longestRenewal, time), remaining / 4) * (1 + (Jitter() / 10))));

    /// <summary>The time of day after a pause from now.</summary>
    public DateTimeOffset At(long pause) => time.GetUtcNow() + TimeSpan.FromSeconds((double)pause / time.TimestampFrequency);

    private static long Ticks(TimeSpan span, TimeProvider time) => (long)(span.TotalSeconds * time.TimestampFrequency);
}
