using System.Security.Cryptography;

namespace OAuthKit.Docs.Tests;

/// <summary>What docs/dpop.md shows.</summary>
internal static class DpopPage
{
    public static async Task ClientAsync(string issuer, string secret, CancellationToken cancellationToken)
    {
        #region DpopClient
        using var client = new OAuthClient(issuer, ClientAuthentication.ClientSecretBasic("orders", secret))
        {
            Dpop = new DpopOptions(),
        };

        var grant = new ClientCredentialsGrant { Scope = "orders.read" };
        using var http = new HttpClient(new OAuthHandler(client, grant, new Uri("https://api.example.com"))
        {
            InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false },
        });

        string orders = await http.GetStringAsync("https://api.example.com/orders", cancellationToken);
        #endregion
    }

    public static DpopOptions[] Keys(JwsSigner vault, string publicJwk)
    {
        #region DpopKeys
        var fromFile = new DpopOptions { Key = DpopKey.FromFile("/run/secrets/dpop.pem") };       // PEM, PKCS #12 or JWK
        var elsewhere = new DpopOptions { Key = DpopKey.From(vault, publicJwk) };                 // an HSM, a vault
        var ed25519 = Ed25519Key.Generate();                                                      // OAuthKit.EdDsa
        var edDsa = new DpopOptions { Key = DpopKey.From(ed25519, ed25519.ExportPublicJwk()) };
        var made = new DpopOptions { Algorithm = JwsAlgorithms.PS256 };                           // made here, when it is needed
        #endregion

        return [fromFile, elsewhere, edDsa, made];
    }

    public static async Task SignInAsync(OAuthClient client, AuthorizationRequest request, Func<string, Task<AuthorizationCallback>> browse, CancellationToken cancellationToken)
    {
        #region DpopSignIn
        AuthorizationStart start = await client.StartAuthorizationAsync(request, cancellationToken);   // makes a key, sends its dpop_jkt
        AuthorizationCallback callback = await browse(start.Url);

        TokenSet tokens = await client.CompleteAuthorizationAsync(start.Transaction, callback, cancellationToken);
        TokenSet later = await client.RequestTokenAsync(new RefreshTokenGrant(tokens), cancellationToken);   // the same key
        #endregion
    }

    public static TokenSet Keep(TokenSet tokens, DpopKey key, Func<byte[], byte[]> protect, Func<byte[], byte[]> unprotect)
    {
        #region DpopKept
        byte[] kept = tokens.ToProtected(protect);                     // with the key, where OAuthKit made it
        TokenSet again = TokenSet.FromProtected(kept, unprotect);

        string json = tokens.ToJson();                                 // with the thumbprint only
        TokenSet withKey = TokenSet.FromJson(json, key: key);
        #endregion

        return again ?? withKey;
    }

    public static void Supplied(HttpRequestMessage request, string token, DpopKey key)
    {
        #region DpopSupplied
        request.Options.Set(OAuthHandler.AccessTokenOption, AccessToken.ParseDpop(token, key));
        #endregion
    }

    public static async Task<JwtAccessToken> ValidateAsync(DpopProofValidator proofs, JwtAccessTokenValidator tokens, IEnumerable<string?> headers, string method, Uri url, AccessToken received, CancellationToken cancellationToken)
    {
        #region DpopValidate
        // The values of the DPoP headers, and the method and public URL of the request.
        DpopProof proof = await proofs.ValidateAsync(new DpopProofRequest(headers, method, url) { AccessToken = received }, cancellationToken);

        JwtAccessToken token = await tokens.ValidateAsync(received, SenderProof.Of(null, proof.Thumbprint), cancellationToken);
        #endregion

        return token;
    }

    public static DpopProofValidator Nonces(Func<string, bool> isCurrent)
    {
        #region DpopValidatorNonces
        var validator = new DpopProofValidator(new DpopProofOptions
        {
            Algorithms = [JwsAlgorithms.ES256, JwsAlgorithms.PS256],
            Verifier = Ed25519Verifier.Instance,                                   // OAuthKit.EdDsa
            AcceptNonce = (nonce, cancellationToken) => new(isCurrent(nonce)),
        });
        #endregion

        return validator;
    }

    #region DpopKeyStore
    public sealed class VaultKeyStore(IVault vault) : DpopKeyStore
    {
        public override async ValueTask<DpopKey> CreateAsync(string algorithm, CancellationToken cancellationToken)
        {
            using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);                // ES256, the default
            var key = DpopKey.From(SigningKey.FromPem(ecdsa.ExportPkcs8PrivateKeyPem()));
            await vault.SaveAsync(key.Thumbprint, ecdsa.ExportPkcs8PrivateKeyPem(), cancellationToken);
            return key;
        }

        public override ValueTask<string> AddAsync(DpopKey key, CancellationToken cancellationToken) => new(key.Thumbprint);

        public override async ValueTask<DpopKey?> FindAsync(string handle, CancellationToken cancellationToken) =>
            await vault.FindAsync(handle, cancellationToken) is { } pem ? DpopKey.From(SigningKey.FromPem(pem)) : null;
    }
    #endregion

    public interface IVault
    {
        Task SaveAsync(string name, string value, CancellationToken cancellationToken);

        Task<string?> FindAsync(string name, CancellationToken cancellationToken);
    }
}
