using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OAuthKit;

/// <summary>
/// Validates DPoP proofs, for those who host an API or an authorization server
/// (<see href="https://www.rfc-editor.org/rfc/rfc9449#section-4.3">RFC 9449 section 4.3</see>). An API validates the access token
/// next, by <see cref="JwtAccessTokenValidator"/> or by introspection, and gives it the key of the proof as a
/// <see cref="SenderProof"/>: a token that is bound to another key, or to none, is refused there. Make one and keep it: it
/// remembers which proofs were taken. Safe for use by many threads.
/// </summary>
public sealed class DpopProofValidator
{
    // A busy API takes that many within the lifetime of a proof; each costs some 200 bytes.
    private const int RememberedProofs = 100_000;

    private readonly DpopProofOptions _options;
    private readonly JwtReplayStore _replays;

    /// <summary>A validator.</summary>
    /// <param name="options">Which proofs are taken.</param>
    /// <exception cref="ArgumentException">No algorithm is taken.</exception>
    public DpopProofValidator(DpopProofOptions? options = null)
    {
        _options = options ?? new DpopProofOptions();
        if (_options.Algorithms.Count == 0 && _options.Verifier is null)
        {
            throw new ArgumentException("No algorithm is taken, so no proof could be valid. Leave Algorithms alone, or name some.", nameof(options));
        }

        _replays = _options.ReplayStore ?? JwtReplayStore.InMemory(RememberedProofs, _options.TimeProvider);
    }

    /// <summary>Validates the proof of a request, and remembers it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the work of the replay store and of <see cref="DpopProofOptions.AcceptNonce"/>.</param>
    /// <returns>Whose proof it is.</returns>
    /// <exception cref="OAuthException">
    /// The proof isn't valid; see <see cref="OAuthException.Code"/>. Answer with <c>use_dpop_nonce</c> and a <c>DPoP-Nonce</c>
    /// where the code is <see cref="OAuthFault.DpopProofNonce"/>, with <c>invalid_token</c> where it is
    /// <see cref="OAuthFault.DpopKeyMismatch"/>, and with <c>invalid_dpop_proof</c> otherwise.
    /// </exception>
    public async Task<DpopProof> ValidateAsync(DpopProofRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        // 1: not more than one header, and not fewer.
        if (request.Proofs is not [{ Length: > 0 } text])
        {
            throw SignedProof.Fault(OAuthFault.DpopProofHeader, null, null, "isn't there, or there are several: a request has exactly one DPoP header (RFC 9449 section 4.3)");
        }

        // 2 to 5, and 7.
        using var signed = SignedProof.Read(text, _options);
        // 6.
        await signed.VerifyAsync().ConfigureAwait(false);
        var claims = new JwtClaims(signed.Claims, SignedProof.Subject, _options.TimeProvider, _options.ClockSkew);
        // 8 and 9.
        CheckTarget(claims, request);
        // 10.
        await CheckNonceAsync(claims, request, cancellationToken).ConfigureAwait(false);
        // 11.
        var proof = new DpopProof
        {
            Thumbprint = signed.Thumbprint,
            Jti = claims.RequireText(JoseNames.Jti),
            IssuedAt = CheckAge(claims),
            Algorithm = signed.Algorithm,
        };
        // 12.
        CheckToken(claims, request);
        CheckBinding(proof, request);
        // Section 11.1, at the end: a proof that doesn't hold mustn't use up one that does.
        await CheckReplayAsync(proof, cancellationToken).ConfigureAwait(false);
        return proof;
    }

    private static void CheckTarget(JwtClaims claims, DpopProofRequest request)
    {
        // RFC 9110 section 9.1: methods are compared with regard to case.
        if (claims.Text(DpopNames.Htm) != request.Method)
        {
            throw SignedProof.Fault(OAuthFault.DpopProofTarget, DpopNames.Htm, request.Method, "isn't the method of the request (RFC 9449 section 4.3)");
        }

        var expected = HttpTarget.Normalize(request.Url);
        if (!Uri.TryCreate(claims.Text(DpopNames.Htu), UriKind.Absolute, out var target) || HttpTarget.Normalize(target) != expected)
        {
            throw SignedProof.Fault(OAuthFault.DpopProofTarget, DpopNames.Htu, expected, "isn't the URL of the request (RFC 9449 section 4.3). Behind a proxy, give the validator the public URL");
        }
    }

    private async ValueTask CheckNonceAsync(JwtClaims claims, DpopProofRequest request, CancellationToken cancellationToken)
    {
        if (request.Nonce is null && _options.AcceptNonce is null)
        {
            return;
        }

        var nonce = claims.Text(DpopNames.Nonce);
        if (string.IsNullOrEmpty(nonce)
            || (request.Nonce is not null && !FixedTime.Equals(nonce, request.Nonce))
            || (_options.AcceptNonce is { } accept && !await accept(nonce, cancellationToken).ConfigureAwait(false)))
        {
            throw SignedProof.Fault(OAuthFault.DpopProofNonce, DpopNames.Nonce, null, "is missing, or isn't one that was given out and is still good (RFC 9449 section 4.3)");
        }
    }

    private DateTimeOffset CheckAge(JwtClaims claims)
    {
        var (issuedAt, now) = (claims.RequireTime(JoseNames.Iat), _options.TimeProvider.GetUtcNow());
        if (issuedAt > now + _options.ClockSkew || End(issuedAt) <= now)
        {
            throw SignedProof.Fault(OAuthFault.JwtTime, JoseNames.Iat, null, $"lies in the future, or more than {_options.Lifetime.TotalSeconds:0} seconds back (RFC 9449 section 11.1). Check the clocks of this machine and of the client");
        }

        claims.CheckLifetime();
        return issuedAt;
    }

    private static void CheckToken(JwtClaims claims, DpopProofRequest request)
    {
        if (request.AccessToken is { } token
            && (claims.Text(DpopNames.Ath) is not { } hash || !FixedTime.Equals(hash, Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(token.Reveal()))))))
        {
            throw SignedProof.Fault(OAuthFault.DpopProofTokenHash, DpopNames.Ath, null, "isn't the hash of the access token that came with it (RFC 9449 section 4.3)");
        }
    }

    private static void CheckBinding(DpopProof proof, DpopProofRequest request)
    {
        if (request.ExpectedThumbprint is { } expected && expected != proof.Thumbprint)
        {
            throw new OAuthException(OAuthFault.DpopKeyMismatch, "The DPoP proof was made by another key than the one that is bound (RFC 9449 section 4.3).")
            {
                ClaimName = DpopNames.Jkt,
                Expected = expected,
            };
        }
    }

    private async Task CheckReplayAsync(DpopProof proof, CancellationToken cancellationToken)
    {
        // With the key, so that nobody can use up the identifiers of others. A thumbprint has one length.
        var identifier = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(proof.Thumbprint + proof.Jti)));
        if (!await _replays.TryAddAsync(identifier, End(proof.IssuedAt), cancellationToken).ConfigureAwait(false))
        {
            throw SignedProof.Fault(OAuthFault.DpopProofReplayed, JoseNames.Jti, null, "is that of one that was taken before (RFC 9449 section 11.1)");
        }
    }

    /// <summary>From when on a proof is refused by its age. A time at the end of the calendar can't move on.</summary>
    private DateTimeOffset End(DateTimeOffset issuedAt)
    {
        var time = _options.Lifetime + _options.ClockSkew;
        return issuedAt < DateTimeOffset.MaxValue - time ? issuedAt + time : DateTimeOffset.MaxValue;
    }
}
