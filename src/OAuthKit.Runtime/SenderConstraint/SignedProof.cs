using System.Text.Json;

namespace OAuthKit;

/// <summary>A DPoP proof whose form and key are in order (RFC 9449 section 4.3, checks 2 to 5 and 7).</summary>
internal sealed class SignedProof : IDisposable
{
    public const string Subject = "DPoP proof";

    private readonly CheckedJwt _jwt;
    private readonly JwtRules _rules;
    private readonly ServerKey _key;

    private SignedProof(CheckedJwt jwt, JwtRules rules, ServerKey key)
    {
        _jwt = jwt;
        _rules = rules;
        _key = key;
        Thumbprint = PublicJwk.Of(key).Thumbprint;
    }

    public JsonElement Claims => _jwt.Claims.RootElement;

    public string Algorithm => _rules.Algorithm;

    public string Thumbprint { get; }

    public static SignedProof Read(string text, DpopProofOptions options)
    {
        // 2: one well-formed JWT.
        if (CompactText.Split(text, CompactText.JwsSegments) is not [var first, var second, { Length: > 0 } signature])
        {
            throw Malformed();
        }

        using var header = StrictJson.ParseObject(first) ?? throw Malformed();
        if (header.RootElement.TryGetProperty(JoseNames.Crit, out _))
        {
            throw Fault(OAuthFault.JwtCritical, JoseNames.Crit, null, "is there, and OAuthKit knows no extension that could be critical (RFC 7515 section 4.1.11)");
        }

        var claims = StrictJson.ParseObject(second) ?? throw Malformed();
        try
        {
            // 3: the required claims (section 4.2).
            CheckClaims(new JwtClaims(claims.RootElement, Subject, options.TimeProvider, options.ClockSkew));
            CheckType(header.RootElement);
            var rules = new JwtRules(Subject, ReadAlgorithm(header.RootElement, options), DpopNames.Type, typeIsRequired: true) { Verifier = options.Verifier, Signer = "the key that it holds" };
            return new SignedProof(new CheckedJwt(text, null, signature, claims), rules, ReadKey(header.RootElement, rules.Algorithm));
        }
        catch
        {
            claims.Dispose();
            throw;
        }
    }

    /// <summary>6: the signature is that of the key in the header.</summary>
    public Task VerifyAsync() => JwtVerifier.VerifyAsync(_jwt, _rules, _key);

    public void Dispose() => _jwt.Dispose();

    public static OAuthException Fault(string code, string? claim, string? expected, string message) =>
        new(code, claim is null ? $"The {Subject} {message}." : $"The \"{claim}\" of the {Subject} {message}.") { ClaimName = claim, Expected = expected };

    private static void CheckClaims(JwtClaims claims)
    {
        claims.RequireText(JoseNames.Jti);
        claims.RequireText(DpopNames.Htm);
        claims.RequireText(DpopNames.Htu);
        claims.RequireTime(JoseNames.Iat);
    }

    // 4: any other JWT of the key's owner is none.
    private static void CheckType(JsonElement header)
    {
        if (StrictJson.StringOrNull(header, JoseNames.Typ) is not { } type || !JwtPreCheck.IsType(type, DpopNames.Type))
        {
            throw Fault(OAuthFault.JwtType, JoseNames.Typ, DpopNames.Type, $"isn't \"{DpopNames.Type}\", so it is a JWT for something else (RFC 9449 section 4.2)");
        }
    }

    // 5: an asymmetric one, among those that are taken.
    private static string ReadAlgorithm(JsonElement header, DpopProofOptions options)
    {
        var algorithm = StrictJson.StringOrNull(header, JoseNames.Alg);
        return Contains(options.Algorithms, algorithm) || Contains(options.Verifier?.Algorithms ?? [], algorithm)
            ? algorithm!
            : throw Fault(OAuthFault.JwtAlgorithm, JoseNames.Alg, string.Join(' ', [.. options.Algorithms, .. options.Verifier?.Algorithms ?? []]), "isn't one of the algorithms that are taken (RFC 9449 section 4.3)");
    }

    // 7 stands before 6, so that a private key isn't even read.
    private static ServerKey ReadKey(JsonElement header, string algorithm)
    {
        if (!header.TryGetProperty(DpopNames.Jwk, out var jwk) || jwk.ValueKind != JsonValueKind.Object)
        {
            throw Fault(OAuthFault.DpopProofKey, DpopNames.Jwk, null, "isn't a JWK (RFC 9449 section 4.2)");
        }

        if (JsonWebKeyReader.IsPrivate(jwk))
        {
            throw Fault(OAuthFault.DpopProofKey, DpopNames.Jwk, null, "holds a private or secret key, which is no secret any more (RFC 9449 section 4.3)");
        }

        return JsonWebKeyReader.ReadVerificationKey(jwk) is { } key && key.Fits(algorithm)
            ? key
            : throw Fault(OAuthFault.DpopProofKey, DpopNames.Jwk, algorithm, $"isn't a public key for {algorithm} (RFC 9449 section 4.2)");
    }

    private static bool Contains(IReadOnlyList<string> algorithms, string? algorithm)
    {
        foreach (var one in algorithms)
        {
            if (one == algorithm)
            {
                return true;
            }
        }

        return false;
    }

    private static OAuthException Malformed() =>
        Fault(OAuthFault.JwtMalformed, null, null, "isn't a signed JWT: three segments of base64url without padding, the first two of them JSON objects without duplicate names (RFC 7515 section 7.1)");
}
