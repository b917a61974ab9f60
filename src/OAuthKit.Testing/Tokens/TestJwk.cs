using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>Keys that stand in a JWK Set and that no client should use, for <see cref="JwksEndpoint.Add"/>.</summary>
public static class TestJwk
{
    /// <summary>A key of a type that nobody knows yet.</summary>
    /// <param name="keyId">The <c>kid</c>.</param>
    /// <returns>A new object.</returns>
    public static JsonObject UnknownType(string keyId = "unknown-type") => new() { [JoseNames.KeyType] = "AKP", [JoseNames.KeyId] = keyId, [JoseNames.Algorithm] = "ML-DSA-44", ["pub"] = "AAAA" };

    /// <summary>A key on a curve that signs nothing here.</summary>
    /// <param name="keyId">The <c>kid</c>.</param>
    /// <returns>A new object.</returns>
    public static JsonObject UnknownCurve(string keyId = "unknown-curve") => Ec(keyId, "secp256k1", new byte[32], new byte[32]);

    /// <summary>A key whose point isn't on its curve (<see href="https://www.rfc-editor.org/rfc/rfc8725#section-3.4">RFC 8725 section 3.4</see>).</summary>
    /// <param name="keyId">The <c>kid</c>.</param>
    /// <returns>A new object.</returns>
    public static JsonObject OffCurve(string keyId = "off-curve")
    {
        var one = new byte[32];
        one[31] = 1;
        return Ec(keyId, JoseNames.P256, one, one);
    }

    /// <summary>A key whose members aren't base64url.</summary>
    /// <param name="keyId">The <c>kid</c>.</param>
    /// <returns>A new object.</returns>
    public static JsonObject BrokenBase64(string keyId = "broken-base64") =>
        new() { [JoseNames.KeyType] = JoseNames.Rsa, [JoseNames.KeyId] = keyId, [JoseNames.Modulus] = "*!*", [JoseNames.Exponent] = "AQAB" };

    /// <summary>A secret, which has no place among public keys.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="keyId">The <c>kid</c>.</param>
    /// <returns>A new object.</returns>
    public static JsonObject Symmetric(string secret, string keyId = "symmetric") =>
        new() { [JoseNames.KeyType] = JoseNames.Octets, [JoseNames.KeyId] = keyId, [JoseNames.Algorithm] = JoseNames.Hs256, [JoseNames.KeyValue] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(secret)) };

    /// <summary>An RSA key that is too short.</summary>
    /// <param name="bits">Its length.</param>
    /// <param name="keyId">The <c>kid</c>.</param>
    /// <returns>A new object.</returns>
    public static JsonObject WeakRsa(int bits = 1024, string keyId = "weak-rsa")
    {
        using var rsa = RSA.Create(bits);
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        return Rsa(keyId, parameters.Modulus!, parameters.Exponent!);
    }

    /// <summary>An RSA key whose exponent makes every message its own signature.</summary>
    /// <param name="exponent">The exponent.</param>
    /// <param name="keyId">The <c>kid</c>.</param>
    /// <returns>A new object.</returns>
    public static JsonObject BadExponent(byte exponent = 1, string keyId = "bad-exponent")
    {
        var modulus = RandomNumberGenerator.GetBytes(256);
        modulus[0] |= 0x80;
        modulus[^1] |= 1;
        return Rsa(keyId, modulus, [exponent]);
    }

    /// <summary>A key with its private part, which a server must never publish.</summary>
    /// <param name="keyId">The <c>kid</c>.</param>
    /// <returns>A new object.</returns>
    public static JsonObject Private(string keyId = "private")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var parameters = key.ExportParameters(includePrivateParameters: true);
        var jwk = Ec(keyId, JoseNames.P256, parameters.Q.X!, parameters.Q.Y!);
        jwk[JoseNames.PrivateExponent] = Base64Url.EncodeToString(parameters.D);
        return jwk;
    }

    private static JsonObject Ec(string keyId, string curve, byte[] x, byte[] y) => new()
    {
        [JoseNames.KeyType] = JoseNames.EllipticCurve,
        [JoseNames.KeyId] = keyId,
        [JoseNames.Curve] = curve,
        [JoseNames.X] = Base64Url.EncodeToString(x),
        [JoseNames.Y] = Base64Url.EncodeToString(y),
    };

    private static JsonObject Rsa(string keyId, byte[] modulus, byte[] exponent) => new()
    {
        [JoseNames.KeyType] = JoseNames.Rsa,
        [JoseNames.KeyId] = keyId,
        [JoseNames.Modulus] = Base64Url.EncodeToString(modulus),
        [JoseNames.Exponent] = Base64Url.EncodeToString(exponent),
    };
}
