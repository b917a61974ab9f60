using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing.Tests;

public sealed class AccessTokenTests
{
    [Theory]
    [InlineData("ES256")]
    [InlineData("RS256")]
    public async Task Signs_a_JWT_in_the_shape_of_RFC_9068_with_a_published_key(string algorithm)
    {
        using var key = algorithm == "ES256" ? TestSigningKey.CreateEs256() : TestSigningKey.CreateRs256();
        await using var rig = await Rig.StartAsync(configure: options => options.SigningKey = key);

        var token = await rig.GetTokenAsync("orders.read", ("resource", "https://a.test"));

        var parts = token.Split('.');
        var header = Decode(parts[0]);
        var claims = Decode(parts[1]);
        var now = rig.Clock.GetUtcNow().ToUnixTimeSeconds();
        Assert.Equal(algorithm, (string?)header["alg"]);
        Assert.Equal("at+jwt", (string?)header["typ"]);
        Assert.Equal(rig.Server.Issuer, (string?)claims["iss"]);
        Assert.Equal("https://a.test", (string?)claims["aud"]);
        Assert.Equal(Rig.ClientId, (string?)claims["sub"]);
        Assert.Equal(Rig.ClientId, (string?)claims["client_id"]);
        Assert.Equal("orders.read", (string?)claims["scope"]);
        Assert.Equal(now, (long?)claims["iat"]);
        Assert.Equal(now + 3600, (long?)claims["exp"]);
        Assert.NotEmpty((string)claims["jti"]!);

        var jwks = await Rig.ReadAsync(await rig.Http.GetAsync(rig.Server.Address + rig.Server.Jwks.Path, Rig.Cancellation));
        var jwk = (JsonObject)Assert.Single((JsonArray)jwks["keys"]!)!;
        Assert.Equal((string?)header["kid"], (string?)jwk["kid"]);
        Assert.Equal("sig", (string?)jwk["use"]);
        Assert.True(IsSigned(jwk, parts));
    }

