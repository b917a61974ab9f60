using System.Buffers.Text;
using System.Diagnostics;
using System.Text;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math.EC.Rfc8032;
using Org.BouncyCastle.Security;

namespace OAuthKit;

/// <summary>
/// An Ed25519 key that signs in this process, by EdDSA (<see href="https://www.rfc-editor.org/rfc/rfc8037#section-3.1">RFC 8037
/// section 3.1</see>). Its private part is never shown. Safe for use by many threads.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class Ed25519Key : JwsSigner
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly Ed25519PrivateKeyParameters _key;

    private readonly PublicJwk _public;

    internal Ed25519Key(Ed25519PrivateKeyParameters key, SigningKeyOptions options)
    {
        Algorithm = options.Algorithm switch
        {
            null or JwsAlgorithms.EdDsa => JwsAlgorithms.EdDsa,
            JwsAlgorithms.Ed25519 => JwsAlgorithms.Ed25519,
            _ => throw new ArgumentException($"An Ed25519 key signs with EdDSA, which has the names \"{JwsAlgorithms.EdDsa}\" and \"{JwsAlgorithms.Ed25519}\", not with {options.Algorithm}.", nameof(options)),
        };
        _key = key;
        KeyId = options.KeyId;
        _public = new PublicJwk(
            [
                new(JoseNames.Crv, JwsAlgorithms.Ed25519),
                new(JoseNames.Kty, JoseNames.Okp),
                new(JoseNames.X, Base64Url.EncodeToString(key.GeneratePublicKey().GetEncoded())),
            ],
            Algorithm,
            KeyId);
    }

    /// <summary>The algorithm: <c>EdDSA</c>, or <c>Ed25519</c> where it was asked for by that name.</summary>
    public override string Algorithm { get; }

    /// <inheritdoc/>
    public override string? KeyId { get; }

    /// <inheritdoc/>
    public override string Thumbprint => _public.Thumbprint;

    /// <summary>Makes a new key.</summary>
    /// <param name="keyId">The key identifier.</param>
    /// <returns>The key.</returns>
    public static Ed25519Key Generate(string? keyId = null) =>
        new(new Ed25519PrivateKeyParameters(new SecureRandom()), new SigningKeyOptions { KeyId = keyId });

    /// <summary>Reads a private key in PEM: PKCS #8, encrypted or not (<see href="https://www.rfc-editor.org/rfc/rfc8410#section-7">RFC 8410 section 7</see>).</summary>
    /// <param name="pem">The text.</param>
    /// <param name="options">Name of the algorithm, key identifier and password.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">The text has no Ed25519 private key, or the password is wrong. The message doesn't hold the key.</exception>
    public static Ed25519Key FromPem(string pem, SigningKeyOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(pem);
        return Ed25519Content.ReadPem(pem, options ?? new());
    }

    /// <summary>Reads a private key from a JWK, or from a JWKS that has one (<see href="https://www.rfc-editor.org/rfc/rfc8037#section-2">RFC 8037 section 2</see>).</summary>
    /// <param name="json">The JWK (<c>kty</c> OKP, <c>crv</c> Ed25519), or the JWKS. Where that has several private keys, <see cref="SigningKeyOptions.KeyId"/> says which.</param>
    /// <param name="options">Name of the algorithm and key identifier, where the JWK has none.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">It isn't a private Ed25519 key. The message doesn't hold the key.</exception>
    public static Ed25519Key FromJwk(string json, SigningKeyOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(json);
        return Ed25519Content.ReadJwk(Encoding.UTF8.GetBytes(json), options ?? new());
    }

    /// <summary>A key file with PEM, a JWK or a JWKS, told by its content, that is read again when it has changed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Name of the algorithm, key identifier and password.</param>
    /// <returns>The key. The file is first read when it is used.</returns>
    public static SigningKeyFile InFile(string path, SigningKeyOptions? options = null) =>
        new(path, content => Ed25519Content.Read(content, options ?? new()));

    /// <summary>The public key as a JWK, to be registered at the server.</summary>
    /// <returns>JSON with <c>kty</c>, <c>crv</c>, <c>x</c>, <c>use</c>, <c>alg</c> and <c>kid</c>. Nothing private is in it.</returns>
    public string ExportPublicJwk() => _public.Json;

    /// <inheritdoc/>
    protected internal override bool TrySign(ReadOnlySpan<byte> data, Span<byte> signature, out int bytesWritten)
    {
        var signed = new byte[Ed25519.SignatureSize];
        _key.Sign(Ed25519.Algorithm.Ed25519, null, data.ToArray(), 0, data.Length, signed, 0);
        signed.CopyTo(signature);
        bytesWritten = signed.Length;
        return true;
    }

    /// <inheritdoc/>
    protected internal override ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        var signature = new byte[Ed25519.SignatureSize];
        TrySign(data.Span, signature, out _);
        return new(signature);
    }
}
