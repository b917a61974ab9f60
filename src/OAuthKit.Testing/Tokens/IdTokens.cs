using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>Writes ID tokens (OpenID Connect Core section 2).</summary>
internal static class IdTokens
{
    /// <param name="server">The issuer.</param>
    /// <param name="client">The client.</param>
    /// <param name="grant">What the user granted.</param>
    /// <param name="accessToken">The access token for <c>at_hash</c>; null leaves it out.</param>
    /// <param name="code">The code for <c>c_hash</c>; null leaves it out.</param>
    /// <param name="state">The state for <c>s_hash</c>; null leaves it out.</param>
    public static string Issue(TestAuthorizationServer server, TestClient client, UserGrant grant, string? accessToken = null, string? code = null, string? state = null)
    {
        var algorithm = client.IdTokenAlgorithm ?? server.SigningKey.Algorithm;
        var claims = Create(server, client, grant);
        AddHash(claims, ClaimNames.AccessTokenHash, algorithm, accessToken);
        AddHash(claims, ClaimNames.CodeHash, algorithm, code);
        AddHash(claims, ClaimNames.StateHash, algorithm, state);
        server.Personality.Claim(claims);
        server.Options.IdTokenClaims?.Invoke(claims);
        return server.Jwts.Write(client, claims, JoseNames.JwtType, algorithm, client.IdTokenEncryption, server.Mutations.IdTokens);
    }

    private static JsonObject Create(TestAuthorizationServer server, TestClient client, UserGrant grant)
    {
        var now = server.TimeProvider.GetUtcNow();
        var claims = new JsonObject
        {
            [ClaimNames.Issuer] = server.Issuer,
            [ClaimNames.Subject] = grant.Subject,
            [ClaimNames.Audience] = client.ClientId,
            [ClaimNames.ExpiresAt] = (now + server.Options.IdTokenLifetime).ToUnixTimeSeconds(),
            [ClaimNames.IssuedAt] = now.ToUnixTimeSeconds(),
            [ClaimNames.AuthenticationTime] = grant.ReadAuthenticatedAt(now).ToUnixTimeSeconds(),
        };
        Add(claims, ClaimNames.Nonce, grant.Nonce);
        Add(claims, ClaimNames.AuthenticationContext, grant.AuthenticationContext);
        Add(claims, ClaimNames.SessionId, grant.SessionId);
        if (grant.AuthenticationMethods.Count > 0)
        {
            claims[ClaimNames.AuthenticationMethods] = grant.AuthenticationMethods.ToJsonArray();
        }

        var user = server.FindUser(grant.Subject)?.Claims;
        foreach (var name in grant.IdTokenClaims)
        {
            if (!claims.ContainsKey(name) && user?[name] is { } value)
            {
                claims[name] = value.DeepClone();
            }
        }

        return claims;
    }

    private static void Add(JsonObject claims, string name, string? value)
    {
        if (value is not null)
        {
            claims[name] = value;
        }
    }

    private static void AddHash(JsonObject claims, string name, string algorithm, string? text) => Add(claims, name, text is null ? null : HalfHash.Create(algorithm, text));
}
