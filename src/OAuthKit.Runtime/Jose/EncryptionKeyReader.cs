using System.Security.Cryptography;
using System.Text.Json;

namespace OAuthKit;

/// <summary>Reads the public keys that others encrypt for (RFC 7517 section 4).</summary>
internal static class EncryptionKeyReader
{
    private const int MinRsaBytes = SigningKey.MinRsaKeySize / 8;
    private const int MaxRsaBytes = 16384 / 8;

    /// <summary>Those of a set that is known to be one. What can't be used is skipped.</summary>
    public static EncryptionKey[] ReadSet(JsonElement root)
    {
        var result = new List<EncryptionKey>();
        foreach (var item in root.GetProperty(JoseNames.Keys).EnumerateArray())
        {
            // In a set the use is said: a key for signatures is never encrypted for by mistake.
            if (StrictJson.StringOrNull(item, JoseNames.Use) == JoseNames.Encryption && Read(item) is { } key)
            {
                result.Add(key);
            }
        }

        return [.. result];
    }

    /// <summary>The key; null where none can be encrypted for.</summary>
    public static EncryptionKey? Read(JsonElement key)
    {
        if (JsonWebKeyReader.IsPrivate(key) || (key.TryGetProperty(JoseNames.Use, out var use) && StrictJson.StringOrNull(use) != JoseNames.Encryption))
        {
            return null;
        }

        var keyId = StrictJson.StringOrNull(key, JoseNames.Kid);
        var algorithm = StrictJson.StringOrNull(key, JoseNames.Alg);
        return StrictJson.StringOrNull(key, JoseNames.Kty) switch
        {
            JoseNames.Rsa => ReadRsa(key, keyId, algorithm),
            JoseNames.Ec => ReadEc(key, keyId, algorithm),
            _ => null,
        };
    }

    private static RsaEncryptionKey? ReadRsa(JsonElement key, string? keyId, string? algorithm)
    {
        if (JsonWebKeyReader.Bytes(key, JoseNames.N) is not { } modulus || JsonWebKeyReader.Bytes(key, JoseNames.E) is not { } exponent)
        {
            return null;
        }

        var n = modulus.AsSpan().TrimStart((byte)0).ToArray();
        var e = exponent.AsSpan().TrimStart((byte)0).ToArray();
        // An exponent of one encrypts nothing.
        if (n.Length is < MinRsaBytes or > MaxRsaBytes || (n.Length == MinRsaBytes && n[0] < 0x80) || (n[^1] & 1) == 0
            || e.Length is 0 or > 8 || e is [1] || (e[^1] & 1) == 0)
        {
            return null;
        }

        return new RsaEncryptionKey(new RSAParameters { Modulus = n, Exponent = e }, keyId) { Algorithm = algorithm };
    }

    private static EcEncryptionKey? ReadEc(JsonElement key, string? keyId, string? algorithm)
    {
        if (JsonWebKeyReader.ReadPoint(key) is not { } point)
        {
            return null;
        }

        try
        {
            // Import refuses a point that isn't on its curve.
            using var check = ECDiffieHellman.Create(point);
            return new EcEncryptionKey(point, EcCurve.Find(StrictJson.StringOrNull(key, JoseNames.Crv))!, keyId) { Algorithm = algorithm };
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
