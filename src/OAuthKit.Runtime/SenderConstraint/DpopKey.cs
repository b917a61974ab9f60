using System.Diagnostics;
using System.Text;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// A key that tokens are bound to (<see href="https://www.rfc-editor.org/rfc/rfc9449#section-4">RFC 9449 section 4</see>). Its
/// private part is never shown. Safe for use by many threads.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(SecretJsonConverter<DpopKey>))]
public sealed class DpopKey : IDisposable
{
    private readonly SigningKey? _own;
    private readonly bool _isMade;
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly JwsHeader _header;

    private DpopKey(JwsSigner signer, PublicJwk key, SigningKey? own = null, bool isMade = false)
    {
        _own = own;
        _isMade = isMade;
        _header = new JwsHeader(signer, DpopNames.Type, key);
        PublicJwk = key.Required;
        Thumbprint = key.Thumbprint;
    }

    /// <summary>The algorithm of its proofs; see <see cref="JwsAlgorithms"/>.</summary>
    public string Algorithm => _header.Algorithm;

    /// <summary>The SHA-256 thumbprint, which a token names that is bound to it (<c>jkt</c>, <see href="https://www.rfc-editor.org/rfc/rfc9449#section-6.1">RFC 9449 section 6.1</see>).</summary>
    public string Thumbprint { get; }

    /// <summary>The public key as a JWK in JSON, as each proof carries it: the members that make the key, and no other.</summary>
    public string PublicJwk { get; }

    /// <summary>The nonces of APIs that get tokens which the caller supplies.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal DpopNonces ApiNonces => field ?? Interlocked.CompareExchange(ref field, new DpopNonces(), null) ?? field;

    /// <summary>Makes a new key in the memory of this process.</summary>
    /// <param name="algorithm">The algorithm; see <see cref="JwsAlgorithms"/>. RSA keys get 3,072 bits.</param>
    /// <returns>The key. Dispose it when no token is bound to it any more.</returns>
    /// <exception cref="ArgumentException">The algorithm isn't one of RSA or EC keys.</exception>
    public static DpopKey Create(string algorithm = JwsAlgorithms.ES256) => Owning(SigningKey.Generate(CheckAlgorithm(algorithm)), isMade: true);

    /// <summary>Takes a key of this process. Use none that does anything else, such as authenticating the client.</summary>
    /// <param name="key">The key. It isn't disposed with this one.</param>
    /// <returns>The key.</returns>
    public static DpopKey From(SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new(key, key.Public);
    }

    /// <summary>Takes a key that is elsewhere, such as in an HSM or in another service, or of an algorithm of another package.</summary>
    /// <param name="signer">Signs with the key. It isn't disposed with this one, and must not exchange its key.</param>
    /// <param name="publicJwk">The public key as a JWK in JSON (<see href="https://www.rfc-editor.org/rfc/rfc7517#section-4">RFC 7517 section 4</see>).</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">The JWK isn't a public key, isn't one for the signer's algorithm or not the signer's; or the signer is a file whose key can change.</exception>
    public static DpopKey From(JwsSigner signer, string publicJwk)
    {
        ArgumentNullException.ThrowIfNull(signer);
        ArgumentException.ThrowIfNullOrEmpty(publicJwk);
        // A token stays bound to the key that it was issued for.
        if (signer is SigningKeyFile)
        {
            throw new ArgumentException("The key of a SigningKeyFile is exchanged when the file changes, and tokens stay bound to the old one. Read the key by DpopKey.FromFile.", nameof(signer));
        }

        var key = ReadPublic(publicJwk, signer.Algorithm);
        return signer.Thumbprint is null || signer.Thumbprint == key.Thumbprint
            ? new(signer, key)
            : throw new ArgumentException("The JWK isn't the public key of the signer: their thumbprints differ (RFC 7638 section 3).", nameof(publicJwk));
    }

    /// <summary>Reads a private key from a file once: PEM, PKCS #12, JWK or JWKS, which is told by its content.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Algorithm and password. A key identifier only chooses the key in a JWKS.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">The file has no private key that signs, the password is wrong, or the key is too weak.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static DpopKey FromFile(string path, SigningKeyOptions? options = null) => Owning(SigningKey.FromFile(path, options));

    /// <summary>The algorithm and the thumbprint.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"DPoP key {Thumbprint} ({Algorithm})";

    /// <summary>Disposes the key, where it was made or read here.</summary>
    public void Dispose() => _own?.Dispose();

    internal static string CheckAlgorithm(string algorithm)
    {
        ArgumentException.ThrowIfNullOrEmpty(algorithm);
        return JwsAlgorithm.IsKnown(algorithm)
            ? algorithm
            : throw new ArgumentException($"DPoP keys that OAuthKit makes are of RSA or EC, and {algorithm} isn't an algorithm of these. Give a key of your own (RFC 9449 section 4.2).", nameof(algorithm));
    }

    /// <summary>Begins a proof.</summary>
    internal JwsDraft Begin() => new(_header);

    /// <summary>Reads what <see cref="TryExportPrivateJwk"/> gave.</summary>
    internal static DpopKey FromPrivateJwk(string json) => Owning(SigningKey.FromJwk(json), isMade: true);

    /// <summary>The private key, for what OAuthKit keeps under protection; null where the key is in a place of the application's own.</summary>
    internal string? TryExportPrivateJwk() => _isMade ? _own!.TryExportPrivateJwk() : null;

    private static DpopKey Owning(SigningKey key, bool isMade = false) => new(key, key.Public, key, isMade);

    private static PublicJwk ReadPublic(string json, string algorithm)
    {
        using var document = StrictJson.ParseObject(Encoding.UTF8.GetBytes(json))
            ?? throw new ArgumentException("The public key isn't one JSON object without duplicate names (RFC 7517 section 4).", nameof(json));
        // RFC 9449 section 4.2: it MUST NOT contain a private key.
        if (JsonWebKeyReader.IsPrivate(document.RootElement))
        {
            throw new ArgumentException("The JWK holds a private or secret key, and each proof would show it (RFC 9449 section 4.2). Give its public members only.", nameof(json));
        }

        // Section 4.2: an asymmetric algorithm; and one that the key is for.
        return JsonWebKeyReader.ReadVerificationKey(document.RootElement) is { } key && key.Fits(algorithm)
            ? OAuthKit.PublicJwk.Of(key)
            : throw new ArgumentException($"The JWK isn't a public key for {ServerText.Clean(algorithm)}: RSA of 2,048 bits at least, EC on P-256, P-384 or P-521, and Ed25519 are known (RFC 9449 section 4.2).", nameof(json));
    }
}
