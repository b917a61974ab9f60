namespace OAuthKit;

/// <summary>
/// The state of one key: a token that is read without a lock, and what is guarded by a lock on the entry, which never is held
/// while anything is awaited or anybody's code runs.
/// </summary>
internal sealed class TokenEntry(TokenKey key)
{
    public TokenKey Key { get; } = key;

    private volatile KeptToken? _kept;

    /// <summary>The token, where there is one.</summary>
    public KeptToken? Kept
    {
        get => _kept;
        set => _kept = value;
    }

    /// <summary>When the entry was last asked for. Written without a lock: the order of eviction may be off by a call.</summary>
    public long LastUsed { get; set; }

    /// <summary>What <see cref="LastUsed"/> was when entries were last sorted by it.</summary>
    public long SortedBy { get; set; }

    /// <summary>The one acquisition under way.</summary>
    public TokenFlight? Flight { get; set; }

    /// <summary>The last failure, while it is returned without asking again.</summary>
    public HeldFailure? Failure { get; set; }

    /// <summary>No renewal ahead of the end before this.</summary>
    public long NoRenewalBefore { get; set; } = long.MinValue;

    /// <summary>No renewal by a challenge before this.</summary>
    public long NoChallengeBefore { get; set; } = long.MinValue;

    /// <summary>The entry is out of the manager: look for another.</summary>
    public bool Removed { get; set; }
}
