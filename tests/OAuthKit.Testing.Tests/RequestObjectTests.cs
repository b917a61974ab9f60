using System.Text.Json.Nodes;

namespace OAuthKit.Testing.Tests;

public sealed class RequestObjectTests : IDisposable
{
    private readonly TestSigningKey _key = TestSigningKey.CreateEs256();

    [Fact]
    public async Task A_request_object_is_the_whole_request()
    {
        await using var rig = CreateRig();

        // What stands beside it doesn't count (RFC 9101 section 5).
        var callback = await rig.Server.SignInAsync(Url(rig, Sign(rig)) + "&state=other&scope=admin", cancellationToken: Rig.Cancellation);

        Assert.Equal("s-1", callback.Parameters["state"]);
        Assert.Equal("openid orders.read", (string?)(await rig.ExchangeAsync(callback))["scope"]);
    }

    [Fact]
    public async Task Numbers_objects_and_arrays_keep_their_types()
    {
        await using var rig = CreateRig();
        var request = Sign(rig, claims =>
        {
            claims["max_age"] = 0;
            claims["resource"] = new JsonArray("https://a.test", "https://b.test");
            claims["claims"] = new JsonObject { ["id_token"] = new JsonObject { ["acr"] = new JsonObject { ["value"] = "loa2" } } };
            claims["authorization_details"] = new JsonArray(new JsonObject { ["type"] = "payment" });
        });

        var tokens = await rig.ExchangeAsync(await rig.Server.SignInAsync(Url(rig, request), cancellationToken: Rig.Cancellation));

        Assert.Equal(["https://a.test", "https://b.test"], rig.Server.IssuedTokens[0].Audiences);
        Assert.Equal("loa2", new PlainJwt((string)tokens["id_token"]!)["acr"]);
        Assert.Equal("payment", (string?)tokens["authorization_details"]![0]!["type"]);
    }

    [Theory]
    [InlineData("iss", "other")]
    [InlineData("aud", "https://other.test")]
    [InlineData("client_id", "other")]
    [InlineData("exp", null)]
    [InlineData("request_uri", "urn:x")]
    [InlineData("sub", SignInRig.ClientId)]
    public async Task Refuses_a_request_object_whose_claims_are_wrong(string name, string? value)
    {
        await using var rig = CreateRig();

        var request = Sign(rig, claims =>
        {
            claims.Remove(name);
            if (value is not null)
            {
                claims[name] = value;
            }
        });

        await RefusesAsync(rig, request);
    }

    [Fact]
    public async Task Refuses_a_request_object_of_another_key_type_time_or_algorithm()
    {
        await using var rig = CreateRig();
        using var other = TestSigningKey.Create("ES256", _key.KeyId);

        await RefusesAsync(rig, other.CreateJwt(Claims(rig), "oauth-authz-req+jwt"));
        await RefusesAsync(rig, _key.CreateJwt(Claims(rig), "JWT"));
        await RefusesAsync(rig, "none");
        rig.Server.AddClient(CreateClient("ES384"));
        await RefusesAsync(rig, Sign(rig));
        rig.Server.AddClient(CreateClient(null));
        var late = Sign(rig);
        rig.Clock.Advance(TimeSpan.FromMinutes(2));
        await RefusesAsync(rig, late);
    }

    [Fact]
    public async Task A_request_object_may_be_pushed()
    {
        await using var rig = CreateRig();

        var pushed = await rig.PostAsync(rig.Server.PushedAuthorization.Address, ("request", Sign(rig)));
        var url = rig.Server.Authorization.Address + "?client_id=shop&request_uri=" + (string?)pushed["request_uri"];

        Assert.Equal("s-1", (await rig.Server.SignInAsync(url, cancellationToken: Rig.Cancellation)).Parameters["state"]);
        Assert.Equal("invalid_request_object", Rig.ErrorOf(await rig.PostAsync(rig.Server.PushedAuthorization.Address, ("request", "none"))));
    }

    [Fact]
    public async Task Signed_requests_can_be_required()
    {
        await using var rig = CreateRig();
        rig.Server.Authorization.RequiresSignedRequestObjects = true;

        await Assert.ThrowsAsync<InvalidOperationException>(() => rig.SignInAsync());
        Assert.NotNull((await rig.Server.SignInAsync(Url(rig, Sign(rig)), cancellationToken: Rig.Cancellation)).Parameters["code"]);
        Assert.True((bool)(await rig.MetadataAsync())["require_signed_request_object"]!);
    }

    [Theory]
    [InlineData("RSA-OAEP", "A128CBC-HS256")]
    [InlineData("RSA-OAEP-256", "A256GCM")]
    [InlineData("ECDH-ES", "A256CBC-HS512")]
    [InlineData("ECDH-ES+A128KW", "A128GCM")]
    [InlineData("ECDH-ES+A256KW", "A192CBC-HS384")]
    public async Task Opens_what_is_encrypted_with_its_published_key(string algorithm, string contentEncryption)
    {
        await using var rig = CreateRig();
        var published = rig.Server.AddEncryptionKey(algorithm);
        var jwk = ((JsonArray)(await rig.JwksAsync())["keys"]!).OfType<JsonObject>().Single(key => (string?)key["use"] == "enc");

        // The other server plays the client: what it encrypts for its own client, this one opens.
        await using var encrypter = new SignInRig(new TestClient("as") { Jwks = (JsonObject)jwk.DeepClone(), IdTokenEncryption = new TestEncryption(algorithm, contentEncryption) });
        var request = Sign(rig);
        encrypter.Server.Mutations.IdToken(Mutation.Text(_ => request));
        var encrypted = encrypter.Server.IssueIdToken("as");

        Assert.Equal(published.KeyId, (string?)jwk["kid"]);
        Assert.Equal(5, encrypted.Split('.').Length);
        Assert.Equal("s-1", (await rig.Server.SignInAsync(Url(rig, encrypted), cancellationToken: Rig.Cancellation)).Parameters["state"]);
        Assert.Equal(algorithm, (string?)(await rig.MetadataAsync())["request_object_encryption_alg_values_supported"]![0]);
        await RefusesAsync(rig, encrypted[..^2] + (encrypted[^2] == 'A' ? "BA" : "AA"));
    }

    public void Dispose() => _key.Dispose();

    private static string Url(SignInRig rig, string request) => rig.Server.Authorization.Address + "?client_id=shop&request=" + request;

    private static async Task RefusesAsync(SignInRig rig, string request)
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => rig.Server.SignInAsync(Url(rig, request), cancellationToken: Rig.Cancellation));
        Assert.Contains("invalid_request_object", exception.Message, StringComparison.Ordinal);
    }

    private static JsonObject Claims(SignInRig rig)
    {
        var now = rig.Clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject { ["iss"] = SignInRig.ClientId, ["aud"] = rig.Server.Issuer, ["iat"] = now, ["exp"] = now + 60 };
        foreach (var (name, value) in SignInRig.Parameters())
        {
            claims[name] = value;
        }

        return claims;
    }

    private SignInRig CreateRig() => new(CreateClient(null));

    private TestClient CreateClient(string? algorithm) => new(SignInRig.ClientId, SignInRig.Secret)
    {
        RedirectUris = [SignInRig.Callback],
        Jwks = _key.ToPublicJwk(),
        RequestObjectAlgorithm = algorithm,
    };

    private string Sign(SignInRig rig, Action<JsonObject>? change = null)
    {
        var claims = Claims(rig);
        change?.Invoke(claims);
        return _key.CreateJwt(claims, "oauth-authz-req+jwt");
    }
}
