using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing.Tests;

public sealed class JwtMutationTests
{
    [Fact]
    public async Task Headers_change_and_stay_signed()
    {
        await using var rig = new SignInRig();

        PlainJwt With(Mutation mutation) => Issue(rig, mutation);

        Assert.Equal("at+jwt", (string?)With(Mutation.Type("at+jwt")).Header["typ"]);
        Assert.Equal("""["exp"]""", With(Mutation.Critical("exp")).Header["crit"]!.ToJsonString());
        Assert.Equal("[]", With(Mutation.Critical()).Header["crit"]!.ToJsonString());
        Assert.Equal("k", (string?)With(Mutation.KeyId("k")).Header["kid"]);
        Assert.False(With(Mutation.KeyId(null)).Header.ContainsKey("kid"));
        Assert.False((bool)With(Mutation.Header(header => header["b64"] = false)).Header["b64"]!);
    }

    [Fact]
    public async Task Signatures_can_be_missing()
    {
        await using var rig = new SignInRig();

        var none = Issue(rig, Mutation.AlgNone);
        Assert.Equal("none", (string?)none.Header["alg"]);
        Assert.Empty(none.Signature);
        Assert.Equal("nOnE", (string?)Issue(rig, Mutation.AlgNoneAs("nOnE")).Header["alg"]);
        var kept = Issue(rig, Mutation.NoSignature);
        Assert.Equal("ES256", (string?)kept.Header["alg"]);
        Assert.Empty(kept.Signature);
    }

    [Fact]
    public async Task Signatures_can_be_wrong()
    {
        await using var rig = new SignInRig();
        var jwks = await rig.JwksAsync();

        Assert.False(Issue(rig, Mutation.FlippedSignature).IsSignedBy(jwks));
        Assert.False(Issue(rig, Mutation.ClaimsAfterSigning(claims => claims["sub"] = "mallory")).IsSignedBy(jwks));
        Assert.Equal("mallory", Issue(rig, Mutation.ClaimsAfterSigning(claims => claims["sub"] = "mallory"))["sub"]);
        Assert.Equal(new byte[64], Issue(rig, Mutation.ZeroSignature).Signature);
    }

