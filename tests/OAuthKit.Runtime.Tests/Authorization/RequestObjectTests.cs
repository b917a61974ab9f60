using System.Security.Cryptography;
using System.Text.Json;

namespace OAuthKit;

public sealed class RequestObjectTests : IDisposable
{
    private readonly AuthorizationRig _rig = new();
    private readonly SigningKey _key = SigningKey.Generate(keyId: "s1");

    public void Dispose()
    {
        _rig.Dispose();
        _key.Dispose();
    }

    [Fact]
    public async Task R251_R254_S098_S099_Bug12_All_of_the_request_is_in_a_signed_jwt_for_the_issuer()
    {
        var start = await _rig.StartAsync(new()
        {
            RedirectUri = AuthorizationRig.Callback,
            Scope = "openid orders",
            RequestObject = new(_key),
            MaxAge = TimeSpan.FromMinutes(1),
            Claims = """{"id_token":{"email":null}}""",
            AuthorizationDetails = [new("payment") { Actions = ["pay"] }],
            Resource = ["urn:a", "urn:b"],
            AcrValues = ["2", "1"],
            Parameters = new Dictionary<string, string> { ["tenant"] = "ü \"eu\"" },
        });

        var jwt = Read(start);
        var now = _rig.Now;
        Assert.True(jwt.IsSignedBy(_key.ExportPublicJwk()));
        Assert.Equal(["alg", "kid", "typ"], jwt.HeaderNames);
        Assert.Equal("oauth-authz-req+jwt", jwt.Header.GetProperty("typ").GetString());
        Assert.Equal("s1", jwt.Header.GetProperty("kid").GetString());
        Assert.Equal(The.ClientId, jwt.Text("iss"));
        Assert.Equal(The.Issuer, jwt.Text("aud"));
        Assert.Equal(The.ClientId, jwt.Text("client_id"));
        Assert.Equal([now + 300, now, now], [jwt.Number("exp"), jwt.Number("nbf"), jwt.Number("iat")]);
        Assert.Equal(22, jwt.Text("jti").Length);
        Assert.Equal("code", jwt.Text("response_type"));
        Assert.Equal(AuthorizationRig.Callback, jwt.Text("redirect_uri"));
        Assert.Equal("openid orders", jwt.Text("scope"));
        Assert.Equal(start.Transaction.State, jwt.Text("state"));
        Assert.Equal(start.Transaction.Nonce, jwt.Text("nonce"));
        Assert.Equal(start.Transaction.CodeVerifier!.ToChallenge(), jwt.Text("code_challenge"));
        Assert.Equal("S256", jwt.Text("code_challenge_method"));
        Assert.Equal("2 1", jwt.Text("acr_values"));
        Assert.Equal("ü \"eu\"", jwt.Text("tenant"));
        Assert.Equal(60, jwt.Number("max_age"));
        Assert.Equal("""{"id_token":{"email":null}}""", jwt.Claims.GetProperty("claims").GetRawText());
        Assert.Equal("""[{"type":"payment","actions":["pay"]}]""", jwt.Claims.GetProperty("authorization_details").GetRawText());
        Assert.Equal(["urn:a", "urn:b"], jwt.Claims.GetProperty("resource").EnumerateArray().Select(item => item.GetString()!));
        Assert.Equal(20, jwt.Claims.EnumerateObject().Count());
    }

    [Fact]
    public async Task R251_Each_request_object_has_its_own_identifier() =>
        Assert.NotEqual(Read(await _rig.StartAsync(Signed())).Text("jti"), Read(await _rig.StartAsync(Signed())).Text("jti"));

    [Fact]
    public async Task R252_It_holds_neither_another_request_nor_the_client_as_its_subject()
    {
        var names = Read(await _rig.StartAsync(Signed())).Claims.EnumerateObject().Select(claim => claim.Name).ToArray();

        Assert.All((string[])["request", "request_uri", "sub"], name => Assert.DoesNotContain(name, names));
    }

    [Fact]
    public async Task R254_One_resource_is_a_string()
    {
        var jwt = Read(await _rig.StartAsync(new() { RedirectUri = AuthorizationRig.Callback, RequestObject = new(_key), Resource = ["urn:a"] }));

        Assert.Equal("urn:a", jwt.Text("resource"));
    }

    [Fact]
    public async Task R253_The_client_id_alone_stands_beside_it()
    {
        Assert.Equal(["client_id", "request"], Names((await _rig.StartAsync(Signed())).Url));
        var query = AuthorizationRig.Query((await _rig.StartAsync(Signed(new(_key) { RepeatOpenIdParameters = true }))).Url);

        Assert.Equal(["client_id", "request", "response_type", "scope"], query.Select(parameter => parameter.Key).Order(StringComparer.Ordinal));
        Assert.Equal(The.ClientId, Assert.Single(query["client_id"]));
        Assert.Equal("openid", Assert.Single(query["scope"]));
    }

