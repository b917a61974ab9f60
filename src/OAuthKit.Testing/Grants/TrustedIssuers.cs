using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>Whose assertions bring tokens: the issuers that the test named, and each client for itself.</summary>
internal sealed class TrustedIssuers
{
    private readonly ConcurrentDictionary<string, JsonObject?> _issuers = new(StringComparer.Ordinal);

    public void Add(string issuer, JsonObject? jwks) => _issuers[issuer] = new TestClient(issuer) { Jwks = jwks }.Jwks;

    public bool HaveSigned(SignedJwt jwt, TestClient client)
    {
        var issuer = jwt.Claims.ReadString(ClaimNames.Issuer);
        return issuer == client.ClientId
            ? jwt.IsSignedBy(client.Jwks) || jwt.IsSignedWith(client.Secret)
            : issuer is not null && jwt.IsSignedBy(_issuers.GetValueOrDefault(issuer));
    }

    /// <summary>Whether an issuer of SAML 2 assertions is known; their signatures aren't looked at.</summary>
    public bool Contain(string? issuer) => issuer is not null && _issuers.ContainsKey(issuer);
}
