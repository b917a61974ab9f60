namespace OAuthKit.Interop.Tests;

/// <summary>The machine's time, ahead by what a test asked for, so that nothing waits for an expiry.</summary>
public sealed class ShiftedClock : TimeProvider
{
    private long _ahead;

    public override DateTimeOffset GetUtcNow()
    {
        return System.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));
    }

    public void Advance(TimeSpan by)
    {
        Interlocked.Add(ref _ahead, by.Ticks);
    }
}
