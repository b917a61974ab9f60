using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>A JWS in compact form (RFC 7515 section 7.1), taken apart; nothing of it is believed until one of its checks says so.</summary>
internal sealed class SignedJwt
{
    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false };

    private readonly byte[] _content;
    private readonly byte[] _signature;

    private SignedJwt(JsonObject header, JsonObject claims, byte[] content, byte[] signature)
    {
        Header = header;
        Claims = claims;
        _content = content;
        _signature = signature;
    }

    public JsonObject Header { get; }

    public JsonObject Claims { get; }

    public SignatureAlgorithm? Algorithm => SignatureAlgorithm.Find(Header.ReadString(JoseNames.Algorithm));

    public string? KeyId => Header.ReadString(JoseNames.KeyId);

    public string? Type => Header.ReadString(JoseNames.Type);

    public static SignedJwt? Parse(string? text) =>
        text?.Split('.') is [var header, var claims, var signature]
        && Decode(header) is { } headerJson
        && Decode(claims) is { } claimsJson
        && Base64Url.IsValid(signature)
            ? new(headerJson, claimsJson, Encoding.UTF8.GetBytes(header + "." + claims), Base64Url.DecodeFromChars(signature))
            : null;

    public bool IsSignedBy(IEnumerable<TestSigningKey> keys)
    {
        // Several keys may share a kid.
        foreach (var key in keys)
        {
            if (key.KeyId == (KeyId ?? "") && key.Algorithm == Header.ReadString(JoseNames.Algorithm) && Verifies(key))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a key of a JWK Set made the signature: the one of the same <c>kid</c> where the header names one.</summary>
    public bool IsSignedBy(JsonObject? jwks)
    {
        if (Algorithm is not { IsSymmetric: false } algorithm)
        {
            return false;
        }

        foreach (var jwk in (jwks?[JoseNames.Keys] as JsonArray)?.OfType<JsonObject>() ?? [])
        {
            if (jwk.ReadString(JoseNames.KeyType) == algorithm.KeyType && (KeyId ?? jwk.ReadString(JoseNames.KeyId)) == jwk.ReadString(JoseNames.KeyId) && Verifies(algorithm, jwk))
            {
                return true;
            }
        }

        return false;
    }

    public bool IsSignedWith(string? secret) =>
        secret is not null && Algorithm is HmacAlgorithm algorithm && algorithm.Verify(Encoding.UTF8.GetBytes(secret), _content, _signature);

    private bool Verifies(TestSigningKey key)
    {
        try
        {
            return key.Verify(_content, _signature);
        }
        catch (CryptographicException)
        {
            // A signature of another length than the key makes.
            return false;
        }
    }

    private bool Verifies(SignatureAlgorithm algorithm, JsonObject jwk)
    {
        try
        {
            return algorithm.Verify(jwk, _content, _signature);
        }
        catch (CryptographicException)
        {
            // The registered key isn't a point on its curve, or has a modulus of no use.
            return false;
        }
    }

    private static JsonObject? Decode(string part)
    {
        if (!Base64Url.IsValid(part))
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(Base64Url.DecodeFromChars(part), documentOptions: _strict) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
