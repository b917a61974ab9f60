using System.Text.Json;

namespace OAuthKit;

/// <summary>
/// What is asked of a signed JWT before its signature is looked at, in the order of RFC 7515 section 5.2: things that the
/// library which verifies signatures forgives.
/// </summary>
internal static class JwtPreCheck
{
    private const string TypePrefix = "application/";
    private const int MaxKeyIdLength = 1024;

    public static CheckedJwt Check(string text, JwtRules rules)
    {
        // RFC 7515 section 5.2, steps 1, 2 and 6 to 8: three segments of strict base64url. An empty signature is none.
        if (CompactText.Split(text, CompactText.JwsSegments) is not [var header, var payload, { Length: > 0 } signature])
        {
            throw Malformed(rules);
        }

        // Step 3: one JSON object, one value a name.
        using var headers = StrictJson.ParseObject(header) ?? throw Malformed(rules);
        var keyId = CheckHeader(headers.RootElement, rules);
        // RFC 7519 section 7.2, step 10.
        var claims = StrictJson.ParseObject(payload) ?? throw Malformed(rules);
        try
        {
            CheckTypes(claims.RootElement, rules);
            return new CheckedJwt(text, keyId, signature, claims);
        }
        catch
        {
            claims.Dispose();
            throw;
        }
    }

    /// <summary>Whether a <c>typ</c> is a media type, which may leave out <c>application/</c> (RFC 7515 section 4.1.9).</summary>
    public static bool IsType(string type, string expected) =>
        (type.StartsWith(TypePrefix, StringComparison.OrdinalIgnoreCase) ? type.AsSpan(TypePrefix.Length) : type).Equals(expected, StringComparison.OrdinalIgnoreCase);

    private static bool IsTaken(string type, JwtRules rules) => IsType(type, rules.Type) || (rules.TakesPlainType && IsType(type, JoseNames.Jwt));

    private static string? CheckHeader(JsonElement header, JwtRules rules)
    {
        // RFC 7515 section 4.1.11: we know no extension, so none may be critical.
        if (header.TryGetProperty(JoseNames.Crit, out _))
        {
            throw Fault(OAuthFault.JwtCritical, $"The {rules.Subject} has a \"crit\" header parameter, and OAuthKit knows no extension that could be critical (RFC 7515 section 4.1.11).", JoseNames.Crit);
        }

        // RFC 8725 section 3.1: pinned, compared with regard to case. "none" can't be registered.
        if (StrictJson.StringOrNull(header, JoseNames.Alg) != rules.Algorithm)
        {
            throw Fault(OAuthFault.JwtAlgorithm, $"The {rules.Subject} isn't signed by {rules.Algorithm}, the algorithm that was registered (RFC 8725 section 3.1). Configure the algorithm that the client is registered for.", JoseNames.Alg, rules.Algorithm);
        }

        CheckType(header, rules);
        if (!header.TryGetProperty(JoseNames.Kid, out var kid))
        {
            return null;
        }

        // RFC 7515 section 4.1.4: a string.
        return StrictJson.StringOrNull(kid) is { Length: <= MaxKeyIdLength } keyId ? keyId : throw Malformed(rules);
    }

    // RFC 8725 section 3.11: a JWT of one use is none of another.
    private static void CheckType(JsonElement header, JwtRules rules)
    {
        var isThere = header.TryGetProperty(JoseNames.Typ, out var typ);
        if (isThere ? StrictJson.StringOrNull(typ) is not { } type || !IsTaken(type, rules) : rules.TypeIsRequired)
        {
            throw Fault(OAuthFault.JwtType, $"The \"typ\" of the {rules.Subject} isn't \"{rules.Type}\", so it is a JWT for something else (RFC 8725 section 3.11).", JoseNames.Typ, rules.Type);
        }
    }

    // RFC 7519 section 4.1: registered claims are of their types wherever they stand, JSON null included.
    private static void CheckTypes(JsonElement claims, JwtRules rules)
    {
        RequireText(claims, JoseNames.Iss, OAuthFault.JwtIssuer, rules);
        RequireText(claims, JoseNames.Sub, OAuthFault.JwtSubject, rules);
        RequireText(claims, JoseNames.Jti, OAuthFault.JwtClaim, rules);
        RequireText(claims, ClaimNames.Azp, OAuthFault.JwtClaim, rules);
        if (claims.TryGetProperty(JoseNames.Aud, out var audience) && AudienceClaim.Read(audience) is null)
        {
            throw WrongType(OAuthFault.JwtAudience, JoseNames.Aud, "a string or a list of strings", rules);
        }

        RequireTime(claims, JoseNames.Exp, rules);
        RequireTime(claims, JoseNames.Nbf, rules);
        RequireTime(claims, JoseNames.Iat, rules);
    }

    private static void RequireText(JsonElement claims, string name, string code, JwtRules rules)
    {
        if (claims.TryGetProperty(name, out var value) && StrictJson.StringOrNull(value) is null)
        {
            throw WrongType(code, name, "a string", rules);
        }
    }

    private static void RequireTime(JsonElement claims, string name, JwtRules rules)
    {
        if (claims.TryGetProperty(name, out var value) && !NumericDate.TryRead(value, out _))
        {
            throw WrongType(OAuthFault.JwtTime, name, "a number of seconds", rules);
        }
    }

    private static OAuthException WrongType(string code, string name, string expected, JwtRules rules) =>
        Fault(code, $"The \"{name}\" of the {rules.Subject} isn't {expected} (RFC 7519 section 4.1).", name);

    private static OAuthException Malformed(JwtRules rules) =>
        Fault(OAuthFault.JwtMalformed, $"The {rules.Subject} isn't a signed JWT: three segments of base64url without padding, the first two of them JSON objects without duplicate names (RFC 7515 section 7.1).");

    private static OAuthException Fault(string code, string message, string? claim = null, string? expected = null) =>
        new(code, message) { ClaimName = claim, Expected = expected };
}
