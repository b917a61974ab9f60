using System.Security.Cryptography;
using CsCheck;

namespace OAuthKit;

public sealed class KeyPropertyTests : IDisposable
{
    private static readonly ECDsa _ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly RSA _rsa = RSA.Create(2048);
    private static readonly SigningKeyOptions _ofRsa = new() { Algorithm = "PS256" };

    private readonly TempFolder _folder = new();

    private static string EcJwk { get; } = Jwk(_ec.ExportParameters(true));

    private static string RsaJwk { get; } = Jwk(_rsa.ExportParameters(true));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Whatever_is_in_a_PEM_file_is_a_key_or_an_argument_error()
    {
        string[] ec = [_ec.ExportPkcs8PrivateKeyPem(), _ec.ExportECPrivateKeyPem(), _ec.ExportSubjectPublicKeyInfoPem() + "\n" + _ec.ExportPkcs8PrivateKeyPem() + "\n"];
        string[] rsa = [_rsa.ExportPkcs8PrivateKeyPem(), _rsa.ExportRSAPrivateKeyPem()];
        var samples = Gen.Frequency(
            (5, Malformed.Bytes(ec).Select(bytes => new KeyFile(bytes, new()))),
            (1, Malformed.Bytes(rsa).Select(bytes => new KeyFile(bytes, _ofRsa))));

        return Property.HoldsAsync(samples, file => Read(file, SigningKey.FromFile), IsOfKey);
    }

    [Fact]
    public Task Whatever_is_in_a_JWK_file_is_a_key_or_an_argument_error()
    {
        var samples = Gen.Frequency(
            (9, Malformed.JsonBytes(EcJwk).Select(bytes => new KeyFile(bytes, new()))),
            (1, Malformed.JsonBytes(RsaJwk).Select(bytes => new KeyFile(bytes, _ofRsa))));

        return Property.HoldsAsync(samples, file => Read(file, SigningKey.FromFile), IsOfKey);
    }

    [Fact]
    public Task Whatever_is_in_a_JWKS_file_is_a_key_or_an_argument_error()
    {
        var set = TestKey.Set(RsaJwk.Replace("\"sig\"", "\"enc\"", StringComparison.Ordinal), EcJwk, "{\"kty\":\"oct\",\"k\":\"AA\"}");
        var samples = Malformed.JsonBytes(set).Select(bytes => new KeyFile(bytes, new()));
        return Property.HoldsAsync(samples, file => Read(file, SigningKey.FromFile), IsOfKey);
    }

    [Fact]
    public Task Whatever_is_in_the_file_of_a_key_in_use_is_a_key_or_an_error_of_operation()
    {
        var samples = Gen.Frequency((2, Malformed.JsonBytes(EcJwk)), (1, Malformed.Bytes(_ec.ExportPkcs8PrivateKeyPem()))).Select(bytes => new KeyFile(bytes, new()));
        return Property.HoldsAsync(samples, file => Read(file, (path, options) => new SigningKeyFile(path, options)), static (_, e) => e.GetType() == typeof(InvalidOperationException));
    }

    [Fact]
    public Task Whatever_JWK_is_given_for_decryption_is_a_key_or_an_argument_error()
    {
        const string Shared = """{"kty":"oct","k":"AAECAwQFBgcICQoLDA0ODw","kid":"k1"}""";
        var samples = Gen.Frequency((6, Malformed.Json(EcJwk)), (1, Malformed.Json(RsaJwk)), (3, Malformed.Json(Shared)));
        return Property.HoldsAsync(
            samples,
            json =>
            {
                using var key = DecryptionKey.FromJwk(json);
                Assert.False(CanaryWatch.Holds($"{key}"));
            },
            Endings.IsArgument);
    }

    [Fact]
    public Task Whatever_PEM_is_given_for_decryption_is_a_key_or_an_argument_error() =>
        Property.HoldsAsync(
            Malformed.Bytes(_ec.ExportPkcs8PrivateKeyPem(), _ec.ExportECPrivateKeyPem()).Select(bytes => System.Text.Encoding.UTF8.GetString(bytes)),
            pem => DecryptionKey.FromEcPem(pem).Dispose(),
            Endings.IsArgument);

    private static bool IsOfKey(KeyFile file, Exception e) => e.GetType() == typeof(ArgumentException) && !e.Message.Contains(file.Piece, StringComparison.Ordinal);

    private static string Jwk(ECParameters key) =>
        $$"""{"kty":"EC","crv":"P-256","x":"{{TestKey.Text(key.Q.X!)}}","y":"{{TestKey.Text(key.Q.Y!)}}","d":"{{TestKey.Text(key.D!)}}","use":"sig","alg":"ES256","kid":"k1","key_ops":["sign"]}""";

    private static string Jwk(RSAParameters key) =>
        $$"""{"kty":"RSA","n":"{{TestKey.Text(key.Modulus!)}}","e":"{{TestKey.Text(key.Exponent!)}}","d":"{{TestKey.Text(key.D!)}}","p":"{{TestKey.Text(key.P!)}}","q":"{{TestKey.Text(key.Q!)}}","dp":"{{TestKey.Text(key.DP!)}}","dq":"{{TestKey.Text(key.DQ!)}}","qi":"{{TestKey.Text(key.InverseQ!)}}","use":"sig","kid":"k2"}""";

    private void Read(KeyFile file, Func<string, SigningKeyOptions, JwsSigner> open)
    {
        var signer = open(_folder.Write("key", file.Content), file.Options);
        Assert.StartsWith(file.Options.Algorithm ?? "ES", signer.Algorithm, StringComparison.Ordinal);
        Assert.NotEmpty(signer.Thumbprint!);
        if (signer is SigningKey key)
        {
            Assert.DoesNotContain("\"d\"", key.ExportPublicJwk(), StringComparison.Ordinal);
            key.Dispose();
        }
    }

    private sealed record KeyFile(byte[] Content, SigningKeyOptions Options)
    {
        /// <summary>Private bytes, in the way the files have them.</summary>
        public string Piece { get; } = TestKey.Text(_ec.ExportParameters(true).D!)[..12];

        public override string ToString() => $"{System.Text.Encoding.UTF8.GetString(Content)}\n{Convert.ToBase64String(Content)}";
    }
}
