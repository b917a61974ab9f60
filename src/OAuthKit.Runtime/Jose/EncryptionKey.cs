using System.Security.Cryptography;
using System.Text;

namespace OAuthKit;

/// <summary>
/// A public key of an authorization server, for which JWTs are encrypted
/// (<see href="https://www.rfc-editor.org/rfc/rfc7516">RFC 7516</see>). Immutable, and safe for use by many threads.
/// </summary>
public abstract class EncryptionKey
{
    private protected EncryptionKey(string? keyId) => KeyId = keyId;

    /// <summary>The key identifier, sent as <c>kid</c>; null where it has none.</summary>
    public string? KeyId { get; }

    /// <summary>The one algorithm that the key is for; null where it is for any that fits.</summary>
    internal string? Algorithm { get; init; }

    private protected abstract string Kind { get; }

    /// <summary>A public RSA key of at least 2048 bits, or a public EC key on P-256, P-384 or P-521.</summary>
    /// <param name="json">The JWK, one JSON object. Its <c>kid</c> becomes <see cref="KeyId"/>.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">It isn't such a key, is for signatures, or has a private part.</exception>
    public static EncryptionKey FromJwk(string json)
    {
        ArgumentException.ThrowIfNullOrEmpty(json);
        using var document = StrictJson.ParseObject(Encoding.UTF8.GetBytes(json));
        return (document is null ? null : EncryptionKeyReader.Read(document.RootElement))
            ?? throw new ArgumentException("The text isn't a JWK with a public RSA key of at least 2048 bits or a public EC key on P-256, P-384 or P-521 that JWTs can be encrypted for.", nameof(json));
    }

    /// <summary>A public RSA key of at least 2048 bits.</summary>
    /// <param name="pem">The key in PEM.</param>
    /// <param name="keyId">The key identifier, sent as <c>kid</c>.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">It isn't a public RSA key in PEM, or is shorter.</exception>
    public static EncryptionKey FromRsaPem(string pem, string? keyId = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(pem);
        using var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(pem);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            throw new ArgumentException("The text isn't an RSA key in PEM.", nameof(pem));
        }

        return rsa.KeySize >= SigningKey.MinRsaKeySize
            ? new RsaEncryptionKey(rsa.ExportParameters(false), keyId)
            : throw new ArgumentException($"The RSA key has {rsa.KeySize} bits, and {SigningKey.MinRsaKeySize} are the least (RFC 7518 section 4.3).", nameof(pem));
    }

    /// <summary>A public EC key on P-256, P-384 or P-521.</summary>
    /// <param name="pem">The key in PEM.</param>
    /// <param name="keyId">The key identifier, sent as <c>kid</c>.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">It isn't a public EC key in PEM, or is on another curve.</exception>
    public static EncryptionKey FromEcPem(string pem, string? keyId = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(pem);
        using var ec = ECDiffieHellman.Create();
        try
        {
            ec.ImportFromPem(pem);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException or PlatformNotSupportedException)
        {
            throw new ArgumentException("The text isn't an EC key in PEM.", nameof(pem));
        }

        var point = ec.ExportParameters(false);
        return EcCurve.Of(point) is { } curve
            ? new EcEncryptionKey(point, curve, keyId)
            : throw new ArgumentException("The EC key isn't on P-256, P-384 or P-521.", nameof(pem));
    }

    /// <summary>The kind of the key and its identifier.</summary>
    /// <returns>A text fit for logs.</returns>
    public sealed override string ToString() => KeyId is null ? $"[{Kind}]" : $"[{Kind} {KeyId}]";

    /// <summary>Whether JWTs are encrypted for the key by an algorithm.</summary>
    internal bool Fits(string algorithm) => (Algorithm is null || Algorithm == algorithm) && FitsKind(algorithm);

    /// <summary>A new key for one content, and that key as its receiver gets it.</summary>
    internal abstract WrappedKey Wrap(string algorithm, ContentEncryption content);

    private protected abstract bool FitsKind(string algorithm);
}
