using System.Diagnostics;

namespace OAuthKit;

/// <summary>One acquisition under way. It runs on a thread of the pool, in no caller's context, and completes everyone who waits.</summary>
internal sealed class TokenFlight(TokenAcquisition acquisition, TokenEntry entry, TokenPolicy policy, bool isRenewal)
    : TaskCompletionSource<TokenSet>(TaskCreationOptions.RunContinuationsAsynchronously), IThreadPoolWorkItem
{
    private readonly Activity? _parent = Activity.Current;

    public TokenEntry Entry { get; } = entry;

    public TokenPolicy Policy { get; } = policy;

    /// <summary>Whether a token that could be used was there at the start.</summary>
    public bool IsRenewal { get; } = isRenewal;

    /// <summary>Whether a challenge asked for it. Guarded by the lock of the entry.</summary>
    public bool ByChallenge { get; set; }

    public void Start() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    void IThreadPoolWorkItem.Execute()
    {
        // The trace shows which call caused the request; nothing else of that call's context is here.
        if (_parent is not null)
        {
            Activity.Current = _parent;
        }

        _ = acquisition.RunAsync(this);
    }
}
