using System.Security.Cryptography;
using System.Text.Json;

namespace OAuthKit;

/// <summary>Private and shared keys in the form of RFC 7517.</summary>
internal static class PrivateJwk
{
    /// <summary>The key; null where it is none that decrypts.</summary>
    public static DecryptionKey? ReadDecryptionKey(JsonElement key)
    {
        var keyId = StrictJson.StringOrNull(key, JoseNames.Kid);
        return StrictJson.StringOrNull(key, JoseNames.Kty) switch
        {
            JoseNames.Rsa => ReadRsa(key, keyId),
            JoseNames.Ec => ReadEc(key, keyId),
            JoseNames.Oct when JsonWebKeyReader.Bytes(key, JoseNames.K) is { Length: 16 or 32 or 64 } bytes => new SharedDecryptionKey(bytes, keyId),
            _ => null,
        };
    }

    private static RsaDecryptionKey? ReadRsa(JsonElement key, string? keyId)
    {
        if (JsonWebKeyReader.Bytes(key, JoseNames.N) is not { } modulus
            || JsonWebKeyReader.Bytes(key, JoseNames.E) is not { } exponent
            || JsonWebKeyReader.Bytes(key, JoseNames.D) is not { } d)
        {
            return null;
        }

        var rsa = RSA.Create();
        RSAParameters parameters = default;
        try
        {
            parameters = ReadFactors(key) ?? RsaPrimes.Recover(modulus, exponent, d);
            parameters.Modulus = modulus;
            parameters.Exponent = exponent;
            parameters.D = d;
            RsaPrimes.Pad(ref parameters);
            rsa.ImportParameters(parameters);
            return new RsaDecryptionKey(rsa, keyId);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            rsa.Dispose();
            return null;
        }
        finally
        {
            RsaPrimes.Wipe(parameters);
        }
    }

    // RFC 7518 section 6.3.2: all or none.
    private static RSAParameters? ReadFactors(JsonElement key) =>
        JsonWebKeyReader.Bytes(key, JoseNames.P) is { } p && JsonWebKeyReader.Bytes(key, JoseNames.Q) is { } q
        && JsonWebKeyReader.Bytes(key, JoseNames.Dp) is { } dp && JsonWebKeyReader.Bytes(key, JoseNames.Dq) is { } dq
        && JsonWebKeyReader.Bytes(key, JoseNames.Qi) is { } qi
            ? new RSAParameters { P = p, Q = q, DP = dp, DQ = dq, InverseQ = qi }
            : null;

    private static EcDecryptionKey? ReadEc(JsonElement key, string? keyId)
    {
        if (JsonWebKeyReader.ReadPoint(key) is not { } parameters || JsonWebKeyReader.Bytes(key, JoseNames.D) is not { } d)
        {
            return null;
        }

        parameters.D = d;
        var ec = ECDiffieHellman.Create();
        try
        {
            ec.ImportParameters(parameters);
            return new EcDecryptionKey(ec, keyId);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            ec.Dispose();
            return null;
        }
    }
}
