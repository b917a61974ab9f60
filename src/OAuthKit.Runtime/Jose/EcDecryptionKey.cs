using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;

namespace OAuthKit;

/// <summary>ECDH-ES, directly and with key wrap (RFC 7518 section 4.6).</summary>
internal sealed class EcDecryptionKey : DecryptionKey
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly ECDiffieHellman _key;

    /// <summary>Takes the key over, unless it throws.</summary>
    public EcDecryptionKey(ECDiffieHellman key, string? keyId)
        : base(keyId)
    {
        if (key.KeySize is not (256 or 384 or 521) || key.ExportParameters(true).D is null)
        {
            throw new CryptographicException();
        }

        _key = key;
    }

    private protected override string Kind => "EC decryption key";

    internal override bool Fits(string algorithm) =>
        algorithm is JweAlgorithms.EcdhEs or JweAlgorithms.EcdhEsA128KW or JweAlgorithms.EcdhEsA256KW;

    internal override byte[]? FindContentKey(JsonElement header, string algorithm, ContentEncryption content, byte[] encryptedKey)
    {
        // Section 4.6.1.1: a public key on the same curve.
        if (!header.TryGetProperty(JoseNames.Epk, out var epk) || epk.ValueKind != JsonValueKind.Object
            || StrictJson.StringOrNull(epk, JoseNames.Kty) != JoseNames.Ec || JsonWebKeyReader.ReadPoint(epk) is not { } point
            || Agree(point) is not { } secret
            || Party(header, JoseNames.Apu) is not { } apu || Party(header, JoseNames.Apv) is not { } apv)
        {
            return null;
        }

        try
        {
            return algorithm switch
            {
                JweAlgorithms.EcdhEsA128KW => AesKeyWrap.Unwrap(ConcatKdf.Derive(secret, algorithm, apu, apv, 16), encryptedKey),
                JweAlgorithms.EcdhEsA256KW => AesKeyWrap.Unwrap(ConcatKdf.Derive(secret, algorithm, apu, apv, 32), encryptedKey),
                // RFC 7516 section 5.2, step 10: there is no encrypted key.
                _ => encryptedKey.Length == 0 ? ConcatKdf.Derive(secret, content.Name, apu, apv, content.KeyLength) : null,
            };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private protected override void Dispose(bool disposing) => _key.Dispose();

    private byte[]? Agree(ECParameters point)
    {
        try
        {
            // Import refuses a point that isn't on its curve, and agreement one on another.
            using var other = ECDiffieHellman.Create(point);
            using var key = other.PublicKey;
            return _key.DeriveRawSecretAgreement(key);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    // Sections 4.6.1.2 and 4.6.1.3: OPTIONAL.
    private static byte[]? Party(JsonElement header, string name) =>
        header.TryGetProperty(name, out var value)
            ? StrictJson.StringOrNull(value) is { } text ? StrictBase64Url.Decode(text) : null
            : [];
}
