namespace OAuthKit;

/// <summary>How a client binds its tokens to a key (<see href="https://www.rfc-editor.org/rfc/rfc9449">RFC 9449</see>).</summary>
public sealed class DpopOptions
{
    // As far as a clock is ever wrong and still meant to be used.
    private static readonly TimeSpan _maxClockOffset = TimeSpan.FromHours(24);

    /// <summary>The key that all tokens of the client are bound to, those of its users included. It isn't disposed with the client.</summary>
    /// <value>
    /// The default, null, makes a key in memory for the client's own tokens, and a new one for each sign-in, so that users don't
    /// share one (<see href="https://www.rfc-editor.org/rfc/rfc9449#section-11.4">RFC 9449 section 11.4</see>).
    /// </value>
    public DpopKey? Key { get; init; }

    /// <summary>The algorithm of the keys that are made where <see cref="Key"/> is null; see <see cref="JwsAlgorithms"/>.</summary>
    /// <value>The default is <c>ES256</c>.</value>
    /// <exception cref="ArgumentException">It isn't one of RSA or EC keys.</exception>
    public string Algorithm
    {
        get;
        init => field = DpopKey.CheckAlgorithm(value);
    } = JwsAlgorithms.ES256;

    /// <summary>Keeps the keys of sign-ins that are under way.</summary>
    /// <value>The default, null, puts the private key into the transaction, which its store protects.</value>
    public DpopKeyStore? KeyStore { get; init; }

    /// <summary>What is added to the clock for the <c>iat</c> of proofs; negative where this machine is ahead of the servers.</summary>
    /// <value>The default is zero.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is beyond a day.</exception>
    public TimeSpan ClockOffset
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, -_maxClockOffset);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, _maxClockOffset);
            field = value;
        }
    }

    /// <summary>
    /// Takes a <c>Bearer</c> token where a server answers a request for a bound one with that. Such a token works for whoever has
    /// taken it away (<see href="https://www.rfc-editor.org/rfc/rfc9449#section-5">RFC 9449 section 5</see>).
    /// </summary>
    /// <value>The default is false: the token is refused.</value>
    public bool DangerouslyAcceptBearer { get; init; }
}
