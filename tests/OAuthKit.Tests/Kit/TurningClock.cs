using Microsoft.Extensions.Time.Testing;

namespace OAuthKit.Tests;

/// <summary>A clock that a test turns, or that turns to the end of each wait by itself.</summary>
internal sealed class TurningClock() : FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
{
    public bool TurnsByItself { get; set; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        // A wait, and not the limit of a request.
        if (TurnsByItself && state is Task)
        {
            ThreadPool.QueueUserWorkItem(_ => Advance(dueTime));
        }

        return timer;
    }
}
