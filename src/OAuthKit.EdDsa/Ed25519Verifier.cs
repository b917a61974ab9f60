using Org.BouncyCastle.Math.EC.Rfc8032;

namespace OAuthKit;

/// <summary>
/// Verifies what a server signed by EdDSA on Ed25519 (<see href="https://www.rfc-editor.org/rfc/rfc8037#section-3.1">RFC 8037
/// section 3.1</see>): give it as <see cref="JwtResponseOptions.Verifier"/>.
/// </summary>
public sealed class Ed25519Verifier : JwsVerifier
{
    private Ed25519Verifier()
    {
    }

    /// <summary>The verifier. It keeps nothing.</summary>
    public static Ed25519Verifier Instance { get; } = new();

    /// <inheritdoc/>
    public override string Curve => JoseNames.Ed25519;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Algorithms { get; } = [JwsAlgorithms.EdDsa, JwsAlgorithms.Ed25519];

    /// <inheritdoc/>
    protected internal override bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (publicKey.Length != Ed25519.PublicKeySize || signature.Length != Ed25519.SignatureSize)
        {
            return false;
        }

        // A point of small order has signatures that fit anything.
        var key = publicKey.ToArray();
        var message = data.ToArray();
        return Ed25519.ValidatePublicKeyFull(key, 0) && Ed25519.Verify(signature.ToArray(), 0, key, 0, message, 0, message.Length);
    }
}
