using Microsoft.Extensions.Time.Testing;

namespace OAuthKit;

/// <summary>A clock that a test turns, which counts the waits that others have begun, and whose time of day can be wrong.</summary>
internal sealed class DelayClock() : FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
{
    private int _delays;

    /// <summary>How many waits have begun: those of <see cref="Task.Delay(TimeSpan, TimeProvider, CancellationToken)"/>, and not the limits of requests.</summary>
    public int Delays => Volatile.Read(ref _delays);

    /// <summary>By how much the time of day is wrong; timers and timestamps aren't.</summary>
    public TimeSpan Offset { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;

    // That of the base counts by the time of day.
    public override long GetTimestamp() => base.GetTimestamp() - Offset.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (state is Task)
        {
            Interlocked.Increment(ref _delays);
        }

        return timer;
    }
}
