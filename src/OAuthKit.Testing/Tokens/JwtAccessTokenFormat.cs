using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

internal sealed class JwtAccessTokenFormat : AccessTokenFormat
{
    internal override string Write(AccessTokens tokens, JsonObject claims) => tokens.SigningKey.CreateJwt(claims);
}
