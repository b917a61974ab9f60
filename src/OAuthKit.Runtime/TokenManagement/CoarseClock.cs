namespace OAuthKit;

/// <summary>
/// The system's clock with timestamps of milliseconds, which are exact enough for the age of a token and cost a warm call a
/// fraction of what the fine ones do.
/// </summary>
internal sealed class CoarseClock : TimeProvider
{
    private const long MillisecondsPerSecond = 1000;

    private CoarseClock()
    {
    }

    public static CoarseClock Instance { get; } = new();

    public override long TimestampFrequency => MillisecondsPerSecond;

    public override long GetTimestamp() => Environment.TickCount64;
}
