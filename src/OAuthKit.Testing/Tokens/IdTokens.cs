using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>Writes ID tokens (OpenID Connect Core section 2).</summary>
internal static class IdTokens
{
    public static string Issue(TestAuthorizationServer server, TestClient client, UserGrant grant, string? accessToken)
    {
        var now = server.TimeProvider.GetUtcNow();
        var algorithm = SignatureAlgorithm.Find(client.IdTokenAlgorithm ?? server.SigningKey.Algorithm)!;
        var claims = new JsonObject
        {
            [ClaimNames.Issuer] = server.Issuer,
            [ClaimNames.Subject] = grant.Subject,
            [ClaimNames.Audience] = client.ClientId,
            [ClaimNames.ExpiresAt] = (now + server.Options.IdTokenLifetime).ToUnixTimeSeconds(),
            [ClaimNames.IssuedAt] = now.ToUnixTimeSeconds(),
            [ClaimNames.AuthenticationTime] = now.ToUnixTimeSeconds(),
        };
        if (grant.Nonce is { } nonce)
        {
            claims[ClaimNames.Nonce] = nonce;
        }

        if (accessToken is not null)
        {
            claims[ClaimNames.AccessTokenHash] = HashHalf(algorithm, accessToken);
        }

        server.Options.IdTokenClaims?.Invoke(claims);
        using var secretKey = algorithm is HmacAlgorithm hmac ? new SecretSigningKey(hmac, client.Secret ?? "") : null;
        return (secretKey ?? server.KeyFor(algorithm)).CreateJwt(claims, JoseNames.JwtType);
    }

    /// <summary>OpenID Connect Core section 3.1.3.6: the left half of the hash of the token's ASCII text.</summary>
    private static string HashHalf(SignatureAlgorithm algorithm, string accessToken)
    {
        var hash = CryptographicOperations.HashData(algorithm.Hash, Encoding.UTF8.GetBytes(accessToken));
        return Base64Url.EncodeToString(hash.AsSpan(0, hash.Length / 2));
    }
}
