namespace OAuthKit.Testing;

/// <summary>What an authorization code shall stand for, for <see cref="TestAuthorizationServer.IssueCode"/>: what the authorization request said, and who approved it.</summary>
/// <example><code>var code = server.IssueCode(new TestAuthorizationCode { ClientId = "shop", RedirectUri = "https://shop.test/callback", CodeChallenge = challenge });</code></example>
public sealed class TestAuthorizationCode
{
    /// <summary>The client that it is for.</summary>
    public required string ClientId { get; init; }

    /// <summary>The redirect URI of the authorization request, which the client must repeat (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3">RFC 6749 section 4.1.3</see>); null where it named none.</summary>
    public string? RedirectUri { get; init; }

    /// <summary>The PKCE challenge, made with <c>S256</c> (<see href="https://www.rfc-editor.org/rfc/rfc7636#section-4.2">RFC 7636 section 4.2</see>); null without PKCE.</summary>
    public string? CodeChallenge { get; init; }

    /// <summary>The thumbprint of the key that has to redeem it (<c>dpop_jkt</c>, <see href="https://www.rfc-editor.org/rfc/rfc9449#section-10">RFC 9449 section 10</see>); null for any, or none.</summary>
    public string? DpopThumbprint { get; init; }

    /// <summary>The <c>nonce</c> for the ID token; null leaves it out.</summary>
    public string? Nonce { get; init; }

    /// <summary>The scopes, separated by spaces; <c>openid</c> among them brings an ID token.</summary>
    public string? Scope { get; init; }

    /// <summary>The user who approved.</summary>
    /// <value>Default: <c>alice</c>.</value>
    public string Subject { get; init; } = "alice";

    /// <summary>Whom the access token is for; empty takes the server's default audience.</summary>
    public IReadOnlyList<string> Audiences { get; init; } = [];

    /// <summary>How long the code lives.</summary>
    /// <value>Default: one minute.</value>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(1);
}
