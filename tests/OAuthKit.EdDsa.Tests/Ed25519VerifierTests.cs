using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace OAuthKit;

public sealed class Ed25519VerifierTests
{
    private const string Issuer = "https://login.example.com";
    private const string AccessTokenText = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y";

    // RFC 8037 appendix A.
    private const string PublicKey = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
    private const string SigningInput = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
    private const string Signature = "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

    private static readonly Ed25519Key _key = Ed25519Key.Generate("k1");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Verifies_the_example_of_RFC_8037_A5_and_nothing_that_differs_by_a_bit()
    {
        var (key, data, signature) = (Base64Url.DecodeFromChars(PublicKey), Encoding.UTF8.GetBytes(SigningInput), Base64Url.DecodeFromChars(Signature));

        Assert.True(Ed25519Verifier.Instance.Verify(key, data, signature));
        foreach (var bytes in (byte[][])[key, data, signature])
        {
            for (var i = 0; i < bytes.Length; i++)
            {
                bytes[i] ^= 1;
                Assert.False(Ed25519Verifier.Instance.Verify(key, data, signature));
                bytes[i] ^= 1;
            }
        }
    }

    [Fact]
    public void R121_R122_Keys_and_signatures_have_their_form()
    {
        var (key, data, signature) = (Base64Url.DecodeFromChars(PublicKey), Encoding.UTF8.GetBytes(SigningInput), Base64Url.DecodeFromChars(Signature));

        Assert.False(Ed25519Verifier.Instance.Verify(key.AsSpan(..31), data, signature));
        Assert.False(Ed25519Verifier.Instance.Verify([], data, signature));
        Assert.False(Ed25519Verifier.Instance.Verify(key, data, signature.AsSpan(..63)));
        Assert.False(Ed25519Verifier.Instance.Verify(key, data, []));
        Assert.False(Ed25519Verifier.Instance.Verify(key, data, [.. signature, 0]));
        // The neutral element is a key whose all-zero signature fits any message.
        byte[] neutral = [1, .. new byte[31]];
        Assert.False(Ed25519Verifier.Instance.Verify(neutral, data, [1, .. new byte[63]]));
        Assert.False(Ed25519Verifier.Instance.Verify(new byte[32], data, new byte[64]));
    }

    [Theory]
    [InlineData("EdDSA")]
    [InlineData("Ed25519")]
    public async Task R131_S070_An_ID_token_by_EdDSA_is_validated_with_its_hashes_by_SHA_512(string algorithm)
    {
        var hash = Base64Url.EncodeToString(SHA512.HashData(Encoding.UTF8.GetBytes(AccessTokenText)).AsSpan(..32));
        var expected = new IdTokenExpectations { AccessToken = AccessToken.Parse(AccessTokenText), MaxAge = TimeSpan.Zero };

        Assert.Equal("jane", (await ValidateAsync(Sign(algorithm, $",\"at_hash\":\"{hash}\",\"auth_time\":{Now - 5}"), algorithm, expected)).Subject);
        Assert.Equal("at_hash", (await Assert.ThrowsAsync<OAuthException>(() => ValidateAsync(Sign(algorithm, $",\"at_hash\":\"x{hash[1..]}\",\"auth_time\":{Now}"), algorithm, expected))).ClaimName);
    }

    [Fact]
    public async Task R118_R120_Algorithm_and_signature_are_checked()
    {
        var other = Ed25519Key.Generate("k1");

        Assert.Equal("alg", (await Assert.ThrowsAsync<OAuthException>(() => ValidateAsync(Sign("EdDSA"), "Ed25519"))).ClaimName);
        Assert.Equal(OAuthFault.JwtSignature, (await Assert.ThrowsAsync<OAuthException>(() => ValidateAsync(Sign("EdDSA", key: other), "EdDSA"))).Code);
    }

    [Theory]
    [InlineData("""{"kty":"OKP","crv":"Ed448","kid":"k1","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""")]
    [InlineData("""{"kty":"OKP","crv":"X25519","kid":"k1","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""")]
    [InlineData("""{"kty":"OKP","crv":"Ed25519","kid":"k1","x":"AAAA"}""")]
    [InlineData("""{"kty":"OKP","crv":"Ed25519","kid":"k1"}""")]
    [InlineData("""{"kty":"OKP","crv":"Ed25519","kid":"k1","alg":"ES256","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""")]
    [InlineData("""{"kty":"OKP","crv":"Ed25519","kid":"k1","use":"enc","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""")]
    [InlineData("""{"kty":"OKP","crv":"Ed25519","kid":"k1","d":"AA","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""")]
    public async Task R121_A_key_that_is_none_for_EdDSA_is_not_used(string jwk) =>
        Assert.Equal(OAuthFault.JwtKey, (await Assert.ThrowsAsync<OAuthException>(() => ValidateAsync(Sign("EdDSA"), "EdDSA", jwk: jwk))).Code);

    [Fact]
    public async Task Without_its_verifier_the_algorithm_is_a_mistake_that_is_explained()
    {
        var e = await Assert.ThrowsAsync<ArgumentException>(() => ValidateAsync(Sign("EdDSA"), "EdDSA", options: new IdTokenOptions { SigningAlgorithm = "EdDSA" }));

        Assert.Contains("Ed25519Verifier.Instance", e.Message, StringComparison.Ordinal);
        Assert.Equal("EdDSA, Ed25519", Ed25519Verifier.Instance.ToString());
    }

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    private static string Sign(string algorithm, string more = "", Ed25519Key? key = null)
    {
        var header = $$"""{"alg":"{{algorithm}}","kid":"k1"}""";
        var claims = $$"""{"iss":"{{Issuer}}","sub":"jane","aud":"app","iat":{{Now}},"exp":{{Now + 300}}{{more}}}""";
        var input = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        var room = new byte[JwsSigner.MaxSignatureLength];
        (key ?? _key).TrySign(Encoding.UTF8.GetBytes(input), room, out var length);
        return $"{input}.{Base64Url.EncodeToString(room.AsSpan(0, length))}";
    }

    private static async Task<IdToken> ValidateAsync(string idToken, string algorithm, IdTokenExpectations? expected = null, string? jwk = null, IdTokenOptions? options = null)
    {
        using var handler = new KeysHandler(jwk ?? _key.ExportPublicJwk());
        using var server = AuthorizationServer.FromEndpoints(new ServerEndpoints { Jwks = $"{Issuer}/jwks" }, Issuer, new() { Handler = handler });
        using var client = new OAuthClient(server, ClientAuthentication.None("app"))
        {
            IdTokens = options ?? new IdTokenOptions { SigningAlgorithm = algorithm, Verifier = Ed25519Verifier.Instance },
        };
        return await client.ValidateIdTokenAsync(EncodedIdToken.Parse(idToken), expected, Stop);
    }

    private sealed class KeysHandler(string jwk) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent($$"""{"keys":[{{jwk}}]}""", Encoding.UTF8, "application/json") });
    }
}
