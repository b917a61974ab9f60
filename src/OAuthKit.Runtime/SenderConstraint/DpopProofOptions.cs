namespace OAuthKit;

/// <summary>Which DPoP proofs are taken (<see href="https://www.rfc-editor.org/rfc/rfc9449#section-4.3">RFC 9449 section 4.3</see>).</summary>
public sealed class DpopProofOptions
{
    private static readonly TimeSpan _longestLifetime = TimeSpan.FromMinutes(5);

    /// <summary>The signature algorithms that are taken, besides those of <see cref="Verifier"/>.</summary>
    /// <value>The default is RS, PS and ES with 256, 384 and 512 bits.</value>
    /// <exception cref="ArgumentException">One of them isn't among those.</exception>
    public IReadOnlyList<string> Algorithms
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            var checkedNames = new string[value.Count];
            for (var i = 0; i < checkedNames.Length; i++)
            {
                checkedNames[i] = VerificationAlgorithms.Check(value[i]);
            }

            field = checkedNames;
        }
    } = VerificationAlgorithms.All;

    /// <summary>Verifies signatures by an algorithm of another package, such as EdDSA by <c>Ed25519Verifier.Instance</c> of OAuthKit.EdDsa.</summary>
    /// <value>The default, null, takes <see cref="Algorithms"/> only.</value>
    public JwsVerifier? Verifier { get; init; }

    /// <summary>How old a proof may be, by its <c>iat</c>. A longer time takes more room to remember the proofs that were taken.</summary>
    /// <value>The default is 60 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">It isn't above zero, or is longer than 5 minutes.</exception>
    public TimeSpan Lifetime
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, _longestLifetime);
            field = value;
        }
    } = TimeSpan.FromSeconds(60);

    /// <summary>How far the clocks of this machine and of a client may be apart.</summary>
    /// <value>The default is 60 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or longer than 60 seconds.</exception>
    public TimeSpan ClockSkew
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, JwtClaims.Skew);
            field = value;
        }
    } = JwtClaims.Skew;

    /// <summary>Remembers which proofs were taken, so that none is taken twice (<see href="https://www.rfc-editor.org/rfc/rfc9449#section-11.1">RFC 9449 section 11.1</see>).</summary>
    /// <value>The default, null, remembers the last 100,000 in this process. Several nodes need one store that they share.</value>
    public JwtReplayStore? ReplayStore { get; init; }

    /// <summary>
    /// Whether a nonce is one that was given out and is still good. Where this is set, a proof without a nonce is refused too, and
    /// both are to be answered with <c>use_dpop_nonce</c> and a new nonce
    /// (<see href="https://www.rfc-editor.org/rfc/rfc9449#section-9">RFC 9449 section 9</see>).
    /// </summary>
    /// <value>The default, null, demands no nonce beyond <see cref="DpopProofRequest.Nonce"/>.</value>
    public Func<string, CancellationToken, ValueTask<bool>>? AcceptNonce { get; init; }

    /// <summary>The clock.</summary>
    /// <value>The default is that of the system.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
