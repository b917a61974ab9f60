using System.Text.Json;

namespace OAuthKit;

/// <summary>The checks of claims that several specifications share, each with its code.</summary>
internal sealed class JwtClaims(JsonElement claims, string subject, TimeProvider time)
{
    /// <summary>How far clocks may be apart.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    /// <summary>Identical, code point by code point.</summary>
    public void CheckIssuer(string issuer)
    {
        if (StrictJson.StringOrNull(claims, JoseNames.Iss) != issuer)
        {
            throw Fault(OAuthFault.JwtIssuer, $"The \"iss\" of the {subject} isn't \"{issuer}\", the issuer of the authorization server.");
        }
    }

    /// <summary>This client, and nobody besides: who else is named there could pass it on.</summary>
    public void CheckAudience(string clientId)
    {
        if (!claims.TryGetProperty(JoseNames.Aud, out var value) || AudienceClaim.Read(value) is not { Count: 1 } audiences || audiences[0] != clientId)
        {
            throw Fault(OAuthFault.JwtAudience, $"The \"aud\" of the {subject} isn't the client identifier, and only that.");
        }
    }

    /// <summary>Required, not in the future, and not longer ago than the use allows, each within the skew of clocks.</summary>
    public void CheckIssuedAt(TimeSpan longestAge)
    {
        if (Time(JoseNames.Iat) is not { } issuedAt)
        {
            throw Fault(OAuthFault.JwtTime, $"The {subject} has no \"iat\".");
        }

        var now = time.GetUtcNow();
        if (issuedAt > now + Skew || issuedAt < now - longestAge - Skew)
        {
            throw Fault(OAuthFault.JwtTime, $"The \"iat\" of the {subject} lies in the future, or more than {longestAge.TotalMinutes:0} minutes back. Check the clocks of this machine and of the authorization server.");
        }
    }

    /// <summary>Where they are there, they hold (RFC 7519 sections 4.1.4 and 4.1.5).</summary>
    public void CheckLifetime()
    {
        if (Time(JoseNames.Exp) is { } end && time.GetUtcNow() - Skew >= end)
        {
            throw Fault(OAuthFault.JwtTime, $"The \"exp\" of the {subject} is over. Check the clocks of this machine and of the authorization server.");
        }

        if (Time(JoseNames.Nbf) is { } start && start > time.GetUtcNow() + Skew)
        {
            throw Fault(OAuthFault.JwtTime, $"The \"nbf\" of the {subject} lies in the future. Check the clocks of this machine and of the authorization server.");
        }
    }

    private DateTimeOffset? Time(string name)
    {
        if (!claims.TryGetProperty(name, out var value))
        {
            return null;
        }

        return NumericDate.TryRead(value, out var date)
            ? date
            : throw Fault(OAuthFault.JwtTime, $"The \"{name}\" of the {subject} isn't a number of seconds (RFC 7519 section 4.1).");
    }

    private static OAuthException Fault(string code, string message) => new(code, message);
}
