using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

internal static class AccessTokenClaims
{
    public static JsonObject Create(TestAuthorizationServer server, AccessTokenRequest request)
    {
        var issuedAt = server.TimeProvider.GetUtcNow().ToUnixTimeSeconds();
        var lifetime = request.Lifetime ?? server.FindClient(request.ClientId)?.AccessTokenLifetime ?? server.Options.AccessTokenLifetime;
        var claims = new JsonObject
        {
            [ClaimNames.Issuer] = server.Issuer,
            [ClaimNames.Subject] = request.Subject ?? request.ClientId,
            [ClaimNames.ExpiresAt] = issuedAt + (long)lifetime.TotalSeconds,
            [ClaimNames.IssuedAt] = issuedAt,
            [ClaimNames.TokenId] = RandomText.Create(16),
            [ClaimNames.ClientId] = request.ClientId,
        };
        claims.WriteStrings(ClaimNames.Audience, request.Audiences.Count == 0 ? [server.Options.DefaultAudience] : request.Audiences);
        if (request.Scope is { Length: > 0 } scope)
        {
            claims[ClaimNames.Scope] = scope;
        }

        return claims;
    }
}
