using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing.Tests;

/// <summary>Authorization responses, ID tokens and UserInfo answers as JWTs, signed and encrypted.</summary>
public sealed class ResponseJwtTests
{
    [Theory]
    [InlineData("jwt", "code", "query")]
    [InlineData("jwt", "code id_token", "fragment")]
    [InlineData("query.jwt", "code", "query")]
    [InlineData("fragment.jwt", "code", "fragment")]
    [InlineData("form_post.jwt", "code", "form_post")]
    public async Task An_authorization_response_may_be_a_JWT(string mode, string type, string delivery)
    {
        await using var rig = new SignInRig();

        var callback = await rig.SignInAsync(("response_mode", mode), ("response_type", type));

        Assert.Equal(delivery, callback.Delivery);
        Assert.Equal(["response"], callback.Parameters.Select(pair => pair.Key));
        var response = new PlainJwt(callback.Parameters["response"]!);
        Assert.True(response.IsSignedBy(await rig.JwksAsync()));
        Assert.Equal(rig.Server.Issuer, response["iss"]);
        Assert.Equal(SignInRig.ClientId, response["aud"]);
        Assert.Equal("s-1", response["state"]);
        Assert.NotNull(response["code"]);
        Assert.True((long)response.Claims["exp"]! > rig.Clock.GetUtcNow().ToUnixTimeSeconds());
    }

    [Theory]
    [InlineData("query")]
    [InlineData("query.jwt")]
    public async Task An_ID_token_does_not_stand_readable_in_a_query(string mode)
    {
        await using var rig = new SignInRig();
        await using var encrypting = new SignInRig(new TestClient(SignInRig.ClientId, SignInRig.Secret) { RedirectUris = [SignInRig.Callback], AuthorizationResponseEncryption = new TestEncryption("dir") });

        Assert.Equal("invalid_request", (await rig.SignInAsync(("response_type", "code id_token"), ("response_mode", mode))).Parameters["error"]);
        var callback = await encrypting.SignInAsync(("response_type", "code id_token"), ("response_mode", mode));
        Assert.Equal(mode == "query.jwt", callback.Parameters.Contains("response"));
    }

    [Fact]
    public async Task An_error_is_a_JWT_too()
    {
        await using var rig = new SignInRig();

        var callback = await rig.SignInAsync(TestSignIn.Refuse(), ("response_mode", "jwt"));

        Assert.Equal("access_denied", new PlainJwt(callback.Parameters["response"]!)["error"]);
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("PS384")]
    [InlineData("ES512")]
    [InlineData("HS256")]
    public async Task Each_response_has_the_algorithm_that_is_registered_for_it(string algorithm)
    {
        await using var rig = new SignInRig(new TestClient(SignInRig.ClientId, SignInRig.Secret)
        {
            RedirectUris = [SignInRig.Callback],
            IdTokenAlgorithm = algorithm,
            UserInfoAlgorithm = algorithm,
            AuthorizationResponseAlgorithm = algorithm,
        });

        var response = new PlainJwt((await rig.SignInAsync(("response_mode", "jwt"))).Parameters["response"]!);
        var tokens = await rig.ExchangeAsync(await rig.SignInAsync());
        var idToken = new PlainJwt((string)tokens["id_token"]!);
        var userInfo = new PlainJwt(await UserInfoAsync(rig, tokens, "application/jwt"));

        var jwks = await rig.JwksAsync();
        Assert.All(new[] { response, idToken, userInfo }, jwt =>
        {
            Assert.Equal(algorithm, (string?)jwt.Header["alg"]);
            Assert.True(algorithm[0] == 'H' ? jwt.IsSignedWith(Encoding.UTF8.GetBytes(SignInRig.Secret)) : jwt.IsSignedBy(jwks));
        });
        Assert.Equal(SignInRig.ClientId, userInfo["aud"]);
        Assert.Equal(rig.Server.Issuer, userInfo["iss"]);
        Assert.Equal("alice", userInfo["sub"]);
        Assert.Equal(PlainJwt.HalfHash(algorithm, (string)tokens["access_token"]!), idToken["at_hash"]);
    }

