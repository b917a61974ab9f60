using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace OAuthKit;

public sealed class SigningKeyTests : IDisposable
{
    private const string Password = "pass-" + The.Canary;

    private static readonly PbeParameters _encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10_000);

    private readonly TempFolder _folder = new();
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly ECDsa _ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        _rsa.Dispose();
        _ec.Dispose();
        _folder.Dispose();
    }

    public static TheoryData<string> Forms() =>
    [
        "pem-pkcs8-ec", "pem-sec1", "pem-encrypted-ec", "pem-pkcs8-rsa", "pem-pkcs1", "pem-encrypted-rsa", "pem-with-certificate",
        "pfx-ec", "pfx-rsa", "jwk-ec", "jwk-rsa", "jwk-rsa-without-primes", "jwks", "jwk-with-byte-order-mark",
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Reads_a_key_file_by_its_content_and_not_by_its_name(string form)
    {
        var path = _folder.Write("key.txt", Content(form));
        var isRsa = form.Contains("rsa", StringComparison.Ordinal) || form == "pem-pkcs1";

        using var key = SigningKey.FromFile(path, new SigningKeyOptions { Algorithm = isRsa ? "PS256" : null, Password = Password, KeyId = form == "jwks" ? "right" : null });

        Assert.Equal(isRsa ? "PS256" : "ES256", key.Algorithm);
        using var expected = isRsa ? new SigningKey(_rsa, "PS256") : new SigningKey(_ec);
        Assert.Equal(expected.Thumbprint, key.Thumbprint);
        Assert.True(Signs(key));
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(2040)]
    public void R033_An_RSA_key_below_2048_bits_is_refused(int bits)
    {
        using var weak = RSA.Create(bits);
        var pem = weak.ExportPkcs8PrivateKeyPem();

        Assert.Contains("2048", Assert.Throws<ArgumentException>(() => new SigningKey(weak, "PS256")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SigningKey.FromPem(pem, new SigningKeyOptions { Algorithm = "RS256" }));
        Assert.Throws<ArgumentException>(() => SigningKey.FromJwk(Jwk(weak), new SigningKeyOptions { Algorithm = "RS256" }));
    }

    [Theory]
    [InlineData("1.2.840.10045.3.1.1")]
    [InlineData("1.3.132.0.33")]
    [InlineData("1.3.132.0.10")]
    public void R033_An_EC_key_on_another_curve_than_P256_P384_P521_is_refused(string curve)
    {
        using var key = ECDsa.Create(ECCurve.CreateFromValue(curve));

        Assert.Throws<ArgumentException>(() => new SigningKey(key));
        Assert.Throws<ArgumentException>(() => SigningKey.FromPem(key.ExportPkcs8PrivateKeyPem()));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("HS256")]
    [InlineData("ES256")]
    [InlineData("RS1")]
    [InlineData("ps256")]
    public void R031_An_RSA_key_takes_the_algorithms_of_RSA_only(string algorithm)
    {
        Assert.Throws<ArgumentException>(() => new SigningKey(_rsa, algorithm));
        Assert.Throws<ArgumentException>(() => SigningKey.FromJwk(Jwk(_rsa, "\"alg\":\"" + algorithm + "\",")));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("HS256")]
    [InlineData("ES384")]
    [InlineData("PS256")]
    public void R031_The_curve_determines_the_algorithm_of_an_EC_key(string algorithm)
    {
        Assert.Throws<ArgumentException>(() => SigningKey.FromPem(_ec.ExportPkcs8PrivateKeyPem(), new SigningKeyOptions { Algorithm = algorithm }));
        Assert.Throws<ArgumentException>(() => SigningKey.FromJwk(Jwk(_ec, "\"alg\":\"" + algorithm + "\",")));
        Assert.Throws<ArgumentException>(() => SigningKey.FromJwk(Jwk(_ec, "\"alg\":\"ES256\","), new SigningKeyOptions { Algorithm = algorithm }));
    }

    [Fact]
    public void S017_A_public_key_is_refused()
    {
        using var key = new SigningKey(_ec);

        var e = Assert.Throws<ArgumentException>(() => SigningKey.FromJwk(key.ExportPublicJwk()));
        Assert.Contains("public key", e.Message, StringComparison.Ordinal);
        Assert.Contains("no private key", Assert.Throws<ArgumentException>(() => SigningKey.FromPem(_ec.ExportSubjectPublicKeyInfoPem())).Message, StringComparison.Ordinal);
        using var certificate = X509CertificateLoader.LoadCertificate(Pki.Server.RawData);
        Assert.Throws<ArgumentException>(() => SigningKey.FromCertificate(certificate));
    }

    [Fact]
    public void S018_An_RSA_key_without_an_algorithm_is_refused()
    {
        var e = Assert.Throws<ArgumentException>(() => SigningKey.FromPem(_rsa.ExportPkcs8PrivateKeyPem()));

        Assert.Contains("registered", e.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SigningKey.FromJwk(Jwk(_rsa)));
        using var key = SigningKey.FromJwk(Jwk(_rsa, "\"alg\":\"PS384\",\"kid\":\"k\","));
        Assert.Equal(("PS384", "k"), (key.Algorithm, key.KeyId));
    }

    [Fact]
    public void A_private_exponent_of_another_key_is_refused()
    {
        using var other = RSA.Create(2048);
        var json = Jwk(_rsa, "\"alg\":\"PS256\",", primes: false);
        var mixed = json.Replace(Text(_rsa.ExportParameters(true).D!), Text(other.ExportParameters(true).D!), StringComparison.Ordinal);

        Assert.NotEqual(json, mixed);
        Assert.NotNull(SigningKey.FromJwk(json));
        Assert.Throws<ArgumentException>(() => SigningKey.FromJwk(mixed));
        Assert.Throws<ArgumentException>(() => DecryptionKey.FromJwk(mixed));
    }

    [Theory]
    [InlineData("n")]
    [InlineData("e")]
    [InlineData("d")]
    public void A_member_of_an_RSA_key_that_is_longer_than_any_is_refused(string member)
    {
        var json = Jwk(_rsa, "\"alg\":\"PS256\",", primes: false);
        var longer = json.Replace($"\"{member}\":\"", $"\"{member}\":\"{new string('A', 2000)}{new string('B', 2000)}", StringComparison.Ordinal);

        Assert.Throws<ArgumentException>(() => SigningKey.FromJwk(longer));
        Assert.Throws<ArgumentException>(() => DecryptionKey.FromJwk(longer));
    }

    [Fact]
    public void A_curve_that_the_platform_lacks_is_refused_by_every_reader_of_PEM()
    {
        using var folder = new TempFolder();
        using var certificate = Pki.Issue("curve");
        var pem = Pki.PemOnUnknownCurve();
        var path = folder.Write("key.pem", pem);

        Assert.Throws<ArgumentException>(() => SigningKey.FromPem(pem));
        Assert.Throws<ArgumentException>(() => SigningKey.FromFile(path));
        Assert.Throws<InvalidOperationException>(() => new SigningKeyFile(path).Algorithm);
        Assert.Throws<ArgumentException>(() => DecryptionKey.FromEcPem(pem));
        Assert.Throws<ArgumentException>(() => EncryptionKey.FromEcPem(Pki.PemOnUnknownCurve(isPublic: true)));
        Assert.Throws<ArgumentException>(() => CertificateContent.Read(System.Text.Encoding.UTF8.GetBytes(certificate.ExportCertificatePem() + "\n" + pem), null, null));
    }

    [Fact]
    public void S019_An_unknown_algorithm_is_refused() => Assert.Throws<ArgumentException>(() => SigningKey.Generate("XS256"));

    [Fact]
    public void R032_S024_The_public_JWK_has_nothing_private()
    {
        using var ec = SigningKey.FromJwk(Jwk(_ec), new SigningKeyOptions { KeyId = "a\"b" });
        using var rsa = SigningKey.FromJwk(Jwk(_rsa), new SigningKeyOptions { Algorithm = "RS512" });

        Assert.Equal(["crv", "kty", "x", "y", "use", "alg", "kid"], Names(JsonElement.Parse(ec.ExportPublicJwk())));
        Assert.Equal(["e", "kty", "n", "use", "alg"], Names(JsonElement.Parse(rsa.ExportPublicJwk())));
        var keys = JsonElement.Parse(SigningKey.ExportPublicJwks(ec, rsa)).GetProperty("keys");
        Assert.Equal(2, keys.GetArrayLength());
        Assert.Equal("a\"b", keys[0].Text("kid"));
        Assert.DoesNotContain("\"d\"", SigningKey.ExportPublicJwks(ec, rsa), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jwk-thumbprint-rsa")]
    [InlineData("dpop-jkt")]
    public void Thumbprints_are_those_of_RFC_7638(string id)
    {
        var vector = Vectors.Find("jose.json", "thumbprint", id);
        var jwk = vector.GetProperty("jwk");
        var members = jwk.EnumerateObject().Where(member => member.Name is "kty" or "n" or "e" or "crv" or "x" or "y")
            .OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Name, member.Value.GetString()!));

        Assert.Equal(vector.Text("expected"), new PublicJwk([.. members], "RS256", "kid").Thumbprint);
    }

    [Theory]
    [InlineData("""{"kty":"EC","crv":"P-256","d":"AA","x":"AA","y":"AA"}""")]
    [InlineData("""{"kty":"EC","crv":"P-192","d":"AA"}""")]
    [InlineData("""{"kty":"EC","d":"AA"}""")]
    [InlineData("""{"kty":"oct","k":"c4narY"}""")]
    [InlineData("""{"kty":"OKP","crv":"Ed25519","d":"c4narY"}""")]
    [InlineData("""{"kty":"RSA","n":"c4narY","e":"AQAB","d":"c4narY","alg":"RS256"}""")]
    [InlineData("""{"kty":"RSA","n":"AQ","e":"AQAB","d":"AQ","alg":"RS256"}""")]
    [InlineData("""{"kty":"RSA","n":"%%","e":"AQAB","d":"AQ","alg":"RS256"}""")]
    [InlineData("""{"kty":"RSA","alg":"RS256"}""")]
    [InlineData("""{"kty":7,"d":"c4narY"}""")]
    [InlineData("""{"kty":"EC","kty":"RSA"}""")]
    [InlineData("""{"keys":{}}""")]
    [InlineData("""{"keys":[]}""")]
    [InlineData("""{"keys":[7,{"kty":"EC"}]}""")]
    [InlineData("""{"keys":[{"kty":"EC","d":"AA"},{"kty":"EC","d":"BB"}]}""")]
    [InlineData("""["c4narY"]""")]
    [InlineData("c4narY")]
    public void S009_What_is_no_key_is_refused_without_repeating_it(string json)
    {
        var e = Assert.ThrowsAny<ArgumentException>(() => SigningKey.FromJwk(json));

        Assert.False(CanaryWatch.Holds(e.ToString()));
    }

    [Fact]
    public void Members_of_another_key_are_refused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (one, two) = (_ec.ExportParameters(true), other.ExportParameters(true));

        Assert.Throws<ArgumentException>(() => SigningKey.FromJwk(Jwk(new ECParameters { Curve = one.Curve, D = one.D, Q = two.Q })));
    }

    [Theory]
    [InlineData("\"use\":\"enc\",")]
    [InlineData("\"key_ops\":[\"verify\",7],")]
    public void A_key_that_is_not_for_signing_is_refused(string use)
    {
        Assert.Contains("doesn't sign", Assert.Throws<ArgumentException>(() => SigningKey.FromJwk(Jwk(_ec, use))).Message, StringComparison.Ordinal);
        using var key = SigningKey.FromJwk(Jwk(_ec, "\"use\":\"sig\",\"key_ops\":[\"verify\",\"sign\"],"));
        Assert.True(Signs(key));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("wrong")]
    public void A_wrong_password_is_told_and_not_repeated(string? password)
    {
        foreach (var form in (string[])["pem-encrypted-ec", "pem-encrypted-rsa", "pfx-ec"])
        {
            var path = _folder.Write("key", Content(form));

            var e = Assert.ThrowsAny<ArgumentException>(() => SigningKey.FromFile(path, new SigningKeyOptions { Password = password, Algorithm = form.EndsWith("rsa") ? "RS256" : null }));

            Assert.Contains("password", e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_certificate_in_a_store_is_found_by_thumbprint_or_subject()
    {
        var subject = "oauthkit-" + Guid.NewGuid().ToString("n");
        using var issued = Pki.Issue(subject);
        using var certificate = X509CertificateLoader.LoadPkcs12(issued.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.PersistKeySet | X509KeyStorageFlags.Exportable);
        using var store = new X509Store(StoreName.My, StoreLocation.CurrentUser, OpenFlags.ReadWrite);
        store.Add(certificate);
        try
        {
            using var expected = SigningKey.FromCertificate(certificate);
            using var bySubject = SigningKey.FromStore(new StoredCertificate { Subject = $"CN={subject}" });
            using var byThumbprint = SigningKey.FromStore(new StoredCertificate { Thumbprint = certificate.Thumbprint.ToLowerInvariant() });
            using var bySha256 = SigningKey.FromStore(new StoredCertificate { Thumbprint = string.Join(':', Convert.ToHexString(certificate.GetCertHash(HashAlgorithmName.SHA256)).Chunk(2).Select(pair => new string(pair))) });

            Assert.All([bySubject, byThumbprint, bySha256], key => Assert.Equal(expected.Thumbprint, key.Thumbprint));
            Assert.Equal(TlsIdentity.ThumbprintOf(certificate), ClientCertificate.FromStore(new StoredCertificate { Subject = $"CN={subject}" }).Thumbprint);
        }
        finally
        {
            store.Remove(certificate);
        }

        Assert.Throws<ArgumentException>(() => SigningKey.FromStore(new StoredCertificate { Subject = $"CN={subject}" }));
        Assert.Throws<ArgumentException>(() => SigningKey.FromStore(new StoredCertificate()));
    }

    [Fact]
    public void R314_A_key_says_no_more_than_its_algorithm_and_identifier()
    {
        using var key = SigningKey.FromJwk(Jwk(_ec), new SigningKeyOptions { KeyId = "2026-01" });

        Assert.Equal("ES256 key 2026-01", $"{key}");
        Assert.Equal("ES256 key", $"{SigningKey.Generate()}");
    }

    private static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(member => member.Name)];

    private static bool Signs(SigningKey key)
    {
        using var draft = new JwsWriter(key, null).Begin();
        return new DecodedJwt(draft.SignAsync(CancellationToken.None).Result).IsSignedBy(key.ExportPublicJwk());
    }

    private static string Jwk(ECDsa key, string others = "") => Jwk(key.ExportParameters(true), others);

    private static string Jwk(ECParameters key, string others = "") =>
        $$"""{"kty":"EC",{{others}}"crv":"P-256","x":"{{Text(key.Q.X!)}}","y":"{{Text(key.Q.Y!)}}","d":"{{Text(key.D!)}}"}""";

    private static string Jwk(RSA key, string others = "", bool primes = true)
    {
        var p = key.ExportParameters(true);
        var rest = primes ? $$""","p":"{{Text(p.P!)}}","q":"{{Text(p.Q!)}}","dp":"{{Text(p.DP!)}}","dq":"{{Text(p.DQ!)}}","qi":"{{Text(p.InverseQ!)}}" """ : "";
        return $$"""{"kty":"RSA",{{others}}"n":"{{Text(p.Modulus!)}}","e":"{{Text(p.Exponent!)}}","d":"{{Text(p.D!)}}"{{rest}}}""";
    }

    private static string Text(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private byte[] Content(string form) => form switch
    {
        "pfx-ec" => Certificate(_ec).Export(X509ContentType.Pkcs12, Password),
        "pfx-rsa" => Certificate(_rsa).Export(X509ContentType.Pkcs12, Password),
        _ => Encoding.UTF8.GetBytes(form switch
        {
            "pem-pkcs8-ec" => _ec.ExportPkcs8PrivateKeyPem(),
            "pem-sec1" => "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n" + _ec.ExportECPrivateKeyPem(),
            "pem-encrypted-ec" => _ec.ExportEncryptedPkcs8PrivateKeyPem(Password, _encryption),
            "pem-pkcs8-rsa" => "a note\n" + _rsa.ExportPkcs8PrivateKeyPem(),
            "pem-pkcs1" => _rsa.ExportRSAPrivateKeyPem(),
            "pem-encrypted-rsa" => _rsa.ExportEncryptedPkcs8PrivateKeyPem(Password, _encryption),
            "pem-with-certificate" => Pki.Server.ExportCertificatePem() + "\n" + _ec.ExportPkcs8PrivateKeyPem(),
            "jwk-ec" => " \n" + Jwk(_ec),
            "jwk-rsa" => Jwk(_rsa, "\"alg\":\"PS256\","),
            "jwk-rsa-without-primes" => Jwk(_rsa, primes: false),
            "jwk-with-byte-order-mark" => "\uFEFF" + Jwk(_ec),
            _ => $$"""{"keys":[{{Jwk(_rsa, "\"kid\":\"wrong\",")}},{{Jwk(_ec, "\"kid\":\"right\",")}}]}""",
        }),
    };

    private static X509Certificate2 Certificate(AsymmetricAlgorithm key)
    {
        var request = key is RSA rsa ? new CertificateRequest("CN=x", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) : new CertificateRequest("CN=x", (ECDsa)key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue.AddDays(-400));
    }
}
