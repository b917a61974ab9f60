using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>A subject token or an actor token of an exchange: who it stands for.</summary>
internal sealed class ExchangedToken(string subject, JsonObject? actor)
{
    public string Subject { get; } = subject;

    /// <summary>The <c>act</c> that it has already, of an earlier exchange.</summary>
    public JsonObject? Actor { get; } = actor;

    /// <summary>Null for what isn't valid.</summary>
    public static ExchangedToken? Read(TestTokenRequest request, string token, string type) => type switch
    {
        TokenTypes.AccessToken => ReadAccessToken(request, token),
        TokenTypes.RefreshToken => ReadRefreshToken(request, token),
        TokenTypes.IdToken => ReadJwt(request, token),
        TokenTypes.Jwt => ReadAccessToken(request, token) ?? ReadJwt(request, token),
        TokenTypes.Saml2 => ReadSaml(request, token),
        _ => null,
    };

    private static ExchangedToken? ReadAccessToken(TestTokenRequest request, string text)
    {
        var token = request.Server.ReadAccessToken(text);
        return request.Server.Issuance.IsActive(token) ? From(token.ReadClaims()) : null;
    }

    private static ExchangedToken? ReadRefreshToken(TestTokenRequest request, string text) =>
        request.Server.Issuance.RefreshTokens.Find(text) is { } token && request.Server.Issuance.IsActive(token) ? new(token.Grant.Subject, actor: null) : null;

    private static ExchangedToken? ReadJwt(TestTokenRequest request, string text) =>
        SignedJwt.Parse(text) is { } jwt
        && (jwt.IsSignedBy(request.Server.Tokens.Keys) || request.Server.TrustedIssuers.HaveSigned(jwt, request.Client))
        && request.Server.Assertions.IsInTime(jwt)
            ? From(jwt.Claims)
            : null;

    private static ExchangedToken? ReadSaml(TestTokenRequest request, string text) =>
        SamlAssertion.Parse(text) is { Subject: { Length: > 0 } subject } assertion
        && request.Server.TrustedIssuers.Contain(assertion.Issuer)
        && assertion.ExpiresAt > request.Server.TimeProvider.GetUtcNow()
            ? new(subject, actor: null)
            : null;

    private static ExchangedToken? From(JsonObject claims) =>
        claims.ReadString(ClaimNames.Subject) is { Length: > 0 } subject ? new(subject, claims[ClaimNames.Actor] as JsonObject) : null;
}
