using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

internal sealed class OpaqueAccessTokenFormat : AccessTokenFormat
{
    internal override string Write(AccessTokens tokens, JsonObject claims)
    {
        var text = RandomText.Create(32);
        tokens.Remember(text, claims);
        return text;
    }
}
