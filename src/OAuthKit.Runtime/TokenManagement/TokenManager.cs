using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace OAuthKit;

/// <summary>
/// Keeps tokens in memory, renews them ahead of their end, and asks for each at most once at a time. Safe for use by many
/// threads. It lives as long as the application: a token that is kept costs nothing to hand out.
/// </summary>
public sealed class TokenManager : IDisposable
{
    private static readonly TimeSpan _failurePause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _overloadPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _challengePause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _longestRenewalPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _longestStaleWait = TimeSpan.FromSeconds(5);

    private readonly TokenManagerOptions _options;
    private readonly TimeProvider _time;
    private readonly TokenEntries _entries;
    private readonly OAuthTelemetry _telemetry;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _disposed = new();

    /// <summary>Makes a manager that holds no token yet.</summary>
    /// <param name="options">How it keeps and renews tokens.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public TokenManager(TokenManagerOptions? options = null)
    {
        _options = (options ?? new TokenManagerOptions()).Copy();
        _time = _options.TimeProvider;
        _logger = (_options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger<TokenManager>();
        _telemetry = OAuthTelemetry.For(_options.MeterFactory);
        _entries = new TokenEntries(_options.MaxEntries, _time, _logger);
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

    /// <summary>Drops the token of a policy, so that the next call asks for a new one.</summary>
    /// <param name="policy">Which token.</param>
    public void Forget(TokenPolicy policy)
    {
        Check(policy);
        if (_entries.Find(policy) is { } entry)
        {
            lock (entry)
            {
                entry.Kept = null;
                entry.Failure = null;
            }
        }
    }

    /// <summary>Ends what is under way and drops all tokens.</summary>
    public void Dispose()
    {
        _disposed.Cancel();
        _entries.Clear();
    }

    /// <summary>
    /// After an API has refused a token, given as the header that carried it: the token that replaced it meanwhile, or a new one; null where a renewal wouldn't help,
    /// because a renewed token was refused too a short while ago.
    /// </summary>
    internal ValueTask<TokenSet?> RenewAsync(TokenPolicy policy, string? refused, CancellationToken cancellationToken)
    {
        TokenFlight? flight;
        var isNew = false;
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

            if (kept is { ByChallenge: true } && now < kept.ObtainedAt + Ticks(_challengePause))
            {
                StopChallenges(policy, entry, now);
                return default;
            }

            entry.Kept = null;
            flight = entry.Flight;
            if (flight is null)
            {
                if (Held(entry, now) is { } failure)
                {
                    return ValueTask.FromException<TokenSet?>(failure);
                }

                entry.Flight = flight = new TokenFlight(this, entry, policy, isRenewal: false);
                isNew = true;
            }

            flight.ByChallenge = true;
        }
        finally
        {
            Monitor.Exit(entry);
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
        var entry = _entries.LockOrAdd(policy);
        try
        {
            var now = _time.GetTimestamp();
            if (now >= entry.NoChallengeBefore)
            {
                StopChallenges(policy, entry, now);
            }
        }
        finally
        {
            Monitor.Exit(entry);
        }
    }

    internal async Task RunAsync(TokenFlight flight)
    {
        using var timeout = new CancellationTokenSource(_options.AcquisitionTimeout, _time);
        using var registration = _disposed.Token.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), timeout);
        try
        {
            var tokens = await flight.Policy.Source!.RequestTokenAsync(timeout.Token).WaitAsync(timeout.Token).ConfigureAwait(false)
                ?? throw new InvalidOperationException("The token source gave no token. Throw an exception where there is none.");
            Succeed(flight, tokens);
        }
        catch (Exception e)
        {
            Fail(flight, Translate(e, timeout.Token));
        }
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
                if (flight is null && now >= kept.RefreshAt && now >= entry.NoRenewalBefore)
                {
                    flight = entry.Flight = new TokenFlight(this, entry, policy, isRenewal: true);
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
                _telemetry.LookedUp(CacheResult.Held, policy.Name);
                return ValueTask.FromException<TokenSet>(failure);
            }
            else
            {
                flight = entry.Flight = new TokenFlight(this, entry, policy, isRenewal: false);
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
        return usable is null ? new(flight!.Task.WaitAsync(cancellationToken))
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

    private void Succeed(TokenFlight flight, TokenSet tokens)
    {
        var entry = flight.Entry;
        var lifetime = tokens.ExpiresIn ?? _options.DefaultLifetime;
        lock (entry)
        {
            var now = _time.GetTimestamp();
            var schedule = TokenSchedule.Of(now, lifetime, _options, Jitter());
            if (entry.Kept is { } old && IsNoNewer(tokens, schedule, old))
            {
                // A server that hands out the same token again isn't asked until that one is about to end.
                schedule = schedule.WithoutRenewalAhead();
                entry.NoRenewalBefore = now + RenewalPause(schedule.ExpiresAt - now);
            }
            else
            {
                entry.NoRenewalBefore = long.MinValue;
            }

            // With expires_in 0 those who wait get the token, and nobody after them.
            entry.Kept = lifetime > TimeSpan.Zero ? new KeptToken(tokens, schedule, now, flight.ByChallenge) : null;
            entry.Failure = null;
            entry.Flight = null;
        }

        _telemetry.Obtained(flight.Policy.Name, lifetime);
        if (flight.IsRenewal)
        {
            _telemetry.Renewed(flight.Policy.Name, inBackground: true, error: null);
        }

        flight.SetResult(tokens);
    }

    private void Fail(TokenFlight flight, Exception exception)
    {
        var entry = flight.Entry;
        var pause = FailurePause(exception);
        DateTimeOffset retryAt;
        bool serves;
        lock (entry)
        {
            var now = _time.GetTimestamp();
            serves = entry.Kept is { } kept && now < kept.ExpiresAt;
            if (serves)
            {
                var renewalPause = Math.Max(RenewalPause(entry.Kept!.ExpiresAt - now), Ticks(pause));
                entry.NoRenewalBefore = now + renewalPause;
                retryAt = After(renewalPause);
            }
            else
            {
                retryAt = After(Ticks(pause));
            }

            entry.Failure = new HeldFailure(exception, now + Ticks(pause));
            entry.Flight = null;
        }

        if (exception is OAuthException fault)
        {
            fault.RetryAt ??= After(Ticks(pause));
        }

        var error = OAuthTelemetry.ErrorType(exception);
        if (serves)
        {
            TokenLog.RenewalFailed(_logger, flight.Policy.Name, error, retryAt);
            _telemetry.Renewed(flight.Policy.Name, inBackground: true, error);
        }
        else
        {
            TokenLog.AcquisitionFailed(_logger, flight.Policy.Name, error, retryAt);
        }

        flight.SetException(exception);
        // Nobody may be waiting for a renewal in the background.
        _ = flight.Task.Exception;
    }

    private Exception Translate(Exception e, CancellationToken timeout)
    {
        if (e is not OperationCanceledException || !timeout.IsCancellationRequested)
        {
            return e;
        }

        return _disposed.IsCancellationRequested
            ? new ObjectDisposedException(nameof(TokenManager))
            : new OAuthException(
                OAuthFault.AcquisitionTimeout,
                $"No token was obtained within {_options.AcquisitionTimeout.TotalSeconds:0.###} s. Check that the authorization server can be reached.",
                new TimeoutException(null, e));
    }

    private TimeSpan FailurePause(Exception exception)
    {
        var pause = exception is OAuthException { StatusCode: (int)HttpStatusCode.TooManyRequests or (int)HttpStatusCode.ServiceUnavailable }
            ? _overloadPause
            : _failurePause;
        var asked = (exception as OAuthException)?.RetryAt - _time.GetUtcNow();
        return asked > _failurePause ? asked.Value : pause;
    }

    // min(30 s, a quarter of what is left), a tenth more or less.
    private long RenewalPause(long remaining) =>
        (long)(Math.Min(Ticks(_longestRenewalPause), remaining / 4) * (1 + (Jitter() / 10)));

    private static bool IsNoNewer(TokenSet tokens, TokenSchedule schedule, KeptToken old) =>
        schedule.ExpiresAt <= old.ExpiresAt || tokens.AccessToken.Equals(old.Tokens.AccessToken);

    private static Exception? Held(TokenEntry entry, long now) =>
        entry.Failure is { } failure && now < failure.Until ? failure.Exception : null;

    private static double Jitter() => (RandomNumberGenerator.GetInt32(2001) - 1000) / 1000.0;

    private void StopChallenges(TokenPolicy policy, TokenEntry entry, long now)
    {
        entry.NoChallengeBefore = now + Ticks(_challengePause);
        TokenLog.RenewedTokenRefused(_logger, policy.Name, After(Ticks(_challengePause)));
    }

    private DateTimeOffset After(long ticks) => _time.GetUtcNow() + TimeSpan.FromSeconds((double)ticks / _time.TimestampFrequency);

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * _time.TimestampFrequency);

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
