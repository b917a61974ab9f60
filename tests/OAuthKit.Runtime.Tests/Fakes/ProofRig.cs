using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace OAuthKit;

/// <summary>A good DPoP proof of an API's request, of which a test changes what it wants, and a validator for it.</summary>
internal sealed class ProofRig : IDisposable
{
    public const string Method = "POST";

    private static readonly TestKey _ec = TestKey.Create("ES256");

    public static Uri Url { get; } = new("https://api.example.com/orders/7?expand=lines#top");

    public static AccessToken Token { get; } = AccessToken.Parse("token-" + The.Canary);

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public TestKey Key { get; set; } = _ec;

    public long Now => Clock.GetUtcNow().ToUnixTimeSeconds();

    public string Thumbprint => ThumbprintOf(Key);

    public static string ThumbprintOf(TestKey key)
    {
        using var jwk = System.Text.Json.JsonDocument.Parse(key.Jwk());
        return PublicJwk.Of(JsonWebKeyReader.ReadVerificationKey(jwk.RootElement)!).Thumbprint;
    }

    public static string HashOf(AccessToken token) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(token.Reveal())));

    public string Proof(params (string Name, string? Json)[] claims) => ProofWith([], claims);

    /// <summary>A proof whose header a test changes as well; a null removes a member.</summary>
    public string ProofWith((string Name, string? Json)[] header, params (string Name, string? Json)[] claims) =>
        Key.Sign(
            Changed(new JsonObject { ["jti"] = "j-1", ["htm"] = Method, ["htu"] = "https://api.example.com/orders/7", ["iat"] = Now, ["ath"] = HashOf(Token) }, claims),
            header: Changed(new JsonObject { ["typ"] = "dpop+jwt", ["alg"] = Key.Algorithm, ["jwk"] = JsonNode.Parse(Key.Jwk(more: "")) }, header));

    public DpopProofValidator Validator(DpopProofOptions? options = null) => new(options ?? new DpopProofOptions { TimeProvider = Clock });

    public DpopProofRequest Request(params string?[] proofs) => new(proofs, Method, Url) { AccessToken = Token, ExpectedThumbprint = Thumbprint };

    public Task<DpopProof> ValidateAsync(DpopProofRequest request, DpopProofOptions? options = null) =>
        Validator(options).ValidateAsync(request, TestContext.Current.CancellationToken);

    public Task<DpopProof> ValidateAsync(string proof, DpopProofOptions? options = null) => ValidateAsync(Request(proof), options);

    public Task<(string Code, string? Claim)> FaultAsync(string proof, DpopProofOptions? options = null) => FaultAsync(Request(proof), options);

    public async Task<(string Code, string? Claim)> FaultAsync(DpopProofRequest request, DpopProofOptions? options = null)
    {
        var e = await Assert.ThrowsAsync<OAuthException>(() => ValidateAsync(request, options));
        Assert.DoesNotContain(The.Canary, e.ToString(), StringComparison.Ordinal);
        return (e.Code, e.ClaimName);
    }

    public void Dispose()
    {
        if (Key != _ec)
        {
            Key.Dispose();
        }
    }

    private static string Changed(JsonObject all, (string Name, string? Json)[] changes)
    {
        foreach (var (name, json) in changes)
        {
            all.Remove(name);
            if (json is not null)
            {
                all[name] = JsonNode.Parse(json);
            }
        }

        return all.ToJsonString();
    }
}
