using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Json;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math.EC.Rfc8032;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;

namespace OAuthKit;

public sealed class Ed25519KeyTests
{
    // RFC 8037 appendix A.
    private const string Jwk = """{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""";
    private const string Jws = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
    private const string Thumbprint = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k";

    // RFC 9421 appendix B.1.4.
    private const string Pem = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF
        -----END PRIVATE KEY-----
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Signs_the_example_of_RFC_8037_A4()
    {
        var key = Ed25519Key.FromJwk(Jwk);
        var dot = Jws.LastIndexOf('.');
        var data = Encoding.UTF8.GetBytes(Jws[..dot]);

        var signature = await key.SignAsync(data, Stop);

        Assert.Equal(Jws[(dot + 1)..], Base64Url.EncodeToString(signature.Span));
        var room = new byte[JwsSigner.MaxSignatureLength];
        Assert.True(key.TrySign(data, room, out var length));
        Assert.True(signature.Span.SequenceEqual(room.AsSpan(0, length)));
    }

    [Fact]
    public void The_thumbprint_is_that_of_RFC_8037_A3() => Assert.Equal(Thumbprint, Ed25519Key.FromJwk(Jwk).Thumbprint);

    [Fact]
    public void The_public_JWK_has_nothing_private()
    {
        var key = Ed25519Key.FromJwk(Jwk, new SigningKeyOptions { KeyId = "k" });

        var jwk = JsonElement.Parse(key.ExportPublicJwk());

        Assert.Equal(["crv", "kty", "x", "use", "alg", "kid"], jwk.EnumerateObject().Select(member => member.Name));
        Assert.Equal("EdDSA key k", $"{key}");
    }