    [Fact]
    public async Task R255_It_is_signed_by_a_private_key_or_not_at_all()
    {
        foreach (var algorithm in (string[])["HS256", "none", "None"])
        {
            await _rig.AssertNotStartedAsync<InvalidOperationException>(Signed(new(new Signer(algorithm))));
        }

        Assert.Throws<ArgumentNullException>(() => new RequestObjectOptions(null!));
    }

    [Theory]
    [InlineData("PS256")]
    [InlineData("ES384")]
    public async Task R255_By_the_algorithm_of_the_key(string algorithm)
    {
        using var key = SigningKey.Generate(algorithm);

        Assert.True(Read(await _rig.StartAsync(Signed(new(key)))).IsSignedBy(key.ExportPublicJwk()));
    }

    [Fact]
    public async Task R256_S100_It_is_signed_and_then_encrypted_for_the_key_of_the_server()
    {
        using var rsa = RSA.Create(2048);
        using var key = DecryptionKey.FromRsaPem(rsa.ExportPkcs8PrivateKeyPem());
        var parameters = rsa.ExportParameters(false);
        _rig.MoreKeys.Add($$"""{"kty":"RSA","use":"enc","kid":"e1","n":"{{TestKey.Text(parameters.Modulus!)}}","e":"{{TestKey.Text(parameters.Exponent!)}}"}""");

        var start = await _rig.StartAsync(Signed(new(_key) { EncryptionAlgorithm = JweAlgorithms.RsaOaep256, ContentEncryption = JweAlgorithms.A256Gcm }));

        var jwe = Assert.Single(AuthorizationRig.Query(start.Url)["request"]);
        Assert.Equal("e1", JsonElement.Parse(StrictBase64Url.Decode(jwe.Split('.')[0])!).GetProperty("kid").GetString());
        var inner = new DecodedJwt(JweDecrypter.Decrypt(jwe, new JweRules("x", JweAlgorithms.RsaOaep256, ContentEncryption.Find(JweAlgorithms.A256Gcm)!, [key])));
        Assert.True(inner.IsSignedBy(_key.ExportPublicJwk()));
        Assert.Equal(start.Transaction.State, inner.Text("state"));
    }

    [Fact]
    public async Task R256_A_key_that_is_given_needs_no_document()
    {
        using var ec = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        using var key = DecryptionKey.FromEcPem(ec.ExportPkcs8PrivateKeyPem());

        var start = await _rig.StartAsync(Signed(new(_key) { EncryptionAlgorithm = JweAlgorithms.EcdhEs, EncryptionKey = EncryptionKey.FromEcPem(ec.ExportSubjectPublicKeyInfoPem()) }));

        var jwe = Assert.Single(AuthorizationRig.Query(start.Url)["request"]);
        Assert.Equal(start.Transaction.State, new DecodedJwt(JweDecrypter.Decrypt(jwe, new JweRules("x", JweAlgorithms.EcdhEs, ContentEncryption.Find(JweAlgorithms.A128CbcHS256)!, [key]))).Text("state"));
        Assert.Empty(_rig.Server.RequestsTo("/jwks"));
    }

    [Fact]
    public async Task R256_Where_the_server_has_not_exactly_one_key_for_it_nobody_is_sent_anywhere()
    {
        using var one = TestKey.Create("ES256", "e1");
        using var other = TestKey.Create("ES256", "e2");
        foreach (var keys in (string[][])[[], [one.Jwk()], [one.Jwk("")], [one.Jwk(",\"use\":\"enc\",\"alg\":\"ECDH-ES+A128KW\"")], [one.Jwk(",\"use\":\"enc\""), other.Jwk(",\"use\":\"enc\"")]])
        {
            using var rig = new AuthorizationRig();
            rig.MoreKeys.AddRange(keys);

            Assert.Equal(OAuthFault.RequestObjectKey, (await rig.AssertNotStartedAsync<OAuthException>(Signed(new(_key) { EncryptionAlgorithm = JweAlgorithms.EcdhEs }))).Code);
        }
    }

    [Fact]
    public async Task R256_Keys_given_by_hand_are_encrypted_for_and_kept_ones_are_fetched_anew_for_it()
    {
        using var ec = TestKey.Create("ES256", "e1");
        _rig.MoreKeys.Add(ec.Jwk(",\"use\":\"enc\""));
        var request = Signed(new(_key) { EncryptionAlgorithm = JweAlgorithms.EcdhEs });
        using var given = new AuthorizationServer(The.Issuer, _rig.Server.Options) { Jwks = TestKey.Set(_rig.Key.Jwk(), ec.Jwk(",\"use\":\"enc\"")) };
        using var kept = new AuthorizationServer(The.Issuer, _rig.Server.Options);
        await _rig.StartAsync(request);
        Assert.True(kept.TryImportKeys(_rig.Server.Server.ExportKeys()!));
        foreach (var (server, requests) in ((AuthorizationServer, int)[])[(given, 1), (kept, 2), (kept, 2)])
        {
            using var client = new OAuthClient(server, The.Basic, _rig.Server.Options);

            var start = await client.StartAuthorizationAsync(request, TestContext.Current.CancellationToken);

            Assert.Equal(5, Assert.Single(AuthorizationRig.Query(start.Url)["request"]).Split('.').Length);
            Assert.Equal(requests, _rig.Server.RequestsTo("/jwks").Length);
        }
    }