    [Theory]
    [InlineData("RSA-OAEP", "A128CBC-HS256")]
    [InlineData("RSA-OAEP-256", "A256CBC-HS512")]
    [InlineData("ECDH-ES", "A128GCM")]
    [InlineData("ECDH-ES", "A256CBC-HS512")]
    [InlineData("ECDH-ES+A128KW", "A256GCM")]
    [InlineData("ECDH-ES+A256KW", "A128CBC-HS256")]
    public async Task Each_response_can_be_encrypted(string algorithm, string contentEncryption)
    {
        using var rsa = RSA.Create(2048);
        using var ec = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var encryption = new TestEncryption(algorithm, contentEncryption);
        await using var rig = new SignInRig(new TestClient(SignInRig.ClientId, SignInRig.Secret)
        {
            RedirectUris = [SignInRig.Callback],
            Jwks = algorithm[0] == 'R' ? Jwk(rsa) : Jwk(ec),
            IdTokenEncryption = encryption,
            UserInfoEncryption = encryption,
            AuthorizationResponseEncryption = encryption,
        });

        var response = (await rig.SignInAsync(("response_mode", "jwt"))).Parameters["response"]!;
        var tokens = await rig.ExchangeAsync(await rig.SignInAsync());

        string[] texts = [response, (string)tokens["id_token"]!, await UserInfoAsync(rig, tokens, "application/jwt")];
        Assert.All(texts, text =>
        {
            var outer = new PlainJwt(text);
            Assert.Equal(5, outer.Segments);
            Assert.Equal(algorithm, (string?)outer.Header["alg"]);
            Assert.Equal(contentEncryption, (string?)outer.Header["enc"]);
            Assert.Equal("JWT", (string?)outer.Header["cty"]);
        });

        // The runtime's decrypter, which shares nothing with this, reads the same.
        using var key = algorithm[0] == 'R' ? DecryptionKey.FromRsaPem(rsa.ExportPkcs8PrivateKeyPem()) : DecryptionKey.FromEcPem(ec.ExportPkcs8PrivateKeyPem());
        Assert.True(await IsReadByTheRuntimeAsync(rig, key, encryption, (string)tokens["access_token"]!));
    }

    [Theory]
    [InlineData("device")]
    [InlineData("backchannel")]
    public async Task ID_tokens_of_devices_and_the_back_channel_follow_the_registration_too(string way)
    {
        await using var rig = new SignInRig(new TestClient(SignInRig.ClientId, SignInRig.Secret) { IdTokenAlgorithm = "HS256", IdTokenEncryption = new TestEncryption("dir") });

        var (grant, name, start) = way == "device"
            ? ("urn:ietf:params:oauth:grant-type:device_code", "device_code", await rig.PostAsync(rig.Server.DeviceAuthorization.Address, ("scope", "openid")))
            : ("urn:openid:params:grant-type:ciba", "auth_req_id", await rig.PostAsync(rig.Server.BackchannelAuthentication.Address, ("scope", "openid"), ("login_hint", "alice")));
        var tokens = await rig.PostAsync(rig.Server.Token.Address, ("grant_type", grant), (name, (string?)start[name]));
        using var plain = rig.Server.Mutations.IdToken(Mutation.NotEncrypted);
        var refreshed = await rig.PostAsync(rig.Server.Token.Address, ("grant_type", "refresh_token"), ("refresh_token", (string?)tokens["refresh_token"]));

        Assert.Equal("A128CBC-HS256", (string?)new PlainJwt((string)tokens["id_token"]!).Header["enc"]);
        Assert.True(new PlainJwt((string)refreshed["id_token"]!).IsSignedWith(Encoding.UTF8.GetBytes(SignInRig.Secret)));
    }

    [Fact]
    public async Task What_is_encrypted_opens_with_the_private_key()
    {
        using var rsa = RSA.Create(2048);
        await using var rig = new SignInRig(new TestClient(SignInRig.ClientId) { RedirectUris = [SignInRig.Callback], Jwks = Jwk(rsa), IdTokenEncryption = new TestEncryption("RSA-OAEP-256", "A256GCM") });

        var parts = rig.Server.IssueIdToken(SignInRig.ClientId).Split('.');
        using var aes = new AesGcm(rsa.Decrypt(Base64Url.DecodeFromChars(parts[1]), RSAEncryptionPadding.OaepSHA256), 16);
        var content = Base64Url.DecodeFromChars(parts[3]);
        var plain = new byte[content.Length];
        aes.Decrypt(Base64Url.DecodeFromChars(parts[2]), content, Base64Url.DecodeFromChars(parts[4]), plain, Encoding.UTF8.GetBytes(parts[0]));

        Assert.True(new PlainJwt(Encoding.UTF8.GetString(plain)).IsSignedBy(await rig.JwksAsync()));
    }

