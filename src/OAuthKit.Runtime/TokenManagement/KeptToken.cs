namespace OAuthKit;

/// <summary>A token and its times, as timestamps of the manager's clock. Immutable, so that a reader needs no lock.</summary>
internal sealed class KeptToken(TokenSet tokens, TokenSchedule schedule, long obtainedAt, bool byChallenge)
{
    public TokenSet Tokens { get; } = tokens;

    public long RefreshAt { get; } = schedule.RefreshAt;

    public long StaleAt { get; } = schedule.StaleAt;

    public long ExpiresAt { get; } = schedule.ExpiresAt;

    public long ObtainedAt { get; } = obtainedAt;

    /// <summary>Whether it was obtained because an API had refused its predecessor.</summary>
    public bool ByChallenge { get; } = byChallenge;
}
