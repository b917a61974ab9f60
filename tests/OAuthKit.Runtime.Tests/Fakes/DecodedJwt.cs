using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OAuthKit;

/// <summary>A signed JWT as a server reads it, verified with the platform's own cryptography.</summary>
internal sealed class DecodedJwt
{
    private readonly byte[] _signed;
    private readonly byte[] _signature;

    public DecodedJwt(string text)
    {
        var parts = text.Split('.');
        Assert.Equal(3, parts.Length);
        Header = JsonElement.Parse(Base64Url.DecodeFromChars(parts[0]));
        Claims = JsonElement.Parse(Base64Url.DecodeFromChars(parts[1]));
        _signature = Base64Url.DecodeFromChars(parts[2]);
        _signed = Encoding.UTF8.GetBytes($"{parts[0]}.{parts[1]}");
    }

    public JsonElement Header { get; }

    public JsonElement Claims { get; }

    public string[] HeaderNames => [.. Header.EnumerateObject().Select(member => member.Name)];

    public string Text(string claim) => Claims.GetProperty(claim).GetString()!;

    public long Number(string claim) => Claims.GetProperty(claim).GetInt64();

    public bool IsSignedBy(string publicJwk)
    {
        var jwk = JsonElement.Parse(publicJwk);
        var algorithm = Header.GetProperty("alg").GetString()!;
        var hash = new HashAlgorithmName("SHA" + algorithm[2..]);
        if (algorithm[0] == 'E')
        {
            using var ecdsa = ECDsa.Create(new ECParameters
            {
                Curve = algorithm switch { "ES256" => ECCurve.NamedCurves.nistP256, "ES384" => ECCurve.NamedCurves.nistP384, _ => ECCurve.NamedCurves.nistP521 },
                Q = new ECPoint { X = Bytes(jwk, "x"), Y = Bytes(jwk, "y") },
            });
            return ecdsa.VerifyData(_signed, _signature, hash);
        }

        using var rsa = RSA.Create(new RSAParameters { Modulus = Bytes(jwk, "n"), Exponent = Bytes(jwk, "e") });
        return rsa.VerifyData(_signed, _signature, hash, algorithm[0] == 'R' ? RSASignaturePadding.Pkcs1 : RSASignaturePadding.Pss);
    }

    public bool IsSignedBySecret(string secret)
    {
        var hash = new HashAlgorithmName("SHA" + Header.GetProperty("alg").GetString()![2..]);
        return CryptographicOperations.HmacData(hash, Encoding.UTF8.GetBytes(secret), _signed).AsSpan().SequenceEqual(_signature);
    }

    private static byte[] Bytes(JsonElement jwk, string name) => Base64Url.DecodeFromChars(jwk.GetProperty(name).GetString());
}
