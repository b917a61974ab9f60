using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OAuthKit;

/// <summary>A key of a server that signs whatever a test wants, also what no proper server does.</summary>
internal sealed class TestKey : IDisposable
{
    private readonly RSA? _rsa;
    private readonly ECDsa? _ec;

    private TestKey(RSA? rsa, ECDsa? ec, string algorithm, string keyId)
    {
        _rsa = rsa;
        _ec = ec;
        Algorithm = algorithm;
        KeyId = keyId;
    }

    public string Algorithm { get; }

    public string KeyId { get; }

    public static TestKey Create(string algorithm = "RS256", string keyId = "k1", int rsaBits = 2048) => algorithm[..2] == "ES"
        ? new(null, ECDsa.Create(CurveOf(algorithm)), algorithm, keyId)
        : new(RSA.Create(rsaBits), null, algorithm, keyId);

    /// <summary>The public key, with members that a test adds, each with a comma before it.</summary>
    public string Jwk(string more = ",\"use\":\"sig\"")
    {
        if (_rsa is not null)
        {
            var rsa = _rsa.ExportParameters(false);
            return $$"""{"kty":"RSA","kid":"{{KeyId}}","n":"{{Text(rsa.Modulus!)}}","e":"{{Text(rsa.Exponent!)}}"{{more}}}""";
        }

        var ec = _ec!.ExportParameters(false);
        return $$"""{"kty":"EC","crv":"P-{{_ec.KeySize}}","kid":"{{KeyId}}","x":"{{Text(ec.Q.X!)}}","y":"{{Text(ec.Q.Y!)}}"{{more}}}""";
    }

    public static string Set(params string[] keys) => $$"""{"keys":[{{string.Join(',', keys)}}]}""";

    public string Set() => Set(Jwk());

    /// <summary>A JWT of a type, or with a header of the test's own.</summary>
    public string Sign(string claims, string? type = "token-introspection+jwt", string? header = null)
    {
        header ??= $$"""{"alg":"{{Algorithm}}","kid":"{{KeyId}}"{{(type is null ? "" : $",\"typ\":\"{type}\"")}}}""";
        var input = $"{Text(Encoding.UTF8.GetBytes(header))}.{Text(Encoding.UTF8.GetBytes(claims))}";
        return $"{input}.{Text(SignBytes(Encoding.UTF8.GetBytes(input)))}";
    }

    public byte[] SignBytes(byte[] input) => _rsa is not null
        ? _rsa.SignData(input, HashOf(Algorithm), Algorithm[..2] == "PS" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1)
        : _ec!.SignData(input, HashOf(Algorithm));

    public byte[] SignInDer(byte[] input) => _ec!.SignData(input, HashOf(Algorithm), DSASignatureFormat.Rfc3279DerSequence);

    public byte[] PublicKeyInfo() => _rsa?.ExportSubjectPublicKeyInfo() ?? _ec!.ExportSubjectPublicKeyInfo();

    public string PrivatePem() => _rsa?.ExportPkcs8PrivateKeyPem() ?? _ec!.ExportPkcs8PrivateKeyPem();

    public void Dispose()
    {
        _rsa?.Dispose();
        _ec?.Dispose();
    }

    public static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);

    private static HashAlgorithmName HashOf(string algorithm) => new("SHA" + algorithm[2..]);

    private static ECCurve CurveOf(string algorithm) => algorithm switch
    {
        "ES256" => ECCurve.NamedCurves.nistP256,
        "ES384" => ECCurve.NamedCurves.nistP384,
        _ => ECCurve.NamedCurves.nistP521,
    };
}
