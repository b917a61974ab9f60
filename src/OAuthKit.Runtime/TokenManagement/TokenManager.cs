using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace OAuthKit;

/// <summary>
/// Keeps tokens in memory, renews them ahead of their end, and asks for each at most once at a time. Safe for use by many
/// threads. It lives as long as the application: a token that is kept costs nothing to hand out.
/// </summary>
public sealed class TokenManager : IDisposable
{
    private static readonly TimeSpan _longestStaleWait = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time;
    private readonly TokenEntries _entries;
    private readonly TokenPauses _pauses;
    private readonly TokenAcquisition _acquisition;
    private readonly OAuthTelemetry _telemetry;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _disposed = new();

    /// <summary>Makes a manager that holds no token yet.</summary>
    /// <param name="options">How it keeps and renews tokens.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public TokenManager(TokenManagerOptions? options = null)
    {
        options = (options ?? new TokenManagerOptions()).Copy();
        _time = options.Clock;
        _logger = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger<TokenManager>();
        _telemetry = OAuthTelemetry.For(options.MeterFactory);
        _entries = new TokenEntries(options.MaxEntries, _time, _logger);
        _pauses = new TokenPauses(_time);
        _acquisition = new TokenAcquisition(options, _pauses, _telemetry, _logger, _disposed.Token);
    }

    internal OAuthTelemetry Telemetry => _telemetry;

    /// <summary>
    /// The token of a policy: the kept one while it is fresh, at once and without an allocation; ahead of its end the kept one,
    /// with a renewal started in the background; else a new one, for which all callers of the policy wait together.
    /// </summary>
    /// <param name="policy">Which token.</param>
    /// <param name="cancellationToken">Ends the waiting of this caller, and not the acquisition.</param>
    /// <returns>The tokens.</returns>
    /// <exception cref="OAuthException">No token could be had; the same failure is returned for a second, or as long as the server asks.</exception>
    /// <exception cref="HttpRequestException">The server can't be reached.</exception>
    public ValueTask<TokenSet> GetTokenAsync(TokenPolicy policy, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(policy);
        if (policy.Entry is { } entry && entry.Kept is { } kept && policy.Manager == this && !cancellationToken.IsCancellationRequested)
        {
            var now = _time.GetTimestamp();
            if (now < kept.RefreshAt)
            {
                entry.LastUsed = now;
                _telemetry.LookedUp(CacheResult.Hit, policy.Name);
                return new(kept.Tokens);
            }
        }

        return FindOrObtainAsync(policy, cancellationToken);
    }

    /// <summary>Drops the token of a policy, so that the next call asks for a new one, also where one is on its way.</summary>
    /// <param name="policy">Which token.</param>
    public void Forget(TokenPolicy policy) => Take(policy);

    /// <summary>Drops the token of a policy and hands it to the caller; null where none was kept.</summary>
    internal TokenSet? Take(TokenPolicy policy)
    {
        Check(policy);
        return Take(policy.Key);
    }

    /// <summary>Ends what is under way and drops all tokens.</summary>
    public void Dispose()
    {
        _disposed.Cancel();
        _entries.Clear();
    }

    internal void Forget(TokenKey key) => Take(key);

    private TokenSet? Take(TokenKey key)
    {
        if (_entries.Find(key) is not { } entry)
        {
            return null;
        }

        lock (entry)
        {
            var kept = entry.Kept;
            entry.Kept = null;
            entry.Failure = null;
            entry.Flight = null;
            return kept?.Tokens;
        }
    }

    /// <summary>
    /// After an API has refused a token, given as the header that carried it: the token that replaced it meanwhile, or a new
    /// one; null where a renewal wouldn't help, because a renewed token was refused too a short while ago.
    /// </summary>
    internal ValueTask<TokenSet?> RenewAsync(TokenPolicy policy, string? refused, CancellationToken cancellationToken)
    {
        TokenFlight? flight;
        var isNew = false;
        var isStopped = false;
        var entry = _entries.LockOrAdd(policy);
        try
        {
            var now = _time.GetTimestamp();
            var kept = entry.Kept;
            if (kept is not null && kept.Tokens.AccessToken.AuthorizationHeader != refused && now < kept.ExpiresAt)
            {
                return new(kept.Tokens);
            }

            if (now < entry.NoChallengeBefore)
            {
                return default;
            }

            if (kept is { ByChallenge: true } && now < kept.ObtainedAt + _pauses.Challenge)
            {
                isStopped = StopChallenges(entry, now);
                return default;
            }

            entry.Kept = null;
            flight = entry.Flight;
            if (flight is null)
            {
                if (Held(entry, now) is { } failure)
                {
                    return new(failure.WaitAsync(cancellationToken)!);
                }

                entry.Flight = flight = new TokenFlight(_acquisition, entry, policy, isRenewal: false);
                isNew = true;
            }

            flight.ByChallenge = true;
        }
        finally
        {
            Monitor.Exit(entry);
            LogIf(isStopped, policy);
        }

        if (isNew)
        {
            flight.Start();
        }

        return new(flight.Task.WaitAsync(cancellationToken)!);
    }