    [Theory]
    [InlineData(null, "EdDSA")]
    [InlineData("EdDSA", "EdDSA")]
    [InlineData("Ed25519", "Ed25519")]
    public async Task R031_Authenticates_a_client_by_private_key_jwt(string? algorithm, string expected)
    {
        var key = Ed25519Key.FromJwk(Jwk, new SigningKeyOptions { Algorithm = algorithm, KeyId = "2026-01" });
        var handler = new Recorder();
        var server = AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = "https://login.example.com/token" }, "https://login.example.com");
        using var client = new OAuthClient(server, new PrivateKeyJwt("orders-worker", key) { AllowedAlgorithms = JwsAlgorithms.Fapi2 }, new BackchannelOptions { Handler = handler });

        await client.RequestTokenAsync(new ClientCredentialsGrant(), Stop);

        var parts = handler.Assertion!.Split('.');
        var header = JsonElement.Parse(Base64Url.DecodeFromChars(parts[0]));
        Assert.Equal((expected, "2026-01"), (header.GetProperty("alg").GetString(), header.GetProperty("kid").GetString()));
        var (signed, signature) = (Encoding.UTF8.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]));
        var publicKey = new Ed25519PublicKeyParameters(Base64Url.DecodeFromChars(JsonElement.Parse(Jwk).GetProperty("x").GetString()));
        Assert.True(publicKey.Verify(Ed25519.Algorithm.Ed25519, null, signed, 0, signed.Length, signature, 0));
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("none")]
    [InlineData("HS256")]
    public void R031_Another_algorithm_is_refused(string algorithm)
    {
        Assert.Throws<ArgumentException>(() => Ed25519Key.FromJwk(Jwk, new SigningKeyOptions { Algorithm = algorithm }));
        Assert.Throws<ArgumentException>(() => Ed25519Key.FromJwk(Jwk[..^1] + $",\"alg\":\"{algorithm}\"}}"));
    }

    [Fact]
    public void Reads_PEM_and_encrypted_PEM()
    {
        var key = Ed25519Key.FromPem(Pem);
        var encrypted = Encrypt(Pem, "pass");

        Assert.Equal(key.Thumbprint, Ed25519Key.FromPem(encrypted, new SigningKeyOptions { Password = "pass" }).Thumbprint);
        Assert.Contains("password", Assert.Throws<ArgumentException>(() => Ed25519Key.FromPem(encrypted)).Message, StringComparison.Ordinal);
        Assert.Contains("password", Assert.Throws<ArgumentException>(() => Ed25519Key.FromPem(encrypted, new SigningKeyOptions { Password = "wrong" })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"kty":"EC","crv":"P-256","d":"AA","x":"AA","y":"AA"}""")]
    [InlineData("""{"kty":"OKP","crv":"X25519","d":"AA","x":"AA"}""")]
    [InlineData("""{"kty":"OKP","crv":"Ed25519","d":"AA","x":"AA"}""")]
    [InlineData("""{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""")]
    [InlineData("""{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"AA"}""")]
    [InlineData("""{"kty":"OKP","crv":"Ed25519","use":"enc","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""")]
    [InlineData("nothing")]
    public void What_is_no_Ed25519_key_is_refused(string json) => Assert.ThrowsAny<ArgumentException>(() => Ed25519Key.FromJwk(json));

    [Fact]
    public void A_PEM_of_another_kind_is_refused()
    {
        using var ec = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);

        Assert.Throws<ArgumentException>(() => Ed25519Key.FromPem(ec.ExportPkcs8PrivateKeyPem()));
        Assert.Throws<ArgumentException>(() => Ed25519Key.FromPem(ec.ExportECPrivateKeyPem()));
        Assert.Throws<ArgumentException>(() => Ed25519Key.FromPem("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"));
        Assert.Throws<ArgumentException>(() => Ed25519Key.FromPem("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"));
        Assert.Contains("OAuthKit.EdDsa", Assert.Throws<ArgumentException>(() => SigningKey.FromPem(Pem)).Message, StringComparison.Ordinal);
        Assert.Contains("OAuthKit.EdDsa", Assert.Throws<ArgumentException>(() => SigningKey.FromJwk(Jwk)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_file_is_read_by_its_content()
    {
        var folder = Directory.CreateTempSubdirectory("oauthkit-");
        try
        {
            var (pem, jwks) = (Path.Combine(folder.FullName, "a"), Path.Combine(folder.FullName, "b"));
            File.WriteAllText(pem, Pem);
            File.WriteAllText(jwks, $$"""{"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA"},{{Jwk}}]}""");

            Assert.Equal(Ed25519Key.FromPem(Pem).Thumbprint, Ed25519Key.InFile(pem).Thumbprint);
            Assert.Equal(("EdDSA", Thumbprint), (Ed25519Key.InFile(jwks).Algorithm, Ed25519Key.InFile(jwks).Thumbprint));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Keys_that_are_made_differ() => Assert.NotEqual(Ed25519Key.Generate("a").Thumbprint, Ed25519Key.Generate("a").Thumbprint);

    private static string Encrypt(string pem, string password)
    {
        var der = Convert.FromBase64String(string.Concat(pem.Split('\n').Where(line => !line.Contains("-----", StringComparison.Ordinal)).Select(line => line.Trim())));
        var encrypted = EncryptedPrivateKeyInfoFactory.CreateEncryptedPrivateKeyInfo(
            Org.BouncyCastle.Asn1.Nist.NistObjectIdentifiers.IdAes256Cbc, Org.BouncyCastle.Asn1.Pkcs.PkcsObjectIdentifiers.IdHmacWithSha256, password.ToCharArray(), new byte[16], 1000, new SecureRandom(), PrivateKeyFactory.CreateKey(der));
        return System.Security.Cryptography.PemEncoding.WriteString("ENCRYPTED PRIVATE KEY", encrypted.GetEncoded());
    }

    private sealed class Recorder : HttpMessageHandler
    {
        public string? Assertion { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = await request.Content!.ReadAsStringAsync(cancellationToken);
            Assertion = body.Split('&').Single(part => part.StartsWith("client_assertion=", StringComparison.Ordinal)).Split('=')[1];
            return new(HttpStatusCode.OK) { Content = new StringContent("""{"access_token":"t","token_type":"Bearer"}""", Encoding.UTF8, "application/json") };
        }
    }
}
