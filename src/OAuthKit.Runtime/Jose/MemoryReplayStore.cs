namespace OAuthKit;

/// <summary>Remembers in memory, ordered by the end, so that what is over goes without a search.</summary>
internal sealed class MemoryReplayStore(int maxEntries, TimeProvider time) : JwtReplayStore
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, DateTimeOffset> _byEnd = new();

    public override Task<bool> TryAddAsync(string identifier, DateTimeOffset until, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            while (_byEnd.TryPeek(out _, out var end) && end <= time.GetUtcNow())
            {
                Forget();
            }

            if (_known.Contains(identifier))
            {
                return Task.FromResult(false);
            }

            if (_known.Count >= maxEntries)
            {
                Forget();
            }

            _known.Add(identifier);
            _byEnd.Enqueue(identifier, until);
            return Task.FromResult(true);
        }
    }

    private void Forget() => _known.Remove(_byEnd.Dequeue());
}
