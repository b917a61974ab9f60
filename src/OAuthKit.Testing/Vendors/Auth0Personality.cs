using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>Auth0: a token that names no API is opaque, and the metadata list no grants.</summary>
internal sealed class Auth0Personality(VendorProfile profile) : VendorPersonality(profile)
{
    /// <summary>The audience of a token for nobody but the server itself.</summary>
    public static string UserInfoOf(string issuer) => issuer + "userinfo";

    public override AccessTokenFormat Format(AccessTokenFormat format) => new OpaqueWithoutAudience(format, UserInfoOf(Profile.Issuer!));

    public override void Describe(JsonObject metadata) => metadata.Remove(MetadataNames.GrantTypesSupported);

    private sealed class OpaqueWithoutAudience(AccessTokenFormat format, string userInfo) : AccessTokenFormat
    {
        internal override string Write(AccessTokens tokens, JsonObject claims) =>
            (claims[ClaimNames.Audience] is JsonValue audience && audience.TryGetValue(out string? text) && text == userInfo ? Opaque : format).Write(tokens, claims);
    }
}
