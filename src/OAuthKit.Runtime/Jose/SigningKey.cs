using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace OAuthKit;

/// <summary>
/// An RSA key of at least 2,048 bits, or an EC key on P-256, P-384 or P-521, that signs in this process. Its private part is
/// never shown. Safe for use by many threads.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class SigningKey : JwsSigner, IDisposable
{
    internal const int MinRsaKeySize = 2048;

    private readonly RSA? _rsa;
    private readonly ECDsa? _ecdsa;
    private readonly JwsAlgorithm _algorithm;
    private readonly PublicJwk _public;

    /// <summary>Takes an RSA key, and disposes it in the end.</summary>
    /// <param name="key">The key, which may be in a TPM or an HSM.</param>
    /// <param name="algorithm">RS256 to RS512 or PS256 to PS512, as the client is registered.</param>
    /// <param name="keyId">The key identifier, sent as <c>kid</c>.</param>
    /// <exception cref="ArgumentException">The key has fewer than 2,048 bits, or the algorithm doesn't fit it.</exception>
    public SigningKey(RSA key, string algorithm, string? keyId = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        _rsa = key;
        _algorithm = JwsAlgorithm.OfRsa(algorithm);
        _public = PublicJwk.Of(key, _algorithm.Name, keyId);
        KeyId = keyId;
    }

    /// <summary>Takes an EC key, and disposes it in the end. Its curve determines the algorithm.</summary>
    /// <param name="key">The key, which may be in a TPM or an HSM.</param>
    /// <param name="keyId">The key identifier, sent as <c>kid</c>.</param>
    /// <exception cref="ArgumentException">The key isn't on P-256, P-384 or P-521.</exception>
    public SigningKey(ECDsa key, string? keyId = null)
        : this(key, null, keyId)
    {
    }

    internal SigningKey(ECDsa key, string? algorithm, string? keyId)
    {
        ArgumentNullException.ThrowIfNull(key);
        var parameters = key.ExportParameters(includePrivateParameters: false);
        var curve = EcCurve.Of(parameters)
            ?? throw new ArgumentException("The EC key isn't on P-256, P-384 or P-521 (RFC 7518 section 3.4).", nameof(key));
        _ecdsa = key;
        _algorithm = JwsAlgorithm.OfEc(algorithm, curve.Name);
        _public = PublicJwk.Of(parameters, curve.Name, _algorithm.Name, keyId);
        KeyId = keyId;
    }

    /// <inheritdoc/>
    public override string Algorithm => _algorithm.Name;

    /// <inheritdoc/>
    public override string? KeyId { get; }

    /// <inheritdoc/>
    public override string Thumbprint => _public.Thumbprint;

    internal PublicJwk Public => _public;

    /// <summary>Makes a new key.</summary>
    /// <param name="algorithm">The algorithm; see <see cref="JwsAlgorithms"/>. RSA keys get 3,072 bits.</param>
    /// <param name="keyId">The key identifier.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">The algorithm isn't one of RSA or EC keys.</exception>
    public static SigningKey Generate(string algorithm = JwsAlgorithms.ES256, string? keyId = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(algorithm);
        return algorithm switch
        {
            JwsAlgorithms.ES256 => new SigningKey(ECDsa.Create(ECCurve.NamedCurves.nistP256), keyId),
            JwsAlgorithms.ES384 => new SigningKey(ECDsa.Create(ECCurve.NamedCurves.nistP384), keyId),
            JwsAlgorithms.ES512 => new SigningKey(ECDsa.Create(ECCurve.NamedCurves.nistP521), keyId),
            _ => new SigningKey(RSA.Create(3072), JwsAlgorithm.OfRsa(algorithm).Name, keyId),
        };
    }

    /// <summary>Reads a private key in PEM: PKCS #8, encrypted or not, PKCS #1 or SEC 1.</summary>
    /// <param name="pem">The text. What else stands there, such as a certificate, is passed over.</param>
    /// <param name="options">Algorithm, key identifier and password.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">The text has no private key that signs, the password is wrong, or the key is too weak. The message doesn't hold the key.</exception>
    public static SigningKey FromPem(string pem, SigningKeyOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(pem);
        return PemKey.Read(pem, options ?? new());
    }

    /// <summary>Reads a private key from a JWK, or from a JWKS that has one, in JSON (<see href="https://www.rfc-editor.org/rfc/rfc7517#section-4">RFC 7517 section 4</see>).</summary>
    /// <param name="json">The JWK, or the JWKS. Where that has several private keys, <see cref="SigningKeyOptions.KeyId"/> says which.</param>
    /// <param name="options">Algorithm and key identifier, where the JWK has none.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">It isn't a private key that signs, it is too weak, or the algorithm doesn't fit. The message doesn't hold the key.</exception>
    public static SigningKey FromJwk(string json, SigningKeyOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(json);
        return JwkKey.Read(Encoding.UTF8.GetBytes(json), options ?? new());
    }

    /// <summary>Takes the private key of a certificate.</summary>
    /// <param name="certificate">The certificate. It isn't kept.</param>
    /// <param name="options">Algorithm and key identifier.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">The certificate has no private key that signs, or one that is too weak.</exception>
    public static SigningKey FromCertificate(X509Certificate2 certificate, SigningKeyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        options ??= new();
        if (certificate.GetECDsaPrivateKey() is { } ecdsa)
        {
            return new SigningKey(ecdsa, options.Algorithm, options.KeyId);
        }

        return certificate.GetRSAPrivateKey() is { } rsa
            ? new SigningKey(rsa, options.Algorithm!, options.KeyId)
            : throw new ArgumentException("The certificate has neither an RSA nor an EC private key. Give it together with its key.", nameof(certificate));
    }

    /// <summary>
    /// Reads a key file once; what it holds is told by its content: PEM, PKCS #12, JWK or JWKS. Use
    /// <see cref="SigningKeyFile"/> for a file whose key is exchanged while the program runs.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Algorithm, key identifier and password.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">The file has no private key that signs, the password is wrong, or the key is too weak.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static SigningKey FromFile(string path, SigningKeyOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return KeyContent.Read(File.ReadAllBytes(path), options ?? new());
    }

    /// <summary>Takes the private key of a certificate in a certificate store. Where several match, that which is valid longest is taken.</summary>
    /// <param name="certificate">Which certificate.</param>
    /// <param name="options">Algorithm and key identifier.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">No certificate with a private key that signs was found.</exception>
    public static SigningKey FromStore(StoredCertificate certificate, SigningKeyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        using var found = certificate.Find();
        return FromCertificate(found, options);
    }

    /// <summary>The public key as a JWK, to be registered at the server.</summary>
    /// <returns>JSON with <c>kty</c>, the public members, <c>use</c>, <c>alg</c> and <c>kid</c>. Nothing private is in it.</returns>
    public string ExportPublicJwk() => _public.Json;

    /// <summary>Public keys as a JWKS, for the <c>jwks</c> of a registration or the document behind a <c>jwks_uri</c>.</summary>
    /// <param name="keys">The keys.</param>
    /// <returns>JSON. Nothing private is in it.</returns>
    public static string ExportPublicJwks(params IReadOnlyList<SigningKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var json = new StringBuilder().Append("{\"").Append(JoseNames.Keys).Append("\":[");
        for (var i = 0; i < keys.Count; i++)
        {
            json.Append(i > 0 ? "," : "").Append(keys[i].ExportPublicJwk());
        }

        return json.Append("]}").ToString();
    }

    /// <summary>The private key as a JWK, for what OAuthKit itself keeps under protection; null where it can't be had out of its TPM or HSM.</summary>
    internal string? TryExportPrivateJwk() => PrivateJwkText.TryWrite(_ecdsa, _rsa, _algorithm.Name);

    /// <summary>Disposes the key.</summary>
    public void Dispose()
    {
        _rsa?.Dispose();
        _ecdsa?.Dispose();
    }

    /// <inheritdoc/>
    protected internal override bool TrySign(ReadOnlySpan<byte> data, Span<byte> signature, out int bytesWritten) =>
        _ecdsa is not null
            ? _ecdsa.TrySignData(data, signature, _algorithm.Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation, out bytesWritten)
            : _rsa!.TrySignData(data, signature, _algorithm.Hash, _algorithm.Padding!, out bytesWritten);

    /// <inheritdoc/>
    protected internal override ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        var signature = new byte[MaxSignatureLength];
        return TrySign(data.Span, signature, out var length)
            ? new(signature.AsMemory(0, length))
            : throw new CryptographicException("The key's signature is longer than any that JWS knows.");
    }
}
