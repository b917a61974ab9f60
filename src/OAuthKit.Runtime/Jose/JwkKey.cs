using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace OAuthKit;

/// <summary>Reads a private RSA or EC key from a JWK or a JWKS (RFC 7517, RFC 7518 section 6).</summary>
internal static class JwkKey
{
    public static SigningKey Read(ReadOnlyMemory<byte> json, SigningKeyOptions options)
    {
        using var document = StrictJson.ParseObject(json)
            ?? throw new ArgumentException("The key isn't one JSON object without duplicate names (RFC 7517 section 4).", nameof(json));
        var jwk = Select(document.RootElement, options.KeyId);
        var effective = new SigningKeyOptions
        {
            Algorithm = AlgorithmOf(jwk, options),
            KeyId = options.KeyId ?? StrictJson.StringOrNull(jwk, JoseNames.Kid),
        };
        CheckUse(jwk);
        try
        {
            return StrictJson.StringOrNull(jwk, JoseNames.Kty) switch
            {
                JoseNames.Ec => PemKey.Keep(ReadEc(jwk), effective, static (key, options) => new SigningKey(key, options.Algorithm, options.KeyId)),
                JoseNames.Rsa => PemKey.Keep(ReadRsa(jwk), effective, static (key, options) => new SigningKey(key, options.Algorithm!, options.KeyId)),
                JoseNames.Oct => throw new ArgumentException("The JWK is a symmetric key (kty oct): a client signs with a private key, or by ClientSecretJwt with its secret.", nameof(json)),
                JoseNames.Okp => throw new ArgumentException("The JWK is an Ed25519 key (kty OKP): the package OAuthKit.EdDsa reads it.", nameof(json)),
                _ => throw new ArgumentException("The JWK has no \"kty\" that OAuthKit knows: RSA and EC are (RFC 7517 section 4.1).", nameof(json)),
            };
        }
        catch (CryptographicException e)
        {
            throw new ArgumentException("The members of the JWK don't make a key (RFC 7518 section 6).", nameof(json), e);
        }
    }

    /// <summary>The key itself, or the one of a set that has the identifier, or the only private one that may sign.</summary>
    internal static JsonElement Select(JsonElement root, string? keyId)
    {
        if (!root.TryGetProperty(JoseNames.Keys, out var keys))
        {
            return root;
        }

        if (keys.ValueKind != JsonValueKind.Array)
        {
            throw new ArgumentException("The \"keys\" of the JWKS isn't a list (RFC 7517 section 5.1).", nameof(root));
        }

        JsonElement? found = null;
        foreach (var key in keys.EnumerateArray())
        {
            if (key.ValueKind != JsonValueKind.Object || !key.TryGetProperty(JoseNames.D, out _) || !MaySign(key)
                || (keyId is not null && StrictJson.StringOrNull(key, JoseNames.Kid) != keyId))
            {
                continue;
            }

            if (found is not null)
            {
                throw new ArgumentException("The JWKS has several private keys: say by KeyId which one signs.", nameof(root));
            }

            found = key;
        }

        return found ?? throw new ArgumentException(
            keyId is null ? "The JWKS has no private key that signs." : $"The JWKS has no private key that signs with the identifier \"{keyId}\".",
            nameof(root));
    }

    // RFC 7517 sections 4.2 and 4.3.
    internal static void CheckUse(JsonElement jwk)
    {
        if (!MaySign(jwk))
        {
            throw new ArgumentException("The \"use\" or \"key_ops\" of the JWK says that it doesn't sign (RFC 7517 sections 4.2 and 4.3).", nameof(jwk));
        }
    }

    /// <summary>The bytes of a member, base64url without padding (RFC 7518 section 2).</summary>
    internal static byte[] Bytes(JsonElement jwk, string name)
    {
        try
        {
            return StrictJson.StringOrNull(jwk, name) is { Length: > 0 } text ? Base64Url.DecodeFromChars(text) : throw Missing(name);
        }
        catch (FormatException)
        {
            throw new ArgumentException($"The member \"{name}\" of the JWK isn't base64url (RFC 7518 section 6).", nameof(jwk));
        }
    }