    [Fact]
    public async Task A_shared_key_is_made_of_the_secret()
    {
        await using var rig = new SignInRig(new TestClient(SignInRig.ClientId, SignInRig.Secret) { IdTokenEncryption = new TestEncryption("dir", "A256GCM") });

        var parts = rig.Server.IssueIdToken(SignInRig.ClientId).Split('.');
        using var aes = new AesGcm(SHA256.HashData(Encoding.UTF8.GetBytes(SignInRig.Secret)), 16);
        var content = Base64Url.DecodeFromChars(parts[3]);
        aes.Decrypt(Base64Url.DecodeFromChars(parts[2]), content, Base64Url.DecodeFromChars(parts[4]), new byte[content.Length], Encoding.UTF8.GetBytes(parts[0]));

        Assert.Empty(parts[1]);
    }

    [Fact]
    public async Task UserInfo_is_JSON_where_nothing_is_registered()
    {
        await using var rig = new SignInRig();

        var text = await UserInfoAsync(rig, await rig.ExchangeAsync(await rig.SignInAsync()), "application/json");

        Assert.Equal("""{"sub":"alice"}""", text);
    }

    [Fact]
    public async Task A_registration_says_all_of_this()
    {
        await using var rig = new SignInRig();
        using var rsa = RSA.Create(2048);
        var metadata = new JsonObject
        {
            ["redirect_uris"] = new JsonArray(SignInRig.Callback),
            ["jwks"] = Jwk(rsa),
            ["id_token_signed_response_alg"] = "PS256",
            ["id_token_encrypted_response_alg"] = "RSA-OAEP",
            ["userinfo_signed_response_alg"] = "ES384",
            ["authorization_signed_response_alg"] = "RS384",
            ["require_pushed_authorization_requests"] = true,
        };

        var response = await rig.Http.PostAsync(rig.Server.Registration.Address, new StringContent(metadata.ToJsonString(), Encoding.UTF8, "application/json"), Rig.Cancellation);
        var clientId = (string)(await Rig.ReadAsync(response))["client_id"]!;
        var idToken = new PlainJwt(rig.Server.IssueIdToken(clientId));
        var callback = await rig.SignInAsync(("client_id", clientId), ("response_mode", "jwt"));

        Assert.Equal("RSA-OAEP", (string?)idToken.Header["alg"]);
        Assert.Equal("A128CBC-HS256", (string?)idToken.Header["enc"]);
        var answer = new PlainJwt(callback.Parameters["response"]!);
        Assert.Equal("RS384", (string?)answer.Header["alg"]);
        Assert.Equal("invalid_request", answer["error"]);
    }

    [Fact]
    public void An_encryption_that_is_none_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new TestEncryption("RSA1_5"));
        Assert.Throws<ArgumentException>(() => new TestEncryption("RSA-OAEP", "A128GCMKW"));
    }

    private static async Task<bool> IsReadByTheRuntimeAsync(SignInRig rig, DecryptionKey key, TestEncryption encryption, string accessToken)
    {
        rig.Server.Introspection.Always(Fault.ChangeResponse(response =>
        {
            var signed = Encoding.UTF8.GetString(response.Body.Span);
            using var inner = rig.Server.Mutations.IdToken(Mutation.Text(_ => signed));
            response.Body = Encoding.UTF8.GetBytes(rig.Server.IssueIdToken(SignInRig.ClientId));
        }));
        using var client = new OAuthClient(
            rig.Server.Issuer, ClientAuthentication.ClientSecretPost(SignInRig.ClientId, SignInRig.Secret), new() { Handler = rig.Server.Handler, TimeProvider = rig.Clock });
        var options = new JwtIntrospectionOptions
        {
            SigningAlgorithm = "ES256",
            DecryptionKeys = [key],
            EncryptionAlgorithm = encryption.Algorithm,
            ContentEncryption = encryption.ContentEncryption,
        };
        return (await client.IntrospectAsync(AccessToken.Parse(accessToken), options, Rig.Cancellation)).IsActive;
    }

    private static async Task<string> UserInfoAsync(SignInRig rig, JsonObject tokens, string mediaType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, rig.Server.UserInfo.Address);
        request.Headers.Authorization = new("Bearer", (string?)tokens["access_token"]);
        var response = await rig.Http.SendAsync(request, Rig.Cancellation);
        Assert.Equal(mediaType, response.Content.Headers.ContentType!.MediaType);
        return await response.Content.ReadAsStringAsync(Rig.Cancellation);
    }

    private static JsonObject Jwk(RSA rsa)
    {
        var parameters = rsa.ExportParameters(false);
        return new() { ["kty"] = "RSA", ["use"] = "enc", ["n"] = Base64Url.EncodeToString(parameters.Modulus), ["e"] = Base64Url.EncodeToString(parameters.Exponent) };
    }

    private static JsonObject Jwk(ECDiffieHellman ec)
    {
        var point = ec.ExportParameters(false).Q;
        return new() { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(point.X), ["y"] = Base64Url.EncodeToString(point.Y) };
    }
}
