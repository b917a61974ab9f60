using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing.Tests;

/// <summary>A JWT in its parts, with a check of its signature that shares nothing with the server.</summary>
internal sealed class PlainJwt
{
    private readonly string[] _parts;

    public PlainJwt(string text)
    {
        _parts = text.Split('.');
        Header = Read(_parts[0]);
        Claims = _parts.Length == 3 ? Read(_parts[1]) : [];
    }

    public int Segments => _parts.Length;

    public JsonObject Header { get; }

    public JsonObject Claims { get; }

    public byte[] Signature => Base64Url.DecodeFromChars(_parts[2].TrimEnd('='));

    public string ClaimsText => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(_parts[1]));

    public string? this[string claim] => (string?)Claims[claim];

    public byte[] Content => Encoding.UTF8.GetBytes(_parts[0] + "." + _parts[1]);

    /// <summary>Whether the key of the header's <c>kid</c> in a JWK Set made the signature.</summary>
    public bool IsSignedBy(JsonObject jwks) =>
        ((JsonArray)jwks["keys"]!).Any(key => (string?)key!["kid"] == (string?)Header["kid"] && (string?)key["alg"] == (string?)Header["alg"] && Verify((JsonObject)key));

    public bool IsSignedWith(byte[] secret) => ((string)Header["alg"]!) switch
    {
        "HS256" => HMACSHA256.HashData(secret, Content).AsSpan().SequenceEqual(Signature),
        "HS384" => HMACSHA384.HashData(secret, Content).AsSpan().SequenceEqual(Signature),
        _ => HMACSHA512.HashData(secret, Content).AsSpan().SequenceEqual(Signature),
    };

    public static string HalfHash(string algorithm, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var hash = algorithm[^3..] switch { "256" => SHA256.HashData(bytes), "384" => SHA384.HashData(bytes), _ => SHA512.HashData(bytes) };
        return Base64Url.EncodeToString(hash.AsSpan(0, hash.Length / 2));
    }

    public static JsonObject Read(string part) => (JsonObject)JsonNode.Parse(Base64Url.DecodeFromChars(part))!;

    public bool Verify(JsonObject key)
    {
        var algorithm = (string)Header["alg"]!;
        var hash = new HashAlgorithmName("SHA" + algorithm[^3..]);
        if (algorithm[0] == 'E')
        {
            using var ec = ECDsa.Create(new ECParameters
            {
                Curve = (string)key["crv"]! switch { "P-256" => ECCurve.NamedCurves.nistP256, "P-384" => ECCurve.NamedCurves.nistP384, _ => ECCurve.NamedCurves.nistP521 },
                Q = new ECPoint { X = Bytes(key, "x"), Y = Bytes(key, "y") },
            });
            return ec.VerifyData(Content, Signature, hash);
        }

        using var rsa = RSA.Create(new RSAParameters { Modulus = Bytes(key, "n"), Exponent = Bytes(key, "e") });
        return rsa.VerifyData(Content, Signature, hash, algorithm[0] == 'P' ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
    }

    private static byte[] Bytes(JsonObject key, string name) => Base64Url.DecodeFromChars((string)key[name]!);
}
