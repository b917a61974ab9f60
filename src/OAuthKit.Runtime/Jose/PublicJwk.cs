using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OAuthKit;

/// <summary>The public part of a key as JSON, and its thumbprint (RFC 7638).</summary>
internal sealed class PublicJwk
{
    private readonly KeyValuePair<string, string>[] _members;
    private readonly string? _algorithm;
    private readonly string? _keyId;

    /// <param name="members">The required members in the order of their names, as a thumbprint wants them (RFC 7638 section 3.2).</param>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="keyId">The key identifier.</param>
    public PublicJwk(KeyValuePair<string, string>[] members, string? algorithm, string? keyId)
    {
        _members = members;
        _algorithm = algorithm;
        _keyId = keyId;
    }

    public string Thumbprint => field ??= Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(Required)));

    /// <summary>The members that make the key, and no other.</summary>
    public string Required => field ??= Write(whole: false);

    public string Json => field ??= Write(whole: true);

    public static PublicJwk Of(RSA key, string? algorithm, string? keyId)
    {
        // FAPI 2.0 security profile section 5.4.1, RFC 7518 section 3.3.
        if (key.KeySize < SigningKey.MinRsaKeySize)
        {
            throw new ArgumentException($"The RSA key has {key.KeySize} bits; at least {SigningKey.MinRsaKeySize} are needed (RFC 7518 section 3.3).", nameof(key));
        }

        var parameters = key.ExportParameters(includePrivateParameters: false);
        return new(
            [
                new(JoseNames.E, Base64Url.EncodeToString(parameters.Exponent)),
                new(JoseNames.Kty, JoseNames.Rsa),
                new(JoseNames.N, Base64Url.EncodeToString(parameters.Modulus)),
            ],
            algorithm,
            keyId);
    }

    public static PublicJwk Of(ECParameters key, string curve, string? algorithm, string? keyId) =>
        new(
            [
                new(JoseNames.Crv, curve),
                new(JoseNames.Kty, JoseNames.Ec),
                new(JoseNames.X, Base64Url.EncodeToString(key.Q.X)),
                new(JoseNames.Y, Base64Url.EncodeToString(key.Q.Y)),
            ],
            algorithm,
            keyId);

    public static PublicJwk Of(ServerKey key) =>
        new(
            key.KeyType switch
            {
                JoseNames.Rsa => [new(JoseNames.E, Base64Url.EncodeToString(key.Second)), new(JoseNames.Kty, key.KeyType), new(JoseNames.N, Base64Url.EncodeToString(key.First))],
                JoseNames.Ec => [new(JoseNames.Crv, key.Curve!), new(JoseNames.Kty, key.KeyType), new(JoseNames.X, Base64Url.EncodeToString(key.First)), new(JoseNames.Y, Base64Url.EncodeToString(key.Second))],
                _ => [new(JoseNames.Crv, key.Curve!), new(JoseNames.Kty, key.KeyType), new(JoseNames.X, Base64Url.EncodeToString(key.First))],
            },
            key.Algorithm,
            key.KeyId);

    private string Write(bool whole)
    {
        var json = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(json, JwsWriter.JsonOptions))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in _members)
            {
                writer.WriteString(name, value);
            }

            if (whole)
            {
                writer.WriteString(JoseNames.Use, JoseNames.Signature);
                WriteIfAny(writer, JoseNames.Alg, _algorithm);
                WriteIfAny(writer, JoseNames.Kid, _keyId);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(json.WrittenSpan);
    }

    private static void WriteIfAny(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