    internal static ArgumentException Missing(string name) => name == JoseNames.D
        ? new("The JWK is a public key: it has no \"d\". A client signs with the private one.", nameof(name))
        : new($"The JWK has no \"{name}\" (RFC 7518 section 6).", nameof(name));

    // RFC 7517 section 4.4: the key's own algorithm isn't exchanged for another.
    internal static string? AlgorithmOf(JsonElement jwk, SigningKeyOptions options)
    {
        var own = StrictJson.StringOrNull(jwk, JoseNames.Alg);
        return own is null || options.Algorithm is null || own == options.Algorithm
            ? options.Algorithm ?? own
            : throw new ArgumentException($"The JWK is for the algorithm {ServerText.Clean(own)}, but {options.Algorithm} is asked for (RFC 7517 section 4.4).", nameof(options));
    }

    private static bool MaySign(JsonElement jwk)
    {
        if (StrictJson.StringOrNull(jwk, JoseNames.Use) is { } use && use != JoseNames.Signature)
        {
            return false;
        }

        if (!jwk.TryGetProperty(JoseNames.KeyOps, out var operations) || operations.ValueKind != JsonValueKind.Array)
        {
            return true;
        }

        foreach (var operation in operations.EnumerateArray())
        {
            if (StrictJson.StringOrNull(operation) == JoseNames.Sign)
            {
                return true;
            }
        }

        return false;
    }

    private static ECDsa ReadEc(JsonElement jwk)
    {
        var curve = EcCurve.Find(StrictJson.StringOrNull(jwk, JoseNames.Crv))
            ?? throw new ArgumentException("The \"crv\" of the JWK isn't P-256, P-384 or P-521 (RFC 7518 section 6.2.1.1).", nameof(jwk));
        var parameters = new ECParameters
        {
            Curve = curve.Curve,
            D = Coordinate(jwk, JoseNames.D, curve),
            Q = new ECPoint { X = Coordinate(jwk, JoseNames.X, curve), Y = Coordinate(jwk, JoseNames.Y, curve) },
        };
        try
        {
            return ECDsa.Create(parameters);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(parameters.D);
        }
    }

    // RFC 7518 section 6.2.1.2: the full length, no byte less.
    private static byte[] Coordinate(JsonElement jwk, string name, EcCurve curve)
    {
        var bytes = Bytes(jwk, name);
        return bytes.Length == curve.CoordinateLength
            ? bytes
            : throw new ArgumentException($"The member \"{name}\" of the JWK isn't {curve.CoordinateLength} bytes long (RFC 7518 section 6.2.1.2).", nameof(jwk));
    }

    private static RSA ReadRsa(JsonElement jwk)
    {
        var modulus = Bytes(jwk, JoseNames.N);
        var exponent = Bytes(jwk, JoseNames.E);
        var d = Bytes(jwk, JoseNames.D);
        var parameters = jwk.TryGetProperty(JoseNames.P, out _)
            ? new RSAParameters
            {
                P = Bytes(jwk, JoseNames.P),
                Q = Bytes(jwk, JoseNames.Q),
                DP = Bytes(jwk, JoseNames.Dp),
                DQ = Bytes(jwk, JoseNames.Dq),
                InverseQ = Bytes(jwk, JoseNames.Qi),
            }
            : RsaPrimes.Recover(modulus, exponent, d);
        parameters.Modulus = modulus;
        parameters.Exponent = exponent;
        parameters.D = d;
        RsaPrimes.Pad(ref parameters);
        try
        {
            return RSA.Create(parameters);
        }
        finally
        {
            RsaPrimes.Wipe(parameters);
        }
    }
}
