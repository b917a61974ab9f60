namespace OAuthKit;

/// <summary>A clock on which every wait is over at once, and has taken its time all the same. No limit on a request is ever reached.</summary>
internal sealed class HurriedClock : TimeProvider
{
    private static readonly DateTimeOffset _start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private long _ticks = _start.UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Volatile.Read(ref _ticks);

    public void Reset() => Volatile.Write(ref _ticks, _start.UtcTicks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // The waits of Task.Delay, and not the limits of requests.
        if (state is Task)
        {
            Interlocked.Add(ref _ticks, dueTime.Ticks);
            callback(state);
        }

        return new Idle();
    }

    private sealed class Idle : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
