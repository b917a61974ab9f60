using System.Collections.Concurrent;

namespace OAuthKit;

/// <summary>
/// The timeouts of requests on their way. A source whose time wasn't up serves the next request: with its timer and what it
/// keeps for registrations it is several objects, and most requests are answered in time.
/// </summary>
internal sealed class Deadlines(TimeSpan timeout, TimeProvider time)
{
    // No more than are at work at the same time under load; beyond that one is soon made.
    private const int MaxKept = 64;

    private readonly ConcurrentQueue<CancellationTokenSource> _kept = new();
    private int _count;

    public CancellationTokenSource Start()
    {
        if (!_kept.TryDequeue(out var source))
        {
            return new CancellationTokenSource(timeout, time);
        }

        Interlocked.Decrement(ref _count);
        source.CancelAfter(timeout);
        return source;
    }

    /// <summary>Takes a source back once nothing that has its token is at work any more.</summary>
    public void End(CancellationTokenSource source)
    {
        // It can't be taken back where it fired, and where its timer isn't the system's.
        if (Volatile.Read(ref _count) < MaxKept && source.TryReset())
        {
            Interlocked.Increment(ref _count);
            _kept.Enqueue(source);
        }
        else
        {
            source.Dispose();
        }
    }
}
