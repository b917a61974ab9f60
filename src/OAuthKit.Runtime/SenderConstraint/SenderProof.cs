using System.Security.Cryptography.X509Certificates;

namespace OAuthKit;

/// <summary>
/// What the sender of a token has proved besides having it, for those who host an API: a token that is bound to a certificate
/// (<see href="https://www.rfc-editor.org/rfc/rfc8705#section-3">RFC 8705 section 3</see>) or a key
/// (<see href="https://www.rfc-editor.org/rfc/rfc9449#section-6">RFC 9449 section 6</see>) is good together with that only.
/// </summary>
public sealed class SenderProof
{
    /// <summary>Nothing: a token that is bound to anything is refused.</summary>
    public static SenderProof None { get; } = new();

    /// <summary>The caller looks at <c>cnf</c>, and refuses the token where the proof isn't there. Nothing is checked here.</summary>
    public static SenderProof CheckedElsewhere { get; } = new();

    /// <summary>The SHA-256 thumbprint, in base64url, of the certificate that the sender showed in TLS.</summary>
    /// <value>The default, null, is none.</value>
    public string? CertificateThumbprint { get; init; }

    /// <summary>The thumbprint of the key of the sender's DPoP proof, which was validated (<see href="https://www.rfc-editor.org/rfc/rfc7638">RFC 7638</see>). A token that isn't bound to a key is refused then.</summary>
    /// <value>The default, null, is none.</value>
    public string? KeyThumbprint { get; init; }

    /// <summary>What a request has.</summary>
    /// <param name="certificate">The certificate of its connection; null where none was shown. TLS must have checked that the sender has its key.</param>
    /// <param name="keyThumbprint">The thumbprint of the key of its DPoP proof; null where there is no proof.</param>
    /// <returns>The proof.</returns>
    public static SenderProof Of(X509Certificate2? certificate, string? keyThumbprint = null) => new()
    {
        CertificateThumbprint = certificate is null ? null : TlsIdentity.ThumbprintOf(certificate),
        KeyThumbprint = keyThumbprint,
    };

    /// <summary>What was proved; thumbprints are public.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => ReferenceEquals(this, CheckedElsewhere)
        ? "proof checked elsewhere"
        : $"certificate {CertificateThumbprint ?? "none"}, key {KeyThumbprint ?? "none"}";

    internal void Check(Confirmation? confirmation)
    {
        if (ReferenceEquals(this, CheckedElsewhere))
        {
            return;
        }

        // RFC 8705 section 3: the certificate of the connection is that of the token.
        if (confirmation?.CertificateThumbprint is { } certificate)
        {
            Check(certificate, CertificateThumbprint, "certificate", "RFC 8705 section 3");
        }

        // RFC 9449 section 7.1: the key of the proof is that of the token, and a proof goes with a bound token only.
        if (confirmation?.KeyThumbprint is { } key)
        {
            Check(key, KeyThumbprint, "key", "RFC 9449 section 7.1");
        }
        else if (KeyThumbprint is not null)
        {
            throw new OAuthException(OAuthFault.SenderProofMismatch, "The request proves a key, and the access token isn't bound to one (RFC 9449 section 7.1). Refuse it with invalid_token.");
        }

        // RFC 7800 section 3.1: members that nobody knows are ignored, but one that is known has to be there.
        if (confirmation is { CertificateThumbprint: null, KeyThumbprint: null })
        {
            throw new OAuthException(OAuthFault.SenderProofMissing, "The access token is bound to something that OAuthKit doesn't check: its \"cnf\" has neither \"x5t#S256\" nor \"jkt\" (RFC 7800 section 3.1). Refuse it with invalid_token, or check it and say so by SenderProof.CheckedElsewhere.");
        }
    }

    private static void Check(string bound, string? proved, string thing, string section)
    {
        if (proved is null)
        {
            throw new OAuthException(OAuthFault.SenderProofMissing, $"The access token is bound to a {thing}, and the request proves none ({section}). Refuse it with invalid_token.");
        }

        if (!string.Equals(bound, proved, StringComparison.Ordinal))
        {
            throw new OAuthException(OAuthFault.SenderProofMismatch, $"The access token is bound to another {thing} than the one that the request proves ({section}). Refuse it with invalid_token.");
        }
    }
}
