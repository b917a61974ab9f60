using System.Security.Cryptography;
using System.Text.Json;

namespace OAuthKit;

/// <summary>Reads a set of public keys (RFC 7517 section 5): what can't be used is skipped, so that one odd key doesn't disturb the others.</summary>
internal static class JsonWebKeyReader
{
    private const int MinRsaBytes = 2048 / 8;
    private const int MaxRsaBytes = 16384 / 8;
    private const int Ed25519Bytes = 32;
    private const int MaxKeys = 256;

    /// <summary>The keys that can verify signatures; null where it isn't a set of keys.</summary>
    public static ServerKey[]? ReadSet(JsonElement root)
    {
        // RFC 7517 section 5.1: an array of objects.
        if (!root.TryGetProperty(JoseNames.Keys, out var keys) || keys.ValueKind != JsonValueKind.Array || keys.GetArrayLength() > MaxKeys)
        {
            return null;
        }

        var result = new List<ServerKey>();
        foreach (var item in keys.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            if (ReadVerificationKey(item) is { } key)
            {
                result.Add(key);
            }
        }

        return [.. result];
    }

    /// <summary>Whether a key holds what only its owner may know.</summary>
    public static bool IsPrivate(JsonElement key) =>
        key.TryGetProperty(JoseNames.D, out _) || key.TryGetProperty(JoseNames.P, out _) || key.TryGetProperty(JoseNames.Q, out _)
        || key.TryGetProperty(JoseNames.Dp, out _) || key.TryGetProperty(JoseNames.Dq, out _) || key.TryGetProperty(JoseNames.Qi, out _)
        || key.TryGetProperty(JoseNames.Oth, out _) || key.TryGetProperty(JoseNames.K, out _);

    /// <summary>A point on one of the three curves; null where it is none.</summary>
    public static ECParameters? ReadPoint(JsonElement key)
    {
        var (curve, length) = StrictJson.StringOrNull(key, JoseNames.Crv) switch
        {
            JoseNames.P256 => (ECCurve.NamedCurves.nistP256, 32),
            JoseNames.P384 => (ECCurve.NamedCurves.nistP384, 48),
            JoseNames.P521 => (ECCurve.NamedCurves.nistP521, 66),
            _ => default,
        };
        // RFC 7518 section 6.2.1.2: as long as the curve wants, leading zeros included.
        if (length == 0 || Bytes(key, JoseNames.X) is not { } x || Bytes(key, JoseNames.Y) is not { } y || x.Length != length || y.Length != length)
        {
            return null;
        }

        return new ECParameters { Curve = curve, Q = new ECPoint { X = x, Y = y } };
    }

    /// <summary>A member in strict base64url; null where it is absent or isn't.</summary>
    public static byte[]? Bytes(JsonElement key, string name) =>
        StrictJson.StringOrNull(key, name) is { Length: > 0 } text ? StrictBase64Url.Decode(text) : null;

    /// <summary>One public key that can verify signatures; null where it can't.</summary>
    public static ServerKey? ReadVerificationKey(JsonElement key)
    {
        // A server that publishes a secret key has lost it; a symmetric one was never its alone (RFC 8725 section 2.1).
        if (IsPrivate(key) || !IsForVerification(key))
        {
            return null;
        }

        return StrictJson.StringOrNull(key, JoseNames.Kty) switch
        {
            JoseNames.Rsa => ReadRsa(key),
            JoseNames.Ec => ReadEc(key),
            JoseNames.Okp => ReadOkp(key),
            _ => null,
        };
    }

    // RFC 7517 sections 4.2 and 4.3.
    private static bool IsForVerification(JsonElement key)
    {
        if (key.TryGetProperty(JoseNames.Use, out var use) && StrictJson.StringOrNull(use) != JoseNames.Signature)
        {
            return false;
        }

        if (!key.TryGetProperty(JoseNames.KeyOps, out var operations))
        {
            return true;
        }

        if (operations.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        foreach (var operation in operations.EnumerateArray())
        {
            if (StrictJson.StringOrNull(operation) == JoseNames.Verify)
            {
                return true;
            }
        }

        return false;
    }

    // RFC 8725 section 3.5: 2048 bits at least, and an exponent that makes a signature.
    private static ServerKey? ReadRsa(JsonElement key)
    {
        if (Bytes(key, JoseNames.N) is not { } modulus || Bytes(key, JoseNames.E) is not { } exponent)
        {
            return null;
        }

        var n = modulus.AsSpan().TrimStart((byte)0);
        var e = exponent.AsSpan().TrimStart((byte)0);
        var isOne = e.Length == 1 && e[0] == 1;
        if (n.Length is < MinRsaBytes or > MaxRsaBytes || (n.Length == MinRsaBytes && n[0] < 0x80) || (n[^1] & 1) == 0 || e.Length is 0 or > 8 || isOne || (e[^1] & 1) == 0)
        {
            return null;
        }

        return Create(key, JoseNames.Rsa, null, n.ToArray(), e.ToArray());
    }

    private static ServerKey? ReadEc(JsonElement key)
    {
        if (ReadPoint(key) is not { } point)
        {
            return null;
        }

        try
        {
            // Import refuses a point that isn't on its curve.
            using var check = ECDsa.Create(point);
            return Create(key, JoseNames.Ec, StrictJson.StringOrNull(key, JoseNames.Crv), point.Q.X!, point.Q.Y!);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // RFC 8037 section 2. Whether the point is one is for the verifier to say, which knows the curve.
    private static ServerKey? ReadOkp(JsonElement key) =>
        StrictJson.StringOrNull(key, JoseNames.Crv) == JoseNames.Ed25519 && Bytes(key, JoseNames.X) is { Length: Ed25519Bytes } x
            ? Create(key, JoseNames.Okp, JoseNames.Ed25519, x, [])
            : null;

    private static ServerKey? Create(JsonElement key, string type, string? curve, byte[] first, byte[] second) =>
        IsTextOrAbsent(key, JoseNames.Kid) && IsTextOrAbsent(key, JoseNames.Alg) && IsTextOrAbsent(key, MetadataNames.Issuer)
            ? new(type, curve, first, second)
            {
                KeyId = StrictJson.StringOrNull(key, JoseNames.Kid),
                Algorithm = StrictJson.StringOrNull(key, JoseNames.Alg),
                Issuer = StrictJson.StringOrNull(key, MetadataNames.Issuer),
            }
            : null;

    private static bool IsTextOrAbsent(JsonElement key, string name) =>
        !key.TryGetProperty(name, out var value) || StrictJson.StringOrNull(value) is not null;
}
