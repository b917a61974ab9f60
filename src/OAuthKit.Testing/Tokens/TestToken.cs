using System.Diagnostics;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>An access token as what it says; its text isn't kept.</summary>
/// <example><code>
/// var call = api.Requests[0];
/// Assert.Equal(["orders.read"], call.Token!.Scopes);
/// Assert.Equal(server.IssuedTokens[0].Id, call.Token.Id);
/// </code></example>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class TestToken
{
    private readonly JsonObject _claims;

    internal TestToken(JsonObject claims)
    {
        _claims = claims;
        Id = claims.ReadString(ClaimNames.TokenId);
        ClientId = claims.ReadString(ClaimNames.ClientId);
        Subject = claims.ReadString(ClaimNames.Subject);
        Issuer = claims.ReadString(ClaimNames.Issuer);
        Scopes = ScopeText.Split(claims.ReadString(ClaimNames.Scope));
        Audiences = claims.ReadStrings(ClaimNames.Audience);
        ExpiresAt = claims.ReadTime(ClaimNames.ExpiresAt);
        var confirmation = claims[ClaimNames.Confirmation] as JsonObject;
        CertificateThumbprint = confirmation?.ReadString(ClaimNames.CertificateThumbprint);
        KeyThumbprint = confirmation?.ReadString(ClaimNames.KeyThumbprint);
    }

    /// <summary>The <c>jti</c>, by which tokens are told apart; null for what the authorization server didn't issue.</summary>
    public string? Id { get; }

    /// <summary>The client that asked for the token.</summary>
    public string? ClientId { get; }

    /// <summary>The user, or the client where there is none.</summary>
    public string? Subject { get; }

    /// <summary>The server that issued the token.</summary>
    public string? Issuer { get; }

    /// <summary>The scopes that were granted.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>Whom the token is for.</summary>
    public IReadOnlyList<string> Audiences { get; }

    /// <summary>From when on the token isn't accepted.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    /// <summary>The SHA-256 thumbprint of the certificate that the token is bound to (<c>x5t#S256</c> of its <c>cnf</c>); null where it is bound to none.</summary>
    public string? CertificateThumbprint { get; }

    /// <summary>The thumbprint of the key that the token is bound to (<c>jkt</c> of its <c>cnf</c>); null where it is bound to none.</summary>
    public string? KeyThumbprint { get; }

    /// <summary>False for a token that the authorization server can't have issued: the signature is wrong, or the text is unknown.</summary>
    public bool IsGenuine { get; private init; } = true;

    /// <summary>All that the token says.</summary>
    /// <returns>A copy of its claims.</returns>
    public JsonObject ReadClaims() => (JsonObject)_claims.DeepClone();

    /// <summary>The identifier and the client; never the token.</summary>
    /// <returns>For example <c>token 3kJ… of orders-worker</c>.</returns>
    public override string ToString() => IsGenuine ? $"token {Id} of {ClientId}" : "unknown token";

    internal static TestToken Unknown() => new([]) { IsGenuine = false };
}
