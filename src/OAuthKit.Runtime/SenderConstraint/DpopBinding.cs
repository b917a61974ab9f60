using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OAuthKit;

/// <summary>One access token's bond to a key: what proves it, and the hash of the token, computed once (RFC 9449 section 4.2).</summary>
internal sealed class DpopBinding(DpopProver prover)
{
    private byte[]? _hash;

    public DpopProver Prover { get; } = prover;

    public static DpopBinding? Of(DpopProver? prover) => prover is null ? null : new(prover);

    /// <summary><c>ath</c>: the hash of the token's ASCII text.</summary>
    public byte[] HashOf(AccessToken token) => _hash ??= Base64Url.EncodeToUtf8(SHA256.HashData(Encoding.UTF8.GetBytes(token.Reveal())));
}
