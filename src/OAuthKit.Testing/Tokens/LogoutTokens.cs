using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>Writes logout tokens (Back-Channel Logout section 2.4).</summary>
internal static class LogoutTokens
{
    private static readonly TimeSpan _lifetime = TimeSpan.FromMinutes(2);

    public static string Create(TestAuthorizationServer server, string clientId, string? subject, string? sessionId)
    {
        var client = server.FindClient(clientId) ?? throw new ArgumentException("There is no such client.", nameof(clientId));
        if (subject is null && sessionId is null)
        {
            throw new ArgumentException("A logout token names a user, a session, or both.", nameof(subject));
        }

        var now = server.TimeProvider.GetUtcNow();
        var claims = new JsonObject
        {
            [ClaimNames.Issuer] = server.Issuer,
            [ClaimNames.Audience] = clientId,
            [ClaimNames.IssuedAt] = now.ToUnixTimeSeconds(),
            [ClaimNames.ExpiresAt] = (now + _lifetime).ToUnixTimeSeconds(),
            [ClaimNames.TokenId] = RandomText.Create(16),
            [ClaimNames.Events] = new JsonObject { [LogoutEvents.Backchannel] = new JsonObject() },
        };
        if (subject is not null)
        {
            claims[ClaimNames.Subject] = subject;
        }

        if (sessionId is not null)
        {
            claims[ClaimNames.SessionId] = sessionId;
        }

        return server.Jwts.Write(client, claims, JoseNames.LogoutType, client.IdTokenAlgorithm, encryption: null, server.Mutations.LogoutTokens);
    }
}