    [Fact]
    public void A_key_id_is_the_thumbprint_of_the_key()
    {
        using var key = TestSigningKey.CreateEs256();
        var jwk = key.ToPublicJwk();

        var canonical = $$"""{"crv":"P-256","kty":"EC","x":"{{jwk["x"]}}","y":"{{jwk["y"]}}"}""";

        Assert.Equal(Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))), key.KeyId);
    }

    [Fact]
    public async Task Opaque_tokens_are_known_to_the_server_only()
    {
        await using var rig = await Rig.StartAsync(configure: options => options.AccessTokenFormat = AccessTokenFormat.Opaque);

        var token = await rig.GetTokenAsync();

        Assert.DoesNotContain('.', token);
        Assert.Equal(["orders.read"], rig.Server.ReadAccessToken(token).Scopes);
        Assert.Equal(200, (int)(await rig.CallAsync("/orders/1", "Bearer " + token)).StatusCode);
        Assert.Equal(401, (int)(await rig.CallAsync("/orders/1", "Bearer " + token + "x")).StatusCode);
    }

    [Fact]
    public async Task Issues_tokens_without_a_request()
    {
        await using var rig = await Rig.StartAsync();

        var token = rig.Server.IssueAccessToken(new AccessTokenRequest
        {
            ClientId = "c",
            Subject = "alice",
            Scope = "a b",
            Audiences = ["x", "y"],
            Lifetime = TimeSpan.FromMinutes(1),
            Claims = claims => claims["tenant"] = "eu",
        });

        var read = rig.Server.ReadAccessToken(token);
        Assert.True(read.IsGenuine);
        Assert.Equal("alice", read.Subject);
        Assert.Equal(["a", "b"], read.Scopes);
        Assert.Equal(["x", "y"], read.Audiences);
        Assert.Equal("eu", (string?)read.ReadClaims()["tenant"]);
        Assert.Equal(rig.Clock.GetUtcNow().AddMinutes(1), read.ExpiresAt);
        Assert.Equal(0, rig.Server.RequestCount);
    }

    [Fact]
    public async Task Options_may_change_the_claims_of_every_token()
    {
        await using var rig = await Rig.StartAsync(configure: options => options.AccessTokenClaims = claims => claims["padding"] = new string('x', 500));

        Assert.InRange((await rig.GetTokenAsync()).Length, 900, 1300);
    }

    [Fact]
    public async Task Rotation_signs_with_the_new_key_and_keeps_the_old_published()
    {
        await using var rig = await Rig.StartAsync();
        var before = await rig.GetTokenAsync();

        var key = rig.Server.RotateSigningKey();
        var after = await rig.GetTokenAsync();

        Assert.Equal(key.KeyId, (string?)Decode(after.Split('.')[0])["kid"]);
        Assert.True(rig.Server.ReadAccessToken(before).IsGenuine);
        Assert.True(rig.Server.ReadAccessToken(after).IsGenuine);
        var jwks = await Rig.ReadAsync(await rig.Http.GetAsync(rig.Server.Address + rig.Server.Jwks.Path, Rig.Cancellation));
        Assert.Equal(2, ((JsonArray)jwks["keys"]!).Count);
    }

    [Fact]
    public async Task A_token_of_another_key_type_or_text_is_not_genuine()
    {
        await using var rig = await Rig.StartAsync();
        using var foreign = TestSigningKey.CreateEs256();
        var claims = rig.Server.ReadAccessToken(rig.Server.IssueAccessToken("c")).ReadClaims();
        var key = rig.Server.SigningKey;

        Assert.True(rig.Server.ReadAccessToken(key.CreateJwt(claims)).IsGenuine);
        Assert.False(rig.Server.ReadAccessToken(foreign.CreateJwt(claims)).IsGenuine);
        Assert.False(rig.Server.ReadAccessToken(foreign.CreateJwt(claims, header: new JsonObject { ["kid"] = key.KeyId })).IsGenuine);
        Assert.False(rig.Server.ReadAccessToken(key.CreateJwt(claims, "JWT")).IsGenuine);
        Assert.False(rig.Server.ReadAccessToken(key.CreateJwt(claims, header: new JsonObject { ["alg"] = "none" })).IsGenuine);
        Assert.All(["", "a.b.c", "..", "abc"], text => Assert.False(rig.Server.ReadAccessToken(text).IsGenuine));
    }

    [Fact]
    public async Task Shows_no_token_and_no_secret_in_text()
    {
        await using var rig = await Rig.StartAsync();
        var token = await rig.GetTokenAsync();
        await rig.CallAsync("/orders/1?access_token=canary", "Bearer " + token);

        string[] texts =
        [
            rig.Server.Token.Requests[0].ToString(),
            rig.Server.Token.Requests[0].Form.ToString(),
            rig.Api.Requests[0].ToString(),
            rig.Api.Requests[0].Headers.ToString(),
            rig.Api.Requests[0].Token!.ToString(),
            new TestClient(Rig.ClientId, Rig.Secret).ToString(),
        ];

        Assert.All(texts, text => Assert.DoesNotContain(token, text, StringComparison.Ordinal));
        Assert.All(texts, text => Assert.DoesNotContain("p@ss", text, StringComparison.Ordinal));
        Assert.All(texts, text => Assert.DoesNotContain("canary", text, StringComparison.Ordinal));
        Assert.Equal("POST /token grant_type=client_credentials&client_id=orders-worker&client_secret=[redacted]&scope=orders.read -> 200", texts[0]);
        Assert.Equal($"GET /orders/1?access_token=[redacted] token {rig.Server.IssuedTokens[0].Id} of orders-worker -> 200", texts[2]);
    }

    private static JsonObject Decode(string part) => (JsonObject)JsonNode.Parse(Base64Url.DecodeFromChars(part))!;

    private static bool IsSigned(JsonObject jwk, string[] parts)
    {
        var content = Encoding.UTF8.GetBytes(parts[0] + "." + parts[1]);
        var signature = Base64Url.DecodeFromChars(parts[2]);
        if ((string?)jwk["kty"] == "EC")
        {
            using var ec = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = Member("x"), Y = Member("y") } });
            return ec.VerifyData(content, signature, HashAlgorithmName.SHA256);
        }

        using var rsa = RSA.Create(new RSAParameters { Modulus = Member("n"), Exponent = Member("e") });
        return rsa.VerifyData(content, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        byte[] Member(string name) => Base64Url.DecodeFromChars((string)jwk[name]!);
    }
}
