using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// A private or shared key for which a server encrypts JWTs
/// (<see href="https://www.rfc-editor.org/rfc/rfc7516">RFC 7516</see>). Safe for use by many threads; dispose it when nothing
/// uses it any more.
/// </summary>
[JsonConverter(typeof(SecretJsonConverter<DecryptionKey>))]
public abstract class DecryptionKey : IDisposable
{
    private protected DecryptionKey(string? keyId) => KeyId = keyId;

    /// <summary>The key identifier, as the server knows it; null where it has none.</summary>
    public string? KeyId { get; }

    /// <summary>A private RSA key of at least 2048 bits.</summary>
    /// <param name="pem">The key in PEM, not encrypted.</param>
    /// <param name="keyId">The key identifier under which the public half is registered.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">It isn't a private RSA key in PEM, or is shorter.</exception>
    public static DecryptionKey FromRsaPem(string pem, string? keyId = null)
    {
        ArgumentNullException.ThrowIfNull(pem);
        var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(pem);
            return new RsaDecryptionKey(rsa, keyId);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            rsa.Dispose();
            throw new ArgumentException("The text isn't a private RSA key of at least 2048 bits in PEM.", nameof(pem));
        }
    }

    /// <summary>A private EC key on P-256, P-384 or P-521.</summary>
    /// <param name="pem">The key in PEM, not encrypted.</param>
    /// <param name="keyId">The key identifier under which the public half is registered.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">It isn't a private EC key in PEM, or is on another curve.</exception>
    public static DecryptionKey FromEcPem(string pem, string? keyId = null)
    {
        ArgumentNullException.ThrowIfNull(pem);
        var ec = ECDiffieHellman.Create();
        try
        {
            ec.ImportFromPem(pem);
            return new EcDecryptionKey(ec, keyId);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException or PlatformNotSupportedException)
        {
            ec.Dispose();
            throw new ArgumentException("The text isn't a private EC key on P-256, P-384 or P-521 in PEM.", nameof(pem));
        }
    }

    /// <summary>A key as a JWK: a private RSA or EC key, or a shared one (<c>oct</c>).</summary>
    /// <param name="json">The JWK, one JSON object. Its <c>kid</c> becomes <see cref="KeyId"/>.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">It isn't such a key. The message doesn't hold it.</exception>
    public static DecryptionKey FromJwk(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        using var document = StrictJson.ParseObject(System.Text.Encoding.UTF8.GetBytes(json));
        return (document is null ? null : PrivateJwk.ReadDecryptionKey(document.RootElement))
            ?? throw new ArgumentException("The text isn't a JWK with a private RSA key of at least 2048 bits, a private EC key on P-256, P-384 or P-521, or a shared key.", nameof(json));
    }

    /// <summary>A key that both sides have, for <see cref="JweAlgorithms.Direct"/>. Its length must be that of the content encryption.</summary>
    /// <param name="key">The key: 16, 32 or 64 bytes.</param>
    /// <param name="keyId">The key identifier.</param>
    /// <returns>The key, a copy.</returns>
    /// <exception cref="ArgumentException">The length is another.</exception>
    public static DecryptionKey FromSharedKey(ReadOnlySpan<byte> key, string? keyId = null) =>
        key.Length is 16 or 32 or 64
            ? new SharedDecryptionKey(key.ToArray(), keyId)
            : throw new ArgumentException("A shared key has 16, 32 or 64 bytes, as its content encryption demands.", nameof(key));

    /// <summary>The kind of the key and its identifier.</summary>
    /// <returns>A text fit for logs.</returns>
    public sealed override string ToString() => KeyId is null ? $"[{Kind}]" : $"[{Kind} {KeyId}]";

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    private protected abstract string Kind { get; }

    /// <summary>Whether the key is of a kind that an algorithm works with.</summary>
    internal abstract bool Fits(string algorithm);

    /// <summary>The key of the content; null where it isn't for this key.</summary>
    internal abstract byte[]? FindContentKey(JsonElement header, string algorithm, ContentEncryption content, byte[] encryptedKey);

    /// <summary>Lets the key go.</summary>
    /// <param name="disposing">True.</param>
    private protected abstract void Dispose(bool disposing);
}
