using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Text.Json;

namespace OAuthKit;

/// <summary>The token endpoint's answer, read in the order of RFC 6749 section 5. Pure: bytes in, tokens or a typed fault out.</summary>
internal static class TokenEndpoint
{
    // Whole centuries are kept out of clock arithmetic.
    private static readonly TimeSpan _longestLifetime = TimeSpan.FromDays(3650);

    /// <param name="response">The answer.</param>
    /// <param name="grant">What was asked for.</param>
    /// <param name="issuer">Who answers.</param>
    /// <param name="time">The clock by which the tokens age.</param>
    /// <param name="prover">The key that the request showed a proof of; null where it showed none.</param>
    /// <param name="dpop">What the client wants of such tokens.</param>
    public static TokenSet Read(BackchannelResponse response, TokenGrant grant, string? issuer, TimeProvider time, DpopProver? prover = null, DpopOptions? dpop = null)
    {
        if (response.Status == (int)HttpStatusCode.OK && response.IsJson && TokenMembers.TryRead(response.Body.Span, out var members))
        {
            return ReadSuccess(in members, grant, issuer, response.RequestedAt, response.Quirks, time, prover, dpop);
        }

        using var document = EndpointResponse.ReadObject(response, Endpoint.Token);
        throw EndpointResponse.Malformed(response, Endpoint.Token);
    }

    private static TokenSet ReadSuccess(in TokenMembers members, TokenGrant grant, string? issuer, DateTimeOffset requestedAt, ServerQuirks quirks, TimeProvider time, DpopProver? prover, DpopOptions? dpop)
    {
        CheckAccessToken(members.AccessToken);
        var tokenType = ReadTokenType(members.TokenType, grant.IsExchange, prover, dpop);
        var issuedTokenType = ReadIssuedTokenType(members.IssuedTokenType, grant.IsExchange);
        var lifetime = ReadLifetime(members.ExpiresIn);
        var details = AuthorizationDetailJson.ReadGranted(members.Others.GetValueOrDefault(Wire.AuthorizationDetails));
        return new TokenSet(ReadAccessToken(members.AccessToken, tokenType, prover), tokenType, lifetime is null ? null : requestedAt + lifetime, time)
        {
            Scope = quirks.ReadScope(ReadScope(members.Scope)) ?? grant.ScopeByDefault,
            RefreshToken = ReadRefreshToken(members.RefreshToken) ?? grant.HeldRefreshToken,
            EncodedIdToken = ReadIdToken(members.IdToken) ?? grant.HeldIdToken,
            IssuedTokenType = issuedTokenType,
            Issuer = issuer,
            AuthorizationDetails = details,
            OtherMembers = members.Others,
        };
    }

    // Section 5.1: REQUIRED.
    private static void CheckAccessToken(TokenMember value)
    {
        if (value.Type != JsonTokenType.String || value.Raw.Length == 2)
        {
            throw Fault(OAuthFault.TokenResponseAccessToken, "The token response has no \"access_token\" (RFC 6749 section 5.1).");
        }
    }

    // Opaque, so nothing but its fitness for a header is checked.
    private static AccessToken ReadAccessToken(TokenMember value, string tokenType, DpopProver? prover)
    {
        prover = tokenType == Scheme.Dpop ? prover : null;
        // The bytes between the quotes go straight into the header: a string of the token alone would be thrown away.
        var token = value.TryGetPlainText(out var text)
            ? AccessToken.Create(tokenType, text, prover)
            : AccessToken.Create(tokenType, value.StringOrNull(), prover);
        return token ?? throw Fault(OAuthFault.TokenResponseAccessToken, "The \"access_token\" of the token response has a character that can't be sent in a header (RFC 6750 section 2.1).");
    }

