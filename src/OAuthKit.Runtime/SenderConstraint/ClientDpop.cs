namespace OAuthKit;

/// <summary>One client's part in DPoP: its key, made when it is first needed, and the nonces that it was given.</summary>
internal sealed class ClientDpop(DpopOptions options, TimeProvider time) : IDisposable
{
    private readonly Lazy<DpopKey> _key = new(() => options.Key ?? DpopKey.Create(options.Algorithm));
    private readonly DpopNonces _apiNonces = new();
    private readonly DpopNonces _serverNonces = new();

    public DpopOptions Options { get; } = options;

    /// <summary>The key of the client's own tokens.</summary>
    public DpopKey Key => _key.Value;

    /// <summary>Makes proofs with the client's own key.</summary>
    public DpopProver Prover => field ?? Interlocked.CompareExchange(ref field, ProverOf(Key), null) ?? field;

    /// <summary>Makes proofs with a key. Servers give their nonces to the client, whatever the key.</summary>
    public DpopProver ProverOf(DpopKey key) => new(key, _apiNonces, time) { ServerNonces = _serverNonces, ClockOffset = Options.ClockOffset };

    /// <summary>Makes proofs with a key of a login of its own: users don't share one (RFC 9449 section 11.4), but where one is configured.</summary>
    public DpopProver ForSignIn() => Options.Key is null ? ProverOf(DpopKey.Create(Options.Algorithm)) : Prover;

    /// <summary>What makes proofs with the same key, by the clock and the nonces of this client.</summary>
    public DpopProver Adopt(DpopProver prover) => ReferenceEquals(prover.ServerNonces, _serverNonces) ? prover : ProverOf(prover.Key);

    public void Dispose()
    {
        if (Options.Key is null && _key.IsValueCreated)
        {
            Key.Dispose();
        }
    }
}
