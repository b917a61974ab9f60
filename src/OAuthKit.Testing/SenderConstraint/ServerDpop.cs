namespace OAuthKit.Testing;

/// <summary>
/// Tokens that a server binds to the key of a proof (DPoP, <see href="https://www.rfc-editor.org/rfc/rfc9449">RFC 9449</see>). A token
/// request with a proof gets a token of the type <c>DPoP</c>; a code, and a refresh token of a public client, want the key that they
/// were issued for.
/// </summary>
/// <example><code>
/// server.Dpop.IsRequired = true;
/// server.Dpop.Nonce = "n-1";                 // a request without it gets use_dpop_nonce, and this nonce
/// server.Dpop.Enabled = false;               // a downgrade: proofs count for nothing
/// </code></example>
public sealed class ServerDpop
{
    private readonly DpopProofValidator _validator;

    internal ServerDpop(TestAuthorizationServer server)
    {
        var algorithms = server.Options.DpopAlgorithms ?? new DpopProofOptions().Algorithms;
        var verifier = server.Options.DpopVerifier;
        _validator = new DpopProofValidator(new DpopProofOptions { TimeProvider = server.TimeProvider, Algorithms = algorithms, Verifier = verifier });
        Algorithms = [.. algorithms, .. verifier?.Algorithms ?? []];
    }

    /// <summary>Whether the server binds tokens to keys and says so in its metadata. False ignores proofs and issues tokens of the type <c>Bearer</c>.</summary>
    /// <value>Default: true.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Whether a token request of any client without a proof is refused; see <see cref="TestClient.DpopBoundTokens"/> for one.</summary>
    /// <value>Default: false.</value>
    public bool IsRequired { get; set; }

    /// <summary>The nonce that proofs at the token endpoint and at <c>/par</c> must have. Another value is demanded from the next request on (<see href="https://www.rfc-editor.org/rfc/rfc9449#section-8">RFC 9449 section 8</see>).</summary>
    /// <value>Default: null, none.</value>
    public string? Nonce { get; set; }

    /// <summary>The nonce that proofs at UserInfo must have (<see href="https://www.rfc-editor.org/rfc/rfc9449#section-9">RFC 9449 section 9</see>); that of an API is <see cref="TestApi.DpopNonce"/>.</summary>
    /// <value>Default: null, none.</value>
    public string? UserInfoNonce { get; set; }

    internal IReadOnlyList<string> Algorithms { get; }

    /// <summary>Reads the proof of a request to the server itself.</summary>
    internal async ValueTask<TestResponse?> RefuseAsync(TestRequest request, bool isRequired, CancellationToken cancellationToken)
    {
        var proofs = request.Headers.GetAll(HeaderNames.Dpop);
        if (!Enabled || (proofs.Count == 0 && !isRequired))
        {
            return null;
        }

        var nonce = Nonce;
        var fault = await ReadAsync(request, new DpopProofRequest(proofs, request.Method, request.Uri) { Nonce = nonce }, cancellationToken).ConfigureAwait(false);

        // RFC 9449 sections 5 and 8.
        return fault switch
        {
            null => null,
            OAuthFault.DpopProofNonce => TestResponse.Error(ErrorCodes.UseDpopNonce, "The proof needs another nonce.").WithHeader(HeaderNames.DpopNonce, nonce!),
            _ => TestResponse.Error(ErrorCodes.InvalidDpopProof, fault),
        };
    }

    /// <summary>Reads the proof of a call with an access token, and whether the token is bound to its key (RFC 9449 section 7).</summary>
    internal async ValueTask<TestResponse?> RefuseCallAsync(TestRequest request, string realm, string? nonce, CancellationToken cancellationToken)
    {
        if (SentToken.ReadProven(request) is not { } text)
        {
            // Section 7.2: a token that is bound doesn't pass for one that isn't.
            return request.Token?.KeyThumbprint is null ? null : Refuse(realm, ErrorCodes.InvalidToken);
        }

        if (!AccessToken.TryParse(text, out var token))
        {
            return Refuse(realm, ErrorCodes.InvalidToken);
        }

        var proof = new DpopProofRequest(request.Headers.GetAll(HeaderNames.Dpop), request.Method, request.Uri) { AccessToken = token, Nonce = nonce };
        var fault = await ReadAsync(request, proof, cancellationToken).ConfigureAwait(false);
        if (fault is not null)
        {
            return fault == OAuthFault.DpopProofNonce
                ? Refuse(realm, ErrorCodes.UseDpopNonce).WithHeader(HeaderNames.DpopNonce, nonce!)
                : Refuse(realm, ErrorCodes.InvalidDpopProof);
        }

        return request.Token?.KeyThumbprint == request.DpopThumbprint ? null : Refuse(realm, ErrorCodes.InvalidToken);
    }

    private async ValueTask<string?> ReadAsync(TestRequest request, DpopProofRequest proof, CancellationToken cancellationToken)
    {
        try
        {
            request.DpopThumbprint = (await _validator.ValidateAsync(proof, cancellationToken).ConfigureAwait(false)).Thumbprint;
            return null;
        }
        catch (OAuthException e)
        {
            return e.Code;
        }
    }

    /// <summary>RFC 9449 section 7.1.</summary>
    private TestResponse Refuse(string realm, string error) => TestResponse.Empty(401)
        .WithHeader(HeaderNames.WwwAuthenticate, $"DPoP realm=\"{realm}\", error=\"{error}\", algs=\"{string.Join(' ', Algorithms)}\"");
}
