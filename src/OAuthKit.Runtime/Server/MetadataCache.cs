namespace OAuthKit;

/// <summary>Keeps one document: a single fetch at a time, renewed after its lifetime, failures never kept.</summary>
internal sealed class MetadataCache<T>(Func<Task<T>> fetch, TimeProvider time)
    where T : class
{
    private static readonly TimeSpan _pauseAfterFailure = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private volatile Kept? _kept;
    private Task<T>? _fetching;

    public static MetadataCache<T> Fixed(T metadata) =>
        new(() => Task.FromResult(metadata), TimeProvider.System) { _kept = new Kept(metadata, long.MaxValue, long.MaxValue) };

    public ValueTask<T> GetAsync(CancellationToken cancellationToken)
    {
        var kept = _kept;
        return kept is not null && time.GetTimestamp() < kept.RenewAt
            ? new(kept.Metadata)
            : new(Fetch().WaitAsync(cancellationToken));
    }

    private Task<T> Fetch()
    {
        lock (_lock)
        {
            var kept = _kept;
            if (kept is not null && time.GetTimestamp() < kept.RenewAt)
            {
                return Task.FromResult(kept.Metadata);
            }

            // Detached from the caller that happens to be first: its cancellation is not that of the others.
            return _fetching ??= Task.Run(FetchAsync);
        }
    }

    private async Task<T> FetchAsync()
    {
        try
        {
            var metadata = await fetch().ConfigureAwait(false);
            return Keep(metadata, AuthorizationServer.MetadataLifetime);
        }
        catch (Exception) when (_kept is { } old && time.GetTimestamp() < old.EndsAt)
        {
            // An outage of the document doesn't take a working client down.
            return Postpone(old);
        }
        finally
        {
            lock (_lock)
            {
                _fetching = null;
            }
        }
    }

    private T Keep(T metadata, TimeSpan lifetime)
    {
        var now = time.GetTimestamp();
        _kept = new Kept(metadata, now + Ticks(lifetime), now + Ticks(lifetime * 2));
        return metadata;
    }

    private T Postpone(Kept old)
    {
        _kept = new Kept(old.Metadata, Math.Min(time.GetTimestamp() + Ticks(_pauseAfterFailure), old.EndsAt), old.EndsAt);
        return old.Metadata;
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);

    private sealed class Kept(T metadata, long renewAt, long endsAt)
    {
        public T Metadata { get; } = metadata;

        public long RenewAt { get; } = renewAt;

        public long EndsAt { get; } = endsAt;
    }
}