    [Fact]
    public async Task A_signature_in_DER_is_a_good_one_in_the_wrong_form()
    {
        await using var rig = new SignInRig();

        var idToken = Issue(rig, Mutation.DerSignature);

        var jwk = ((JsonArray)(await rig.JwksAsync())["keys"]!)[0]!;
        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = System.Buffers.Text.Base64Url.DecodeFromChars((string)jwk["x"]!), Y = System.Buffers.Text.Base64Url.DecodeFromChars((string)jwk["y"]!) },
        });
        Assert.True(key.VerifyData(idToken.Content, idToken.Signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        Assert.Equal(0x30, new AsnReader(idToken.Signature, AsnEncodingRules.DER).PeekEncodedValue().Span[0]);
    }

    [Theory]
    [InlineData("ES256")]
    [InlineData("RS256")]
    public async Task Keys_of_an_attacker_sign_under_the_name_of_the_server(string algorithm)
    {
        await using var rig = new SignInRig(new TestClient(SignInRig.ClientId) { IdTokenAlgorithm = algorithm });
        var honest = new PlainJwt(rig.Server.IssueIdToken(SignInRig.ClientId));
        var jwks = await rig.JwksAsync();

        var other = Issue(rig, Mutation.OtherKey);
        var embedded = Issue(rig, Mutation.EmbeddedJwk);
        var referred = Issue(rig, Mutation.JwkSetUrl("https://evil.test/jwks"));

        Assert.True(honest.IsSignedBy(jwks));
        Assert.All(new[] { other, embedded, referred }, jwt =>
        {
            Assert.Equal((string?)honest.Header["kid"], (string?)jwt.Header["kid"]);
            Assert.Equal(algorithm, (string?)jwt.Header["alg"]);
            Assert.False(jwt.IsSignedBy(jwks));
        });
        Assert.True(embedded.Verify((JsonObject)embedded.Header["jwk"]!));
        Assert.Equal("https://evil.test/jwks", (string?)referred.Header["jku"]);
    }

    [Fact]
    public async Task An_HMAC_takes_the_public_key_for_a_secret()
    {
        using var key = TestSigningKey.CreateRs256();
        await using var rig = new SignInRig(configure: options => options.SigningKey = key);
        var jwk = key.ToPublicJwk();
        using var rsa = RSA.Create(new RSAParameters
        {
            Modulus = System.Buffers.Text.Base64Url.DecodeFromChars((string)jwk["n"]!),
            Exponent = System.Buffers.Text.Base64Url.DecodeFromChars((string)jwk["e"]!),
        });

        Assert.True(Issue(rig, Mutation.HmacWithPublicPem).IsSignedWith(Encoding.UTF8.GetBytes(rsa.ExportSubjectPublicKeyInfoPem())));
        Assert.True(Issue(rig, Mutation.HmacWithPublicDer).IsSignedWith(rsa.ExportSubjectPublicKeyInfo()));
        Assert.True(Issue(rig, Mutation.HmacWithPublicJwk).IsSignedWith(Encoding.UTF8.GetBytes(jwk.ToJsonString())));
        var hmac = Issue(rig, Mutation.HmacWith([1, 2, 3]));
        Assert.True(hmac.IsSignedWith([1, 2, 3]));
        Assert.Equal("HS256", (string?)hmac.Header["alg"]);
        Assert.Equal(key.KeyId, (string?)hmac.Header["kid"]);
    }

    [Fact]
    public async Task Another_key_of_the_server_may_sign()
    {
        await using var rig = new SignInRig();
        using var key = rig.Server.AddSigningKey(TestSigningKey.Create("PS256"));

        var idToken = Issue(rig, Mutation.SignedBy(key));

        Assert.Equal("PS256", (string?)idToken.Header["alg"]);
        Assert.True(idToken.IsSignedBy(await rig.JwksAsync()));
    }

    [Fact]
    public async Task Texts_change()
    {
        await using var rig = new SignInRig();

        Assert.Contains("""
            ,"sub":"mallory"}
            """, Issue(rig, Mutation.Jwt(draft => draft.ClaimsText = text => text[..^1] + """
            ,"sub":"mallory"}
            """)).ClaimsText, StringComparison.Ordinal);
        Assert.EndsWith("=", IssueText(rig, Mutation.Padded), StringComparison.Ordinal);
        Assert.Equal("a.b", IssueText(rig, Mutation.Text(_ => "a.b")));
        var twice = IssueText(rig, Mutation.DuplicateClaim("sub", "mallory")).Split('.')[1];
        Assert.EndsWith("""
            ,"sub":"mallory"}
            """, Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(twice)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Encryption_changes()
    {
        await using var rig = new SignInRig(new TestClient(SignInRig.ClientId, SignInRig.Secret) { IdTokenEncryption = new TestEncryption("dir", "A128GCM") });

        Assert.Equal(3, IssueText(rig, Mutation.NotEncrypted).Split('.').Length);
        Assert.Equal("A256GCM", (string?)Issue(rig, Mutation.EncryptedBy(new TestEncryption("dir", "A256GCM"))).Header["enc"]);
        Assert.EndsWith("!", IssueText(rig, Mutation.EncryptedText(text => text + "!")), StringComparison.Ordinal);
    }

    private static PlainJwt Issue(SignInRig rig, Mutation mutation) => new(IssueText(rig, mutation));

    private static string IssueText(SignInRig rig, Mutation mutation)
    {
        using var change = rig.Server.Mutations.IdToken(mutation);
        return rig.Server.IssueIdToken(SignInRig.ClientId);
    }
}
