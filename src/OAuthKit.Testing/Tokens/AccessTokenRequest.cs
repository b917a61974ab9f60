using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>What an access token shall say, for <see cref="TestAuthorizationServer.IssueAccessToken(AccessTokenRequest)"/>.</summary>
public sealed class AccessTokenRequest
{
    /// <summary>The client that the token is for.</summary>
    public required string ClientId { get; init; }

    /// <summary>The user; null puts the client in its place.</summary>
    public string? Subject { get; init; }

    /// <summary>The scopes, separated by spaces; null leaves the claim out.</summary>
    public string? Scope { get; init; }

    /// <summary>Whom the token is for; empty takes the server's default audience.</summary>
    public IReadOnlyList<string> Audiences { get; init; } = [];

    /// <summary>How long it lives; null takes the server's default, and a negative time gives a token that has ended already.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>Adds, changes or removes claims before the token is written.</summary>
    public Action<JsonObject>? Claims { get; init; }
}
