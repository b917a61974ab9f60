namespace OAuthKit;

/// <summary>When a token is due for renewal, stale, and ended, in timestamps of a clock.</summary>
internal readonly record struct TokenSchedule(long RefreshAt, long StaleAt, long ExpiresAt)
{
    // Far below where timestamps overflow; a clock that runs for ten years is another clock.
    private const double LongestSeconds = 3650d * 24 * 60 * 60;
    private const double SkewPart = 4;
    private const double WindowPart = 5;

    /// <summary>Computes the times.</summary>
    /// <param name="now">The timestamp from which the lifetime counts.</param>
    /// <param name="lifetime">How long the token lasts.</param>
    /// <param name="options">Skew and window.</param>
    /// <param name="jitter">From -1 to 1: so many tenths of the window earlier or later, so that many processes don't renew at once.</param>
    public static TokenSchedule Of(long now, TimeSpan lifetime, TokenManagerOptions options, double jitter)
    {
        var seconds = Math.Min(lifetime.TotalSeconds, LongestSeconds);
        var skew = Math.Min(options.ClockSkew.TotalSeconds, seconds / SkewPart);
        var window = Math.Max(2 * skew, Math.Min(options.RefreshAhead.TotalSeconds, seconds / WindowPart));
        var refresh = seconds - window + (jitter * window / 10);
        var frequency = options.Clock.TimestampFrequency;
        return new(
            now + (long)(refresh * frequency),
            now + (long)((seconds - skew) * frequency),
            now + (long)(seconds * frequency));
    }

    /// <summary>The same token, which is not asked for again before the hard margin.</summary>
    public TokenSchedule WithoutRenewalAhead() => this with { RefreshAt = StaleAt };
}
