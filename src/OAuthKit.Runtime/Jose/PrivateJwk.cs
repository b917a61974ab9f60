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
        var rsa = RSA.Create();
        try
        {
            rsa.ImportParameters(new RSAParameters
            {
                Modulus = JsonWebKeyReader.Bytes(key, JoseNames.N),
                Exponent = JsonWebKeyReader.Bytes(key, JoseNames.E),
                D = JsonWebKeyReader.Bytes(key, JoseNames.D),
                P = JsonWebKeyReader.Bytes(key, JoseNames.P),
                Q = JsonWebKeyReader.Bytes(key, JoseNames.Q),
                DP = JsonWebKeyReader.Bytes(key, JoseNames.Dp),
                DQ = JsonWebKeyReader.Bytes(key, JoseNames.Dq),
                InverseQ = JsonWebKeyReader.Bytes(key, JoseNames.Qi),
            });
            return new RsaDecryptionKey(rsa, keyId);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            rsa.Dispose();
            return null;
        }
    }

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