    [Fact]
    public async Task R256_Options_that_contradict_each_other_are_refused()
    {
        using var ec = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var key = EncryptionKey.FromEcPem(ec.ExportSubjectPublicKeyInfoPem());

        await _rig.AssertNotStartedAsync<InvalidOperationException>(Signed(new(_key) { EncryptionKey = key }));
        await _rig.AssertNotStartedAsync<InvalidOperationException>(Signed(new(_key) { EncryptionKey = key, EncryptionAlgorithm = JweAlgorithms.RsaOaep256 }));
        Assert.Throws<ArgumentException>(() => new RequestObjectOptions(_key) { EncryptionAlgorithm = JweAlgorithms.Direct });
        Assert.Throws<ArgumentException>(() => new RequestObjectOptions(_key) { EncryptionAlgorithm = "RSA1_5" });
        Assert.Throws<ArgumentException>(() => new RequestObjectOptions(_key) { ContentEncryption = "A128CBC" });
    }

    [Theory]
    [InlineData("https://rp.example/requests/CLvCWtRVMQ6mBMGWyhLJvA")]
    [InlineData("https://rp.example/requests/1#v2")]
    [InlineData("urn:example:CLvCWtRVMQ6mBMGWyhLJvA")]
    public async Task R257_S101_By_reference_the_browser_carries_the_address_only(string reference)
    {
        string? published = null;
        var start = await _rig.StartAsync(Signed(new(_key)
        {
            Publish = (text, _) =>
            {
                published = text;
                return new(reference);
            },
        }));

        Assert.Equal(["client_id", "request_uri"], Names(start.Url));
        Assert.Equal(reference, Assert.Single(AuthorizationRig.Query(start.Url)["request_uri"]));
        Assert.Equal(start.Transaction.State, new DecodedJwt(published!).Text("state"));
    }

    [Theory]
    [InlineData("http://rp.example/requests/1")]
    [InlineData("/requests/1")]
    [InlineData("javascript:1")]
    [InlineData("https://rp.example/a b")]
    [InlineData("urn:a b")]
    [InlineData("")]
    [InlineData(null)]
    public async Task R257_What_is_no_reference_is_refused(string? reference)
    {
        await _rig.AssertNotStartedAsync<InvalidOperationException>(Signed(new(_key) { Publish = (_, _) => new(reference!) }));
        await _rig.AssertNotStartedAsync<InvalidOperationException>(Signed(new(_key) { Publish = (_, _) => new("https://rp.example/" + new string('x', 500)) }));
    }

    [Fact]
    public async Task R251_A_request_object_needs_the_issuer_of_the_server()
    {
        var server = AuthorizationServer.FromEndpoints(new ServerEndpoints { Authorization = The.Issuer + "/authorize" }, options: _rig.Server.Options);
        using var client = new OAuthClient(server, The.Basic, _rig.Server.Options);

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.StartAuthorizationAsync(new() { RedirectUri = AuthorizationRig.Callback, RequestObject = new(_key) }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Bug12_The_response_to_a_signed_request_is_checked_and_exchanged_as_any_other()
    {
        using var key = DpopKey.Create();
        _rig.Dpop = new() { Key = key };
        var start = await _rig.StartAsync(new() { RedirectUri = AuthorizationRig.Callback, RequestObject = new(_key) });

        Assert.Equal(key.Thumbprint, Read(start).Text("dpop_jkt"));
        await _rig.CompleteAsync(start.Transaction, AuthorizationRig.Answer(start.Transaction));
        Assert.Equal(start.Transaction.CodeVerifier!.Reveal(), Assert.Single(_rig.Server.LastTo("/token").Form["code_verifier"]));
    }

    private static string[] Names(string url) => [.. AuthorizationRig.Query(url).Select(parameter => parameter.Key).Order(StringComparer.Ordinal)];

    private static DecodedJwt Read(AuthorizationStart start) => new(Assert.Single(AuthorizationRig.Query(start.Url)["request"]));

    private AuthorizationRequest Signed(RequestObjectOptions? options = null) => new() { RedirectUri = AuthorizationRig.Callback, Scope = "openid", RequestObject = options ?? new(_key) };

    private sealed class Signer(string algorithm) : JwsSigner
    {
        public override string Algorithm => algorithm;

        protected internal override ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
