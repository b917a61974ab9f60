using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace OAuthKit;

/// <summary>The sign-ins whose tokens one manager keeps: policies that ask for the same are signed in for once.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A semaphore holds nothing to dispose of while nobody asks for its wait handle.")]
internal sealed class UserSignIns
{
    private static readonly ConditionalWeakTable<TokenManager, UserSignIns> _all = new();

    private readonly Lock _gate = new();
    private readonly Dictionary<TokenKey, UserSession> _sessions = [];
    private readonly SemaphoreSlim _turn = new(1, 1);

    public static UserSignIns Of(TokenManager manager) => _all.GetValue(manager, static _ => new());

    public UserSession GetOrAdd(TokenKey key, Func<TokenKey, SemaphoreSlim, UserSession> create)
    {
        lock (_gate)
        {
            return _sessions.TryGetValue(key, out var known) ? known : _sessions[key] = create(key, _turn);
        }
    }
}
