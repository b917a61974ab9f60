namespace OAuthKit;

/// <summary>
/// A key that signs what OAuthKit sends: client assertions, above all
/// (<see href="https://www.rfc-editor.org/rfc/rfc7515">RFC 7515</see>). <see cref="SigningKey"/> and
/// <see cref="SigningKeyFile"/> hold keys of this process; derive from this class for a key in an HSM, a vault or another
/// service, or for an algorithm of your own. One signer serves many threads at once.
/// </summary>
public abstract class JwsSigner
{
    /// <summary>The largest signature that <see cref="TrySign"/> is given room for: 2,048 bytes.</summary>
    public const int MaxSignatureLength = 2048;

    /// <summary>The algorithm, by its registered name; see <see cref="JwsAlgorithms"/>.</summary>
    public abstract string Algorithm { get; }

    /// <summary>The key identifier, sent as <c>kid</c> (<see href="https://www.rfc-editor.org/rfc/rfc7515#section-4.1.4">RFC 7515 section 4.1.4</see>).</summary>
    /// <value>The default, null, sends none.</value>
    public virtual string? KeyId => null;

    /// <summary>The SHA-256 thumbprint of the public key (<see href="https://www.rfc-editor.org/rfc/rfc7638#section-3">RFC 7638 section 3</see>).</summary>
    /// <value>The default, null, says that it isn't known.</value>
    public virtual string? Thumbprint => null;

    /// <summary>The key that signs now, where this one is exchanged while it is in use.</summary>
    internal virtual JwsSigner Current => this;

    /// <summary>What tells this key from others in the key of a token.</summary>
    internal virtual string? Identity => Thumbprint ?? KeyId;

    internal virtual string Description => KeyId is null ? $"{Algorithm} key" : $"{Algorithm} key {KeyId}";

    /// <summary>The algorithm and the key's identifier.</summary>
    /// <returns>A text fit for logs.</returns>
    public sealed override string ToString() => Description;

    /// <summary>Signs at once, for keys that can. It is tried before <see cref="SignAsync"/>.</summary>
    /// <param name="data">The signing input of the JWS.</param>
    /// <param name="signature">Room for the signature: <see cref="MaxSignatureLength"/> bytes.</param>
    /// <param name="bytesWritten">How long the signature is.</param>
    /// <returns>False, the default, where the key can't sign at once.</returns>
    protected internal virtual bool TrySign(ReadOnlySpan<byte> data, Span<byte> signature, out int bytesWritten)
    {
        bytesWritten = 0;
        return false;
    }

    /// <summary>Signs.</summary>
    /// <param name="data">The signing input of the JWS. It is only valid until the task ends.</param>
    /// <param name="cancellationToken">Ends the work, where it is remote.</param>
    /// <returns>The signature in the form of JWS: for ECDSA the two numbers side by side (<see href="https://www.rfc-editor.org/rfc/rfc7518#section-3.4">RFC 7518 section 3.4</see>), not in ASN.1.</returns>
    protected internal abstract ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken);
}
