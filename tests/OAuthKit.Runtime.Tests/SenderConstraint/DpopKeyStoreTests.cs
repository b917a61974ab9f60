using System.Security.Cryptography;

namespace OAuthKit;

/// <summary>A store that makes the keys of sign-ins, and outlives the client that began one.</summary>
public sealed class DpopKeyStoreTests : IDisposable
{
    private readonly AuthorizationRig _rig = new();
    private readonly Dictionary<string, string> _vault = [];

    [Fact]
    public async Task R242_A_key_that_the_store_made_is_found_by_another_client()
    {
        _rig.Dpop = new DpopOptions { KeyStore = new Vault(_vault, ECCurve.NamedCurves.nistP256) };
        var transaction = AuthorizationTransaction.FromJson((await _rig.StartAsync()).Transaction.ToJson());
        // After a restart: nothing of before is there but the vault.
        _rig.Dpop = new DpopOptions { KeyStore = new Vault(_vault, ECCurve.NamedCurves.nistP256) };
        using var restarted = _rig.Create(The.Basic);

        var tokens = await restarted.CompleteAuthorizationAsync(transaction, AuthorizationRig.Answer(transaction), TestContext.Current.CancellationToken);

        Assert.Equal("DPoP", tokens.TokenType);
        Assert.Equal(Assert.Single(_vault).Key, tokens.AccessToken.Dpop!.Key.Thumbprint);
        Assert.DoesNotContain("PRIVATE", transaction.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_for_another_algorithm_begins_nothing()
    {
        _rig.Dpop = new DpopOptions { KeyStore = new Vault(_vault, ECCurve.NamedCurves.nistP384) };

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => _rig.StartAsync());

        Assert.Equal("The DpopKeyStore made a key for ES384, but DpopOptions.Algorithm is ES256. Nothing was sent.", error.Message);
    }

    [Fact]
    public async Task A_store_that_makes_no_key_begins_nothing()
    {
        _rig.Dpop = new DpopOptions { KeyStore = new Vault(_vault, null) };

        await Assert.ThrowsAsync<InvalidOperationException>(() => _rig.StartAsync());
    }

    public void Dispose() => _rig.Dispose();

    private sealed class Vault(Dictionary<string, string> vault, ECCurve? curve) : DpopKeyStore
    {
        public override ValueTask<DpopKey> CreateAsync(string algorithm, CancellationToken cancellationToken)
        {
            if (curve is null)
            {
                return new((DpopKey)null!);
            }

            using var ecdsa = ECDsa.Create(curve.Value);
            var key = DpopKey.From(SigningKey.FromPem(ecdsa.ExportPkcs8PrivateKeyPem()));
            vault[key.Thumbprint] = ecdsa.ExportPkcs8PrivateKeyPem();
            return new(key);
        }

        public override ValueTask<string> AddAsync(DpopKey key, CancellationToken cancellationToken) => new(key.Thumbprint);

        public override ValueTask<DpopKey?> FindAsync(string handle, CancellationToken cancellationToken) =>
            new(vault.TryGetValue(handle, out var pem) ? DpopKey.From(SigningKey.FromPem(pem)) : null);
    }
}
