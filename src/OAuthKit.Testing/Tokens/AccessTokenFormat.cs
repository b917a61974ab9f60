using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>What the text of an access token is.</summary>
public abstract class AccessTokenFormat
{
    private protected AccessTokenFormat()
    {
    }

    /// <summary>A signed JWT (<see href="https://www.rfc-editor.org/rfc/rfc9068">RFC 9068</see>).</summary>
    public static AccessTokenFormat Jwt { get; } = new JwtAccessTokenFormat();

    /// <summary>Random text that only the server understands.</summary>
    public static AccessTokenFormat Opaque { get; } = new OpaqueAccessTokenFormat();

    internal abstract string Write(AccessTokens tokens, JsonObject claims);
}
