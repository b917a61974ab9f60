namespace OAuthKit;

/// <summary>
/// Verifies signatures by an algorithm that OAuthKit doesn't know itself, such as EdDSA, which the package OAuthKit.EdDsa
/// brings (<see href="https://www.rfc-editor.org/rfc/rfc8037#section-3.1">RFC 8037 section 3.1</see>). One verifier serves many
/// threads at once.
/// </summary>
public abstract class JwsVerifier
{
    /// <summary>The curve whose keys the verifier takes, as the <c>crv</c> of a key of the type <c>OKP</c> names it (<see href="https://www.rfc-editor.org/rfc/rfc8037#section-2">RFC 8037 section 2</see>).</summary>
    public abstract string Curve { get; }

    /// <summary>The names of the algorithm that signs with keys on <see cref="Curve"/>; see <see cref="JwsAlgorithms"/>.</summary>
    public abstract IReadOnlyList<string> Algorithms { get; }

    /// <summary>Whether a signature is that of a key over data.</summary>
    /// <param name="publicKey">The public key, as the <c>x</c> of the server's key holds it. It may be none.</param>
    /// <param name="data">The signing input of the JWS.</param>
    /// <param name="signature">The signature. It may be of any length.</param>
    /// <returns>False also where key or signature have no valid form.</returns>
    protected internal abstract bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature);

    /// <summary>The names of the algorithm.</summary>
    /// <returns>A text fit for logs.</returns>
    public sealed override string ToString() => string.Join(", ", Algorithms);
}
