using System.Buffers.Text;
using System.Text;

namespace OAuthKit;

public sealed class Ed25519ProofTests
{
    private static readonly Ed25519Key _key = Ed25519Key.Generate();
    private static readonly Uri _url = new("https://api.example.com/orders");

    [Fact]
    public async Task R225_A_DPoP_proof_by_EdDSA_is_taken_where_the_verifier_is_given()
    {
        var proof = Proof();

        var taken = await new DpopProofValidator(new() { Verifier = Ed25519Verifier.Instance }).ValidateAsync(new([proof], "GET", _url), TestContext.Current.CancellationToken);

        Assert.Equal(_key.Thumbprint, taken.Thumbprint);
        Assert.Equal(OAuthFault.JwtAlgorithm, await FaultAsync(new DpopProofValidator(), proof));
        var parts = proof.Split('.');
        var signature = Base64Url.DecodeFromChars(parts[2]);
        signature[7] ^= 1;
        Assert.Equal(OAuthFault.JwtSignature, await FaultAsync(new DpopProofValidator(new() { Verifier = Ed25519Verifier.Instance }), $"{parts[0]}.{parts[1]}.{Base64Url.EncodeToString(signature)}"));
    }

    private static async Task<string> FaultAsync(DpopProofValidator validator, string proof) =>
        (await Assert.ThrowsAsync<OAuthException>(() => validator.ValidateAsync(new([proof], "GET", _url), TestContext.Current.CancellationToken))).Code;

    private static string Proof()
    {
        var input = $"{Text($$"""{"typ":"dpop+jwt","alg":"EdDSA","jwk":{{_key.ExportPublicJwk()}}}""")}.{Text($$"""{"jti":"j","htm":"GET","htu":"{{_url}}","iat":{{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}}}""")}";
        Span<byte> signature = stackalloc byte[JwsSigner.MaxSignatureLength];
        _key.TrySign(Encoding.UTF8.GetBytes(input), signature, out var length);
        return $"{input}.{Base64Url.EncodeToString(signature[..length])}";
    }

    private static string Text(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
