namespace OAuthKit;

/// <summary>The key of one sign-in: new each time, or the one that is configured (RFC 9449 sections 10 and 11.4).</summary>
internal sealed class SignInKey : IDisposable
{
    private const string Configured = "t:";
    private const string Stored = "h:";
    private const string Private = "k:";

    private SignInKey(DpopProver prover, string text)
    {
        Prover = prover;
        Text = text;
    }

    public DpopProver Prover { get; }

    public DpopKey Key => Prover.Key;

    /// <summary>What the transaction keeps, and by what the key is found again.</summary>
    public string Text { get; }

    public static async ValueTask<SignInKey?> CreateAsync(ClientDpop? dpop, CancellationToken cancellationToken)
    {
        if (dpop is null)
        {
            return null;
        }

        if (dpop.Options.Key is { } configured)
        {
            return new(dpop.Prover, Configured + configured.Thumbprint);
        }

        if (dpop.Options.KeyStore is { } store)
        {
            var key = await store.CreateAsync(dpop.Options.Algorithm, cancellationToken).ConfigureAwait(false);
            ThrowIfUnfit(key, dpop.Options.Algorithm);
            return new(dpop.ProverOf(key), Stored + await store.AddAsync(key, cancellationToken).ConfigureAwait(false));
        }

        var prover = dpop.ForSignIn();
        return new(prover, Private + prover.Key.TryExportPrivateJwk());
    }

    /// <summary>The key that a transaction names; null where it names none.</summary>
    public static async ValueTask<DpopProver?> FindAsync(string? text, OAuthClient client, CancellationToken cancellationToken)
    {
        if (text is null)
        {
            return null;
        }

        var options = client.Dpop;
        var key = text[..Math.Min(text.Length, Private.Length)] switch
        {
            Private => DpopKey.FromPrivateJwk(text[Private.Length..]),
            Stored when options?.KeyStore is { } store => await store.FindAsync(text[Stored.Length..], cancellationToken).ConfigureAwait(false),
            Configured when options?.Key is { } configured && configured.Thumbprint == text[Configured.Length..] => configured,
            _ => null,
        };
        if (key is null)
        {
            throw new OAuthException(OAuthFault.DpopKeyMissing, "The key that the sign-in was begun with isn't at hand, and the tokens would be bound to it (RFC 9449 section 10). Nothing was sent. Begin the login anew, and see that the client and its key store are the same at the start and at the callback.");
        }

        return client.Prover?.ProverOf(key) ?? new DpopProver(key, key.ApiNonces, client.Options.TimeProvider);
    }

    // The algorithm is what the server or a profile was looked at for.
    private static void ThrowIfUnfit(DpopKey? key, string algorithm)
    {
        if (key?.Algorithm != algorithm)
        {
            throw new InvalidOperationException(key is null
                ? $"The {nameof(DpopKeyStore)} made no key. Nothing was sent."
                : $"The {nameof(DpopKeyStore)} made a key for {key.Algorithm}, but {nameof(DpopOptions)}.{nameof(DpopOptions.Algorithm)} is {algorithm}. Nothing was sent.");
        }
    }

    /// <summary>Forgets the key where the transaction has it.</summary>
    public void Dispose()
    {
        if (Text.StartsWith(Private, StringComparison.Ordinal))
        {
            Key.Dispose();
        }
    }
}
