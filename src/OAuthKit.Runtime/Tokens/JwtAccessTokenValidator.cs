using System.Text.Json;

namespace OAuthKit;

/// <summary>
/// Validates access tokens that are JWTs, for those who host an API
/// (<see href="https://www.rfc-editor.org/rfc/rfc9068#section-4">RFC 9068 section 4</see>). A client doesn't need it: to a client
/// an access token is opaque. Safe for use by many threads; keep one for each server and API.
/// </summary>
public sealed class JwtAccessTokenValidator
{
    private const string Name = "access token";
    private const string Type = "at+jwt";

    private readonly AuthorizationServer _server;
    private readonly JwtAccessTokenOptions _options;
    private readonly string _issuer;
    private readonly string _audience;

    /// <summary>A validator for the tokens of a server.</summary>
    /// <param name="server">The server, whose issuer is known. It isn't disposed with the validator.</param>
    /// <param name="audience">The API, as the server names it in <c>aud</c>.</param>
    /// <param name="options">How the tokens are signed and encrypted.</param>
    /// <exception cref="ArgumentException">The issuer of the server isn't known, there is no audience, the algorithm is HMAC, whose key an API must not share, or it is one of another package whose verifier isn't given; or no decryption key is one for the algorithm of encryption.</exception>
    public JwtAccessTokenValidator(AuthorizationServer server, string audience, JwtAccessTokenOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentException.ThrowIfNullOrEmpty(audience);
        _server = server;
        _audience = audience;
        _options = options ?? new JwtAccessTokenOptions();
        _issuer = server.Issuer ?? throw new ArgumentException("The issuer of the authorization server isn't known: give it.", nameof(server));
        // Whoever can verify an HMAC can make one, so that of a client has no part in it.
        RegisteredAlgorithm.Check(_options, ClientAuthentication.None(audience));
    }

    /// <summary>Validates an access token of a request that proves nothing besides: a token that is bound to a certificate or key is refused.</summary>
    /// <param name="token">The token, as the request brought it.</param>
    /// <param name="cancellationToken">Ends the fetching of the server's keys.</param>
    /// <inheritdoc cref="ValidateAsync(AccessToken, SenderProof, CancellationToken)"/>
    public Task<JwtAccessToken> ValidateAsync(AccessToken token, CancellationToken cancellationToken = default) =>
        ValidateAsync(token, SenderProof.None, cancellationToken);

    /// <summary>Validates an access token together with what its sender has proved.</summary>
    /// <param name="token">The token, as the request brought it.</param>
    /// <param name="proof">The certificate of the connection and the key of the DPoP proof, where there are.</param>
    /// <param name="cancellationToken">Ends the fetching of the server's keys.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="OAuthException">The token isn't valid, or isn't the sender's: answer with <c>invalid_token</c>. Or the server's keys can't be had; see <see cref="OAuthException.Code"/>.</exception>
    /// <exception cref="HttpRequestException">The server can't be reached.</exception>
    public async Task<JwtAccessToken> ValidateAsync(AccessToken token, SenderProof proof, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(proof);
        // Section 4: typ, decryption and signature. "none" can't be configured.
        var rules = new JwtRules(Name, _options.SigningAlgorithm, Type, typeIsRequired: true) { Verifier = _options.Verifier };
        using var document = await JwtResponse.OpenAsync(token.Reveal(), _options, rules, _server.Keys, cancellationToken).ConfigureAwait(false);
        var result = Read(document.RootElement);
        proof.Check(result.Binding);
        return result;
    }

    private JwtAccessToken Read(JsonElement root)
    {
        var claims = new JwtClaims(root, Name, _server.Time, _options.ClockSkew);
        // Section 4, in its order.
        claims.CheckIssuer(_issuer);
        var audience = claims.CheckAudienceHolds(_audience);
        claims.CheckRequiredLifetime();
        // Section 2.2: REQUIRED.
        var issuedAt = claims.CheckIssuedAt();
        return new JwtAccessToken(root.Clone(), claims.Text(Wire.Scope))
        {
            Issuer = _issuer,
            Subject = claims.RequireText(JoseNames.Sub),
            ClientId = claims.RequireText(Wire.ClientId),
            Audience = audience,
            TokenId = claims.RequireText(JoseNames.Jti),
            ExpiresAt = claims.RequireTime(JoseNames.Exp),
            IssuedAt = issuedAt,
            AuthTime = claims.Time(ClaimNames.AuthTime),
            Acr = claims.Text(ClaimNames.Acr),
            Binding = ReadConfirmation(root, claims),
        };
    }

    private static Confirmation? ReadConfirmation(JsonElement root, JwtClaims claims) =>
        Confirmation.TryRead(root, out var confirmation)
            ? confirmation
            : throw claims.Fault(OAuthFault.JwtClaim, ConfirmationNames.Cnf, null, "isn't an object whose thumbprints are strings (RFC 7800 section 3.1)");
}
