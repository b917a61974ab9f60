using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

internal sealed class JwtAccessTokenFormat : AccessTokenFormat
{
    internal override string Write(AccessTokens tokens, JsonObject claims)
    {
        var draft = new JwtDraft(tokens.SigningKey, JoseNames.AccessTokenType, (JsonObject)claims.DeepClone());
        tokens.Mutations.Apply(draft);
        return draft.Write();
    }
}
