using Microsoft.Extensions.Logging;

namespace OAuthKit;

/// <summary>Carries out one flight: asks the source, keeps what it gives or the failure for a while, and tells those who wait.</summary>
internal sealed class TokenAcquisition(TokenManagerOptions options, TokenPauses pauses, OAuthTelemetry telemetry, ILogger logger, CancellationToken disposed)
{
    // A user has the time that the server or the prompt gives them.
    private static readonly TimeSpan _longestSignIn = TimeSpan.FromDays(1);

    public async Task RunAsync(TokenFlight flight)
    {
        using var timeout = new CancellationTokenSource(flight.Policy.Source!.AsksUser ? _longestSignIn : options.AcquisitionTimeout, options.TimeProvider);
        using var registration = disposed.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), timeout);
        TokenSet tokens;
        try
        {
            tokens = await flight.Policy.Source.RequestTokenAsync(timeout.Token).WaitAsync(timeout.Token).ConfigureAwait(false)
                ?? throw new InvalidOperationException("The token source gave no token. Throw an exception where there is none.");
            tokens.AccessToken.ThrowIfNotApplicable();
        }
        catch (Exception e)
        {
            Fail(flight, Translate(e, timeout.Token));
            return;
        }

        Succeed(flight, tokens);
    }

    private void Succeed(TokenFlight flight, TokenSet tokens)
    {
        var entry = flight.Entry;
        var lifetime = tokens.ExpiresIn ?? options.DefaultLifetime;
        if (flight.Policy.EndsAt - options.TimeProvider.GetUtcNow() is { } rest && rest < lifetime)
        {
            lifetime = rest;
        }

        lock (entry)
        {
            // Else it was forgotten meanwhile: those who wait get the token, and nobody after them.
            if (ReferenceEquals(entry.Flight, flight))
            {
                entry.Flight = null;
                entry.Failure = null;
                Keep(entry, tokens, lifetime, flight.ByChallenge);
            }
        }

        // Those who wait come first: a listener that throws doesn't keep them from their token.
        flight.SetResult(tokens);
        telemetry.Obtained(flight.Policy.Name, lifetime);
        if (flight.IsRenewal)
        {
            telemetry.Renewed(flight.Policy.Name, inBackground: true, error: null);
        }
    }

    private void Keep(TokenEntry entry, TokenSet tokens, TimeSpan lifetime, bool byChallenge)
    {
        var now = options.Clock.GetTimestamp();
        var old = entry.Kept is { } kept && now < kept.ExpiresAt ? kept : null;
        if (lifetime <= TimeSpan.Zero)
        {
            // With expires_in 0 those who wait get the token, and nobody after them; one that still lasts is served on.
            entry.Kept = old;
            entry.NoRenewalBefore = old is null ? long.MinValue : now + pauses.BeforeRenewal(old.ExpiresAt - now);
            return;
        }

        var schedule = TokenSchedule.Of(now, lifetime, options, TokenPauses.Jitter());
        entry.NoRenewalBefore = long.MinValue;
        if (old is not null && IsNoNewer(tokens, schedule, old))
        {
            // A server that hands out the same token again isn't asked until that one is about to end.
            schedule = schedule.WithoutRenewalAhead();
            entry.NoRenewalBefore = now + pauses.BeforeRenewal(schedule.ExpiresAt - now);
        }

        entry.Kept = new KeptToken(tokens, schedule, now, byChallenge);
    }

    private void Fail(TokenFlight flight, Exception exception)
    {
        var entry = flight.Entry;
        var pause = pauses.AfterFailure(exception);
        var renewalPause = pause;
        bool serves;
        lock (entry)
        {
            var now = options.Clock.GetTimestamp();
            serves = entry.Kept is { } kept && now < kept.ExpiresAt;
            if (serves)
            {
                renewalPause = Math.Max(pause, pauses.BeforeRenewal(entry.Kept!.ExpiresAt - now));
            }

            if (ReferenceEquals(entry.Flight, flight))
            {
                entry.Flight = null;
                entry.Failure = new HeldFailure(flight.Task, now + pause);
                entry.NoRenewalBefore = now + renewalPause;
            }
        }

        if (exception is OAuthException fault && !(fault.RetryAt >= pauses.At(pause)))
        {
            fault.RetryAt = pauses.At(pause);
        }

        flight.SetException(exception);
        // Nobody may be waiting for a renewal in the background.
        _ = flight.Task.Exception;
        var error = OAuthTelemetry.ErrorType(exception);
        if (serves)
        {
            TokenLog.RenewalFailed(logger, flight.Policy.Name, error, pauses.At(renewalPause));
            telemetry.Renewed(flight.Policy.Name, inBackground: true, error);
        }
        else
        {
            TokenLog.AcquisitionFailed(logger, flight.Policy.Name, error, pauses.At(pause));
        }
    }

    private Exception Translate(Exception e, CancellationToken timeout)
    {
        if (e is not OperationCanceledException || !timeout.IsCancellationRequested)
        {
            return e;
        }

        return disposed.IsCancellationRequested
            ? new ObjectDisposedException(nameof(TokenManager))
            : new OAuthException(
                OAuthFault.AcquisitionTimeout,
                $"No token was obtained within {options.AcquisitionTimeout.TotalSeconds:0.###} s. Check that the authorization server can be reached.",
                new TimeoutException(null, e));
    }

    private static bool IsNoNewer(TokenSet tokens, TokenSchedule schedule, KeptToken old) =>
        schedule.ExpiresAt <= old.ExpiresAt || tokens.AccessToken.Equals(old.Tokens.AccessToken);
}
