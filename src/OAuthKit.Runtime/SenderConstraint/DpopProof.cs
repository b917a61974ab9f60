using System.Diagnostics;

namespace OAuthKit;

/// <summary>A DPoP proof that holds for its request (<see href="https://www.rfc-editor.org/rfc/rfc9449#section-4.2">RFC 9449 section 4.2</see>).</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class DpopProof
{
    internal DpopProof()
    {
    }

    /// <summary>
    /// The SHA-256 thumbprint of the key that made the proof (<c>jkt</c>,
    /// <see href="https://www.rfc-editor.org/rfc/rfc9449#section-6.1">RFC 9449 section 6.1</see>). An authorization server binds
    /// its token to it.
    /// </summary>
    public required string Thumbprint { get; init; }

    /// <summary>The identifier of the proof (<c>jti</c>).</summary>
    public required string Jti { get; init; }

    /// <summary>When the proof was made (<c>iat</c>).</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>The algorithm of its signature.</summary>
    public required string Algorithm { get; init; }

    /// <summary>The thumbprint of the key.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"DPoP proof of the key {Thumbprint}";
}
