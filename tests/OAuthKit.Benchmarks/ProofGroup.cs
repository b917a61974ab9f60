using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OAuthKit.Benchmarks;

/// <summary>
/// A DPoP proof with the hash of the access token and a nonce, as each request to an API has one of its own, beside the signature
/// that it can't do without: the same key, as many bytes, into memory that is there.
/// </summary>
internal static class ProofGroup
{
    private const double TimeRatio = 1.25;
    private const double Bytes = 1700;
    private const string Nonce = "eyJ7S_zG.eyJbYu3.xQmBj-1";

    private static readonly Uri _url = new("https://api.example.com/orders/42");

    public static async Task<(List<Figure> Figures, List<Gate> Gates)> RunAsync(Plan plan)
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signingKey = SigningKey.FromPem(ec.ExportPkcs8PrivateKeyPem());
        using var key = DpopKey.From(signingKey);
        var token = AccessToken.ParseDpop(new string('t', The.TokenLength), key);
        var prover = token.Dpop!;
        var sample = await ProveAsync(prover, token);
        var input = new byte[sample.LastIndexOf('.')];
        var signature = new byte[256];
        var library = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };
        var credentials = new SigningCredentials(new ECDsaSecurityKey(ec) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = true } }, SecurityAlgorithms.EcdsaSha256);
        var point = ec.ExportParameters(includePrivateParameters: false).Q;
        var header = new Dictionary<string, object>
        {
            ["jwk"] = new Dictionary<string, object> { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64UrlEncoder.Encode(point.X), ["y"] = Base64UrlEncoder.Encode(point.Y) },
        };
        var hash = Base64UrlEncoder.Encode(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token.Reveal())));

        var figures = await Measure.RunAsync(
            "proof, ES256",
            plan.Rounds,
            plan.Misses,
            new Row("the signature alone", n => Repeat(n, () => ec.SignData(input, signature, HashAlgorithmName.SHA256))),
            new Row("a proof with ath and nonce", async n =>
            {
                for (var i = 0; i < n; i++)
                {
                    await ProveAsync(prover, token);
                }
            }),
            new Row("JsonWebTokenHandler", n => Repeat(n, () => library.CreateToken(Describe(credentials, header, hash)).Length)));
        return (figures,
        [
            new("proof, ES256: time relative to the signature alone", figures[1].NanosecondsPerOperation / figures[0].NanosecondsPerOperation, TimeRatio),
            new("proof, ES256: bytes", figures[1].BytesPerOperation, Bytes),
            new("proof, ES256: bytes relative to JsonWebTokenHandler", figures[1].BytesPerOperation / figures[2].BytesPerOperation, 1),
        ]);
    }

    private static ValueTask<string> ProveAsync(DpopProver prover, AccessToken token) =>
        prover.ProveAsync(HttpMethod.Get, _url, token, Nonce, CancellationToken.None);

    private static SecurityTokenDescriptor Describe(SigningCredentials credentials, Dictionary<string, object> header, string hash) => new()
    {
        IssuedAt = TimeProvider.System.GetUtcNow().UtcDateTime,
        Claims = new Dictionary<string, object>
        {
            ["jti"] = Guid.NewGuid().ToString("N"),
            ["htm"] = "GET",
            ["htu"] = "https://api.example.com/orders/42",
            ["ath"] = hash,
            ["nonce"] = Nonce,
        },
        TokenType = "dpop+jwt",
        AdditionalHeaderClaims = header,
        SigningCredentials = credentials,
    };

    private static Task Repeat(int operations, Func<int> operation)
    {
        for (var i = 0; i < operations; i++)
        {
            operation();
        }

        return Task.CompletedTask;
    }
}
