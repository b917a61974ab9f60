namespace OAuthKit;

/// <summary>
/// Keeps the keys of sign-ins that are under way, from the start to the callback, in a place of the application's own, such as a
/// vault. Without one the private key rides in the transaction
/// (<see href="https://www.rfc-editor.org/rfc/rfc9449#section-10">RFC 9449 section 10</see>).
/// </summary>
public abstract class DpopKeyStore
{
    /// <summary>
    /// Makes the key of a sign-in that begins. A store that must find it again after a restart or on another node makes a key whose
    /// private part it can keep, since none can be had from a key that OAuthKit made.
    /// </summary>
    /// <param name="algorithm">The algorithm, that of <see cref="DpopOptions.Algorithm"/>.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>A key for that algorithm, new each time, so that users don't share one (<see href="https://www.rfc-editor.org/rfc/rfc9449#section-11.4">RFC 9449 section 11.4</see>). By default one in memory.</returns>
    public virtual ValueTask<DpopKey> CreateAsync(string algorithm, CancellationToken cancellationToken) => new(DpopKey.Create(algorithm));

    /// <summary>Takes the key of a sign-in that begins, one of <see cref="CreateAsync"/>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>A text by which the key is found again. It is no secret, but unique.</returns>
    public abstract ValueTask<string> AddAsync(DpopKey key, CancellationToken cancellationToken);

    /// <summary>Finds a key.</summary>
    /// <param name="handle">What <see cref="AddAsync"/> gave.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The key; null where it isn't there any more, which ends the sign-in.</returns>
    public abstract ValueTask<DpopKey?> FindAsync(string handle, CancellationToken cancellationToken);
}