    // Section 5.1: REQUIRED, without regard to case. Section 7.1: an unknown type must not be used.
    private static string ReadTokenType(TokenMember value, bool isExchange, DpopProver? prover, DpopOptions? dpop)
    {
        var type = value.StringOrNull();
        if (string.IsNullOrEmpty(type))
        {
            throw Fault(OAuthFault.TokenResponseTokenType, "The token response has no \"token_type\" (RFC 6749 section 5.1).");
        }

        // RFC 8693 section 2.2.1: what an exchange issues may be no access token.
        if (isExchange && TokenTypes.IsNotApplicable(type))
        {
            return Scheme.NotApplicable;
        }

        return TokenTypes.Find(type) switch
        {
            // RFC 9449 section 5: what was asked for to be bound, and isn't, is discarded.
            Scheme.Bearer when prover is not null && dpop is not { DangerouslyAcceptBearer: true } => throw Fault(OAuthFault.TokenTypeDowngrade, "The token response has a Bearer token, although one that is bound to a key was asked for by DPoP (RFC 9449 section 5). It works for whoever takes it away, so it was discarded."),
            Scheme.Bearer => Scheme.Bearer,
            Scheme.Dpop when prover is not null => Scheme.Dpop,
            null => throw Fault(OAuthFault.TokenTypeUnsupported, $"The token response has the token_type \"{ServerText.Clean(type)}\", which OAuthKit can't use (RFC 6749 section 7.1)."),
            _ => throw Fault(OAuthFault.TokenTypeUnexpected, "The token response has a token_type that binds the token to a key, but no key was shown in the request (RFC 9449 section 5)."),
        };
    }

    // RFC 8693 section 2.2.1: REQUIRED after an exchange; nothing else defines it.
    private static string? ReadIssuedTokenType(TokenMember value, bool isExchange) =>
        value.StringOrNull() is { Length: > 0 } type ? type
        : !isExchange ? null
        : throw Fault(OAuthFault.TokenResponseIssuedTokenType, "The response to the token exchange has no \"issued_token_type\" (RFC 8693 section 2.2.1).");

    // Section 5.1: seconds, RECOMMENDED. A numeric string is common enough to be read.
    private static TimeSpan? ReadLifetime(TokenMember value)
    {
        if (value.IsAbsent)
        {
            return null;
        }

        var seconds = value.Type switch
        {
            JsonTokenType.Number when Utf8Parser.TryParse(value.Raw, out double number, out var read) && read == value.Raw.Length => number,
            // "Infinity" parses too.
            JsonTokenType.String when double.TryParse(value.StringOrNull(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
            _ => double.NaN,
        };
        if (double.IsNaN(seconds) || seconds < 0)
        {
            throw Fault(OAuthFault.TokenResponseExpiresIn, "The \"expires_in\" of the token response isn't a number of seconds from zero (RFC 6749 section 5.1).");
        }

        return TimeSpan.FromSeconds(Math.Min(Math.Floor(seconds), _longestLifetime.TotalSeconds));
    }

    // Section 5.1: absent means as requested. An empty string is an empty scope.
    private static string? ReadScope(TokenMember value)
    {
        if (value.IsAbsent)
        {
            return null;
        }

        return value.StringOrNull()
            ?? throw Fault(OAuthFault.TokenResponseScope, "The \"scope\" of the token response isn't a string (RFC 6749 section 5.1).");
    }

    // Section 5.1: a string. JSON null counts as absent.
    private static RefreshToken? ReadRefreshToken(TokenMember value)
    {
        if (value.IsAbsent)
        {
            return null;
        }

        return RefreshToken.TryParse(value.StringOrNull(), out var token)
            ? token
            : throw Fault(OAuthFault.TokenResponseRefreshToken, "The \"refresh_token\" of the token response isn't a non-empty string of printable ASCII (RFC 6749 appendix A.17).");
    }

    // OpenID Connect Core section 3.1.3.3. JSON null counts as absent.
    private static EncodedIdToken? ReadIdToken(TokenMember value)
    {
        if (value.IsAbsent)
        {
            return null;
        }

        return EncodedIdToken.TryParse(value.StringOrNull(), out var token)
            ? token
            : throw Fault(OAuthFault.TokenResponseIdToken, "The \"id_token\" of the token response isn't a JWT (OpenID Connect Core section 3.1.3.3).");
    }

    private static OAuthException Fault(string code, string message) => new(code, message);
}
