namespace OAuthKit;

/// <summary>
/// Remembers which JWTs were taken, so that none is taken twice (<c>jti</c>,
/// <see href="https://www.rfc-editor.org/rfc/rfc7519#section-4.1.7">RFC 7519 section 4.1.7</see>). Derive from it for a store that
/// several nodes share; it must add in one step, so that of two nodes one succeeds. Safe for use by many threads.
/// </summary>
public abstract class JwtReplayStore
{
    /// <summary>Remembers in this process, and only there.</summary>
    /// <param name="maxEntries">How many are remembered. Where there are more, those go first that end first.</param>
    /// <param name="timeProvider">The clock; the system's by default.</param>
    /// <returns>A new store.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number isn't above zero.</exception>
    public static JwtReplayStore InMemory(int maxEntries = 10_000, TimeProvider? timeProvider = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxEntries);
        return new MemoryReplayStore(maxEntries, timeProvider ?? TimeProvider.System);
    }

    /// <summary>Notes that a JWT was taken.</summary>
    /// <param name="identifier">What tells it from all others: a hash, which holds nothing of the JWT.</param>
    /// <param name="until">When it may be forgotten: the JWT is refused by its age from then on.</param>
    /// <param name="cancellationToken">Ends the work, where it is remote.</param>
    /// <returns>False where it was noted before.</returns>
    public abstract Task<bool> TryAddAsync(string identifier, DateTimeOffset until, CancellationToken cancellationToken);
}
