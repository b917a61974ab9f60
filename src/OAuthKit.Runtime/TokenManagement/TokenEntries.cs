using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace OAuthKit;

/// <summary>The entries of a manager: found by key, bounded in number. The least recently used go first.</summary>
internal sealed class TokenEntries(int max, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan _sweepInterval = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<TokenKey, TokenEntry> _entries = new();
    private readonly Lock _sweeping = new();
    private long _nextSweep = long.MinValue;
    private int _count;

    public TokenEntry? Find(TokenKey key) => _entries.GetValueOrDefault(key);

    /// <summary>The entry of a policy, locked by the caller's thread. The caller must leave the lock.</summary>
    public TokenEntry LockOrAdd(TokenPolicy policy)
    {
        while (true)
        {
            var entry = GetOrAdd(policy);
            Monitor.Enter(entry);
            if (!entry.Removed)
            {
                policy.Entry = entry;
                return entry;
            }

            Monitor.Exit(entry);
        }
    }

    public void Clear()
    {
        foreach (var (_, entry) in _entries)
        {
            lock (entry)
            {
                // Else its place may be another's by now.
                if (!entry.Removed)
                {
                    Remove(entry);
                }
            }
        }
    }

    private TokenEntry GetOrAdd(TokenPolicy policy)
    {
        if (_entries.TryGetValue(policy.Key, out var entry))
        {
            return entry;
        }

        var added = new TokenEntry(policy.Key) { LastUsed = time.GetTimestamp() };
        entry = _entries.GetOrAdd(policy.Key, added);
        if (ReferenceEquals(entry, added))
        {
            var count = Interlocked.Increment(ref _count);
            if (count > max || added.LastUsed >= Volatile.Read(ref _nextSweep))
            {
                Sweep(added);
            }
        }

        return entry;
    }

    private void Sweep(TokenEntry added)
    {
        int dropped;
        lock (_sweeping)
        {
            var now = time.GetTimestamp();
            Volatile.Write(ref _nextSweep, now + (long)(_sweepInterval.TotalSeconds * time.TimestampFrequency));
            var before = Volatile.Read(ref _count);
            RemoveWhere(entry => !ReferenceEquals(entry, added) && IsOver(entry, now));
            RemoveLeastRecentlyUsed(added);
            dropped = before - Volatile.Read(ref _count);
        }

        if (dropped > 0)
        {
            TokenLog.Dropped(logger, dropped);
        }
    }

    private static bool IsOver(TokenEntry entry, long now) =>
        (entry.Kept is null || entry.Kept.ExpiresAt <= now)
        && (entry.Failure is null || entry.Failure.Until <= now)
        && entry.NoChallengeBefore <= now;

    private void RemoveLeastRecentlyUsed(TokenEntry added)
    {
        if (Volatile.Read(ref _count) <= max)
        {
            return;
        }

        // A tenth at a time, so that a full manager doesn't sort itself at every new token.
        var excess = Volatile.Read(ref _count) - (max - (max / 10));
        foreach (var entry in OldestFirst())
        {
            if (excess <= 0)
            {
                return;
            }

            if (!ReferenceEquals(entry, added) && TryRemove(entry))
            {
                excess--;
            }
        }
    }

    private void RemoveWhere(Func<TokenEntry, bool> isOver)
    {
        foreach (var (_, entry) in _entries)
        {
            // Its token comes and goes: what is asked must still hold when the entry goes.
            lock (entry)
            {
                if (isOver(entry))
                {
                    TryRemove(entry);
                }
            }
        }
    }

    // The times are taken first: they change while the entries are sorted.
    private List<TokenEntry> OldestFirst()
    {
        var entries = new List<TokenEntry>(Volatile.Read(ref _count));
        foreach (var (_, entry) in _entries)
        {
            entry.SortedBy = entry.LastUsed;
            entries.Add(entry);
        }

        entries.Sort(static (left, right) => left.SortedBy.CompareTo(right.SortedBy));
        return entries;
    }

    private bool TryRemove(TokenEntry entry)
    {
        lock (entry)
        {
            return entry.Flight is null && !entry.Removed && Remove(entry);
        }
    }

    private bool Remove(TokenEntry entry)
    {
        entry.Removed = true;
        // Policies that remember the entry find no token in it, and look again.
        entry.Kept = null;
        entry.Flight = null;
        if (_entries.TryRemove(entry.Key, out _))
        {
            Interlocked.Decrement(ref _count);
        }

        return true;
    }
}
