using System.Text.Json;

namespace OAuthKit;

/// <summary>The issuer of a server that serves many tenants under one document, whose issuer holds a place for the tenant. It is taken only where the application names its tenants.</summary>
internal static class TenantIssuer
{
    private const string Place = "{tenantid}";

    /// <summary>What <c>iss</c> must be: the issuer itself, or with the tenant of the token in it, which must be one of those that are allowed.</summary>
    public static string Resolve(string issuer, JsonElement token, JwtClaims claims, IReadOnlyList<string> allowed)
    {
        if (allowed.Count == 0)
        {
            return issuer;
        }

        if (!issuer.Contains(Place, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"IdTokenOptions.AllowedTenants is for an authorization server whose issuer holds \"{Place}\", and that of this one doesn't.");
        }

        return StrictJson.StringOrNull(token, ClaimNames.Tid) is { } tenant && AudienceClaim.Contains(allowed, tenant)
            ? Fill(issuer, tenant)
            : throw claims.Fault(OAuthFault.JwtIssuer, ClaimNames.Tid, null, "is missing or isn't among IdTokenOptions.AllowedTenants: users of this tenant may not sign in");
    }

    /// <summary>Whether a key signs for the tenant of a token, which has been verified with it.</summary>
    public static bool IsKeyOf(ServerKey key, JsonElement token) =>
        key.Issuer is null || Fill(key.Issuer, StrictJson.StringOrNull(token, ClaimNames.Tid) ?? "") == StrictJson.StringOrNull(token, JoseNames.Iss);

    private static string Fill(string issuer, string tenant) => issuer.Replace(Place, tenant, StringComparison.Ordinal);
}
