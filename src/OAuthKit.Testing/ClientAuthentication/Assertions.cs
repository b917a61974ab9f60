using System.Collections.Concurrent;

namespace OAuthKit.Testing;

/// <summary>What RFC 7523 section 3 wants of a JWT, whoever signed it, and which of them were used already.</summary>
internal sealed class Assertions(TestAuthorizationServer server)
{
    private readonly ConcurrentDictionary<(string? Issuer, string TokenId), bool> _used = new();

    public bool IsInTime(SignedJwt jwt)
    {
        var now = server.TimeProvider.GetUtcNow();

        // Section 3 numbers 4 to 6: exp must be there and ahead, nbf and iat may be there and not ahead.
        return jwt.Claims.ReadTime(ClaimNames.ExpiresAt) > now
            && IsPast(jwt, ClaimNames.NotBefore, now)
            && IsPast(jwt, ClaimNames.IssuedAt, now);
    }

    /// <summary>Whether the issuer is the sole audience, or the endpoint where the server takes that too.</summary>
    public bool IsForClientAuthentication(SignedJwt jwt, TestRequest request) =>
        jwt.Claims.ReadStrings(ClaimNames.Audience) is [var audience]
        && (audience == server.Issuer || (server.Options.AcceptEndpointAsAudience && (audience == server.Token.Address || audience == request.Uri.AbsoluteUri)));

    /// <summary>Section 3 number 3: the issuer or the token endpoint is among the audiences.</summary>
    public bool IsForGrant(SignedJwt jwt) => jwt.Claims.ReadStrings(ClaimNames.Audience).Any(audience => audience == server.Issuer || audience == server.Token.Address);

    /// <summary>Section 3 number 7: a jti works once; one without it never does here.</summary>
    public bool TryUse(SignedJwt jwt) =>
        jwt.Claims.ReadString(ClaimNames.TokenId) is { Length: > 0 } tokenId && _used.TryAdd((jwt.Claims.ReadString(ClaimNames.Issuer), tokenId), true);

    private static bool IsPast(SignedJwt jwt, string name, DateTimeOffset now) => !jwt.Claims.ContainsKey(name) || jwt.Claims.ReadTime(name) <= now;
}
