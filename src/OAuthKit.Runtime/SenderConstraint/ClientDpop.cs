namespace OAuthKit;

/// <summary>One client's part in DPoP: its key, made when it is first needed, and the nonces that it was given.</summary>
internal sealed class ClientDpop(DpopOptions options, TimeProvider time) : IDisposable
{
    private readonly Lazy<DpopProver> _own = new(() => new DpopProver(options.Key ?? DpopKey.Create(options.Algorithm), new DpopNonces(), time));

    public DpopOptions Options { get; } = options;

    /// <summary>The key of the client's own tokens.</summary>
    public DpopKey Key => Prover.Key;

    public DpopProver Prover => _own.Value;

    /// <summary>The nonces of the authorization server, by the origins of its endpoints.</summary>
    public DpopNonces ServerNonces { get; } = new();

    /// <summary>Makes proofs with another key, for tokens whose APIs the client knows the nonces of.</summary>
    public DpopProver ProverOf(DpopKey? key) => key is null || ReferenceEquals(key, Key) ? Prover : new DpopProver(key, Prover.ApiNonces, time);

    public void Dispose()
    {
        if (Options.Key is null && _own.IsValueCreated)
        {
            Key.Dispose();
        }
    }
}
