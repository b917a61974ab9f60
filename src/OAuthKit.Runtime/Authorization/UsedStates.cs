namespace OAuthKit;

/// <summary>The states of responses that were processed, until their transactions expire: a second response finds its state used (RFC 9700 section 4.5). Bounded; where there are too many, the oldest is forgotten.</summary>
internal sealed class UsedStates
{
    public const int Capacity = 10_000;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _states = new(StringComparer.Ordinal);
    private readonly Queue<Used> _order = new();

    /// <summary>Whether it was used before.</summary>
    public bool IsUsed(AuthorizationTransaction transaction)
    {
        lock (_lock)
        {
            return _states.Contains(transaction.State);
        }
    }

    /// <summary>Uses it; false where it was used before.</summary>
    public bool TryUse(AuthorizationTransaction transaction, DateTimeOffset now)
    {
        lock (_lock)
        {
            while (_order.TryPeek(out var oldest) && (oldest.Until <= now || _order.Count == Capacity))
            {
                _states.Remove(_order.Dequeue().State);
            }

            if (!_states.Add(transaction.State))
            {
                return false;
            }

            _order.Enqueue(new Used(transaction.State, transaction.ExpiresAt));
            return true;
        }
    }

    private sealed class Used(string state, DateTimeOffset until)
    {
        public string State { get; } = state;

        public DateTimeOffset Until { get; } = until;
    }
}
