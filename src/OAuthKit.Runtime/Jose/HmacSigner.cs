using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace OAuthKit;

/// <summary>HMAC with a client secret, whose key is the secret's UTF-8 bytes (OpenID Connect Core section 10.1).</summary>
internal sealed class HmacSigner : JwsSigner
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly byte[] _key;

    private readonly HashAlgorithmName _hash;

    public HmacSigner(ClientSecret secret, string algorithm)
    {
        (_hash, var minLength) = algorithm switch
        {
            JwsAlgorithms.HS256 => (HashAlgorithmName.SHA256, HMACSHA256.HashSizeInBytes),
            JwsAlgorithms.HS384 => (HashAlgorithmName.SHA384, HMACSHA384.HashSizeInBytes),
            JwsAlgorithms.HS512 => (HashAlgorithmName.SHA512, HMACSHA512.HashSizeInBytes),
            _ => throw new ArgumentException($"A secret signs with HS256, HS384 or HS512, not with {algorithm} (RFC 7518 section 3.2).", nameof(algorithm)),
        };
        Algorithm = algorithm;
        _key = Encoding.UTF8.GetBytes(secret.Reveal());
        // RFC 7518 section 3.2: as long as the hash, at least.
        if (_key.Length < minLength)
        {
            throw new ArgumentException($"The client secret is {_key.Length} bytes long; {algorithm} needs {minLength} at least (RFC 7518 section 3.2). Have a longer one issued, or use client_secret_basic.", nameof(secret));
        }
    }

    public override string Algorithm { get; }

    protected internal override bool TrySign(ReadOnlySpan<byte> data, Span<byte> signature, out int bytesWritten)
    {
        bytesWritten = CryptographicOperations.HmacData(_hash, _key, data, signature);
        return true;
    }

    protected internal override ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        new(CryptographicOperations.HmacData(_hash, _key, data.Span));
}