    /// <summary>A token that was just renewed by a challenge was refused as well.</summary>
    internal void RefusedAgain(TokenPolicy policy)
    {
        bool isStopped;
        var entry = _entries.LockOrAdd(policy);
        try
        {
            isStopped = StopChallenges(entry, _time.GetTimestamp());
        }
        finally
        {
            Monitor.Exit(entry);
        }

        LogIf(isStopped, policy);
    }

    private ValueTask<TokenSet> FindOrObtainAsync(TokenPolicy policy, CancellationToken cancellationToken)
    {
        Check(policy);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<TokenSet>(cancellationToken);
        }

        TokenFlight? flight;
        var isNew = false;
        KeptToken? usable = null;
        Task<TokenSet>? held = null;
        string result;
        var entry = _entries.LockOrAdd(policy);
        long now;
        try
        {
            now = _time.GetTimestamp();
            entry.LastUsed = now;
            flight = entry.Flight;
            if (entry.Kept is { } kept && now < kept.ExpiresAt)
            {
                usable = kept;
                if (flight is null && now >= (policy.RenewsAhead ? kept.RefreshAt : kept.StaleAt) && now >= entry.NoRenewalBefore)
                {
                    flight = entry.Flight = new TokenFlight(_acquisition, entry, policy, isRenewal: true);
                    isNew = true;
                }

                result = now < kept.RefreshAt ? CacheResult.Hit : now < kept.StaleAt ? CacheResult.Due : CacheResult.Stale;
            }
            else if (flight is not null)
            {
                result = CacheResult.Coalesced;
            }
            else if (Held(entry, now) is { } failure)
            {
                held = failure;
                result = CacheResult.Held;
            }
            else
            {
                flight = entry.Flight = new TokenFlight(_acquisition, entry, policy, isRenewal: false);
                isNew = true;
                result = CacheResult.Miss;
            }
        }
        finally
        {
            Monitor.Exit(entry);
        }

        if (isNew)
        {
            flight!.Start();
        }

        _telemetry.LookedUp(result, policy.Name);
        return usable is null ? new((held ?? flight!.Task).WaitAsync(cancellationToken))
            : flight is null || result != CacheResult.Stale ? new(usable.Tokens)
            : new(WaitForRenewalAsync(usable, flight, usable.ExpiresAt - now, cancellationToken));
    }

    /// <summary>A token near its end is good enough where its successor is late or can't be had.</summary>
    private async Task<TokenSet> WaitForRenewalAsync(KeptToken usable, TokenFlight flight, long remaining, CancellationToken cancellationToken)
    {
        var wait = TimeSpan.FromSeconds(Math.Min(_longestStaleWait.TotalSeconds, (double)remaining / _time.TimestampFrequency));
        try
        {
            return await flight.Task.WaitAsync(wait, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested && _time.GetTimestamp() < usable.ExpiresAt)
        {
            return usable.Tokens;
        }
        catch (TimeoutException) when (!cancellationToken.IsCancellationRequested)
        {
            // It ended while its successor was waited for.
            return await flight.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static Task<TokenSet>? Held(TokenEntry entry, long now) =>
        entry.Failure is { } failure && now < failure.Until ? failure.Task : null;

    private bool StopChallenges(TokenEntry entry, long now)
    {
        if (now < entry.NoChallengeBefore)
        {
            return false;
        }

        entry.NoChallengeBefore = now + _pauses.Challenge;
        return true;
    }

    private void LogIf(bool isStopped, TokenPolicy policy)
    {
        if (isStopped)
        {
            TokenLog.RenewedTokenRefused(_logger, policy.Name, _pauses.At(_pauses.Challenge));
        }
    }

    private void Check(TokenPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
        if (policy.Manager != this)
        {
            throw new ArgumentException($"The policy \"{policy.Name}\" has no token in this manager: it is anonymous, supplied by the caller, or of another manager.", nameof(policy));
        }
    }
}
