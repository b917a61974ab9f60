using System.Text.Json.Nodes;

namespace OAuthKit.Testing.Tests;

public sealed class ServerKeyTests
{
    [Fact]
    public async Task After_a_rotation_both_keys_are_published_until_the_old_one_is_removed()
    {
        await using var rig = new SignInRig();
        var old = rig.Server.SigningKey;
        var before = new PlainJwt(rig.Server.IssueIdToken(SignInRig.ClientId));

        rig.Server.RotateSigningKey();

        Assert.True(before.IsSignedBy(await rig.JwksAsync()));
        Assert.True(new PlainJwt(rig.Server.IssueIdToken(SignInRig.ClientId)).IsSignedBy(await rig.JwksAsync()));
        rig.Server.RemoveSigningKey(old);
        Assert.False(before.IsSignedBy(await rig.JwksAsync()));
        Assert.Throws<InvalidOperationException>(() => rig.Server.RemoveSigningKey(rig.Server.SigningKey));
    }

    [Fact]
    public async Task Several_keys_may_share_a_kid()
    {
        using var ec = TestSigningKey.Create("ES256", "k");
        using var second = TestSigningKey.Create("ES256", "k");
        using var rsa = TestSigningKey.Create("RS256", "k");
        await using var rig = new SignInRig(configure: options => options.SigningKey = ec);
        rig.Server.AddSigningKey(second);
        rig.Server.AddSigningKey(rsa);
        rig.Server.AddClient(new TestClient("rsa") { IdTokenAlgorithm = "RS256" });

        var jwks = await rig.JwksAsync();

        Assert.Equal(["k", "k", "k"], ((JsonArray)jwks["keys"]!).Select(key => (string?)key!["kid"]));
        Assert.True(new PlainJwt(rig.Server.IssueIdToken("rsa")).IsSignedBy(jwks));
        Assert.True(new PlainJwt(rig.Server.IssueIdToken(SignInRig.ClientId)).IsSignedBy(jwks));
        Assert.True(rig.Server.ReadAccessToken(rig.Server.IssueAccessToken(SignInRig.ClientId)).IsGenuine);
        using var third = rig.Server.RotateSigningKey(TestSigningKey.Create("ES256", "k"));
        Assert.True(rig.Server.ReadAccessToken(rig.Server.IssueAccessToken(SignInRig.ClientId)).IsGenuine);
    }

    [Fact]
    public async Task A_key_may_have_no_kid()
    {
        using var key = TestSigningKey.Create("ES256", keyId: "");
        await using var rig = new SignInRig(configure: options => options.SigningKey = key);

        Assert.False(new PlainJwt(rig.Server.IssueIdToken(SignInRig.ClientId)).Header.ContainsKey("kid"));
        Assert.False(((JsonObject)((JsonArray)(await rig.JwksAsync())["keys"]!)[0]!).ContainsKey("kid"));
        Assert.True(rig.Server.ReadAccessToken(rig.Server.IssueAccessToken(SignInRig.ClientId)).IsGenuine);
    }

    [Fact]
    public async Task Odd_keys_come_first_and_are_what_they_are()
    {
        await using var rig = new SignInRig();
        JsonNode?[] odd =
        [
            TestJwk.UnknownType(), TestJwk.UnknownCurve(), TestJwk.OffCurve(), TestJwk.BrokenBase64(), TestJwk.Symmetric("secret"),
            TestJwk.WeakRsa(), TestJwk.BadExponent(), TestJwk.Private(), JsonValue.Create("text"), null,
        ];
        Array.ForEach(odd, rig.Server.Jwks.Add);

        var keys = (JsonArray)(await rig.JwksAsync())["keys"]!;

        Assert.Equal(odd.Length + 1, keys.Count);
        Assert.True(JsonNode.DeepEquals(TestJwk.UnknownType(), keys[0]));
        Assert.Equal("c2VjcmV0", (string?)keys[4]!["k"]);
        Assert.Equal("AQ", (string?)keys[6]!["e"]);
        Assert.NotNull(keys[7]!["d"]);
        Assert.Equal(rig.Server.SigningKey.KeyId, (string?)keys[^1]!["kid"]);
    }

    [Fact]
    public async Task A_key_of_the_tests_own_signs_for_an_algorithm_that_the_platform_lacks()
    {
        var jwk = new JsonObject { ["kty"] = "OKP", ["crv"] = "Ed25519", ["x"] = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo", ["kid"] = "ed" };
        using var key = TestSigningKey.Create("EdDSA", jwk, content => [.. content.Take(64)], (_, _) => true);
        await using var rig = new SignInRig(new TestClient(SignInRig.ClientId) { RedirectUris = [SignInRig.Callback], IdTokenAlgorithm = "EdDSA" });
        Assert.Throws<InvalidOperationException>(() => rig.Server.IssueIdToken(SignInRig.ClientId));
        rig.Server.AddSigningKey(key);

        var idToken = new PlainJwt((await rig.SignInAsync(("response_type", "code id_token"))).Parameters["id_token"]!);

        Assert.Equal("EdDSA", (string?)idToken.Header["alg"]);
        Assert.Equal("ed", (string?)idToken.Header["kid"]);
        Assert.Equal(64, idToken.Signature.Length);
        Assert.Equal(43, idToken["c_hash"]!.Length);
        Assert.Contains("EdDSA", ((JsonArray)(await rig.MetadataAsync())["id_token_signing_alg_values_supported"]!).Select(node => (string?)node));
        Assert.Contains("OKP", (await rig.JwksAsync()).ToJsonString(), StringComparison.Ordinal);
    }
}
