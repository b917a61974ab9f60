using System.Globalization;
using System.Text.Json;

namespace OAuthKit;

/// <summary>The checks of claims that several specifications share, each with its code.</summary>
internal sealed class JwtClaims(JsonElement claims, string subject, TimeProvider time, TimeSpan skew)
{
    /// <summary>How far clocks may be apart.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    private const int MaxSubjectLength = 255;
    private const string Clocks = "Check the clocks of this machine and of the authorization server.";

    public JwtClaims(JsonElement claims, string subject, TimeProvider time)
        : this(claims, subject, time, Skew)
    {
    }

    /// <summary>Identical, code point by code point.</summary>
    public void CheckIssuer(string issuer)
    {
        if (StrictJson.StringOrNull(claims, JoseNames.Iss) != issuer)
        {
            throw Fault(OAuthFault.JwtIssuer, JoseNames.Iss, issuer, $"isn't \"{ServerText.Clean(issuer)}\", the issuer of the authorization server");
        }
    }

    /// <summary>This client, and nobody besides: who else is named there could pass it on.</summary>
    public void CheckAudience(string clientId)
    {
        if (Audiences() is not { Count: 1 } audiences || audiences[0] != clientId)
        {
            throw Fault(OAuthFault.JwtAudience, JoseNames.Aud, clientId, $"isn't \"{ServerText.Clean(clientId)}\", the client identifier, and only that");
        }
    }

    /// <summary>This client, or whoever it is that the token has to be for, among those that are named.</summary>
    public IReadOnlyList<string> CheckAudienceHolds(string expected)
    {
        return Audiences() is { } audiences && AudienceClaim.Contains(audiences, expected)
            ? audiences
            : throw Fault(OAuthFault.JwtAudience, JoseNames.Aud, expected, $"doesn't name \"{ServerText.Clean(expected)}\"");
    }

    /// <summary>Required, and of the form that OpenID Connect Core section 2 gives it.</summary>
    public string CheckSubject() => Text(JoseNames.Sub) is { Length: > 0 and <= MaxSubjectLength } sub && System.Text.Ascii.IsValid(sub)
        ? sub
        : throw Fault(OAuthFault.JwtSubject, JoseNames.Sub, null, $"isn't a string of 1 to {MaxSubjectLength} ASCII characters (OpenID Connect Core section 2)");

    /// <summary>Required, not in the future, and not longer ago than the use allows, each within the skew of clocks.</summary>
    public void CheckIssuedAt(TimeSpan longestAge)
    {
        if (CheckIssuedAt() < time.GetUtcNow() - longestAge - skew)
        {
            throw Fault(OAuthFault.JwtTime, JoseNames.Iat, null, $"lies more than {longestAge.TotalMinutes:0} minutes back. {Clocks}");
        }
    }

    /// <summary>Required, and not in the future.</summary>
    public DateTimeOffset CheckIssuedAt()
    {
        var issuedAt = RequireTime(JoseNames.Iat);
        return issuedAt <= time.GetUtcNow() + skew
            ? issuedAt
            : throw Fault(OAuthFault.JwtTime, JoseNames.Iat, null, $"lies in the future. {Clocks}");
    }

    /// <summary>The end is required, and not over; the start may be absent (RFC 7519 sections 4.1.4 and 4.1.5).</summary>
    public void CheckRequiredLifetime()
    {
        RequireTime(JoseNames.Exp);
        CheckLifetime();
    }

    /// <summary>Where they are there, they hold (RFC 7519 sections 4.1.4 and 4.1.5).</summary>
    public void CheckLifetime()
    {
        var now = time.GetUtcNow();
        if (Time(JoseNames.Exp) is { } end && now - skew >= end)
        {
            throw Fault(OAuthFault.JwtTime, JoseNames.Exp, $"after {Text(now - skew)}", $"is over. {Clocks}");
        }

        if (Time(JoseNames.Nbf) is { } start && start > now + skew)
        {
            throw Fault(OAuthFault.JwtTime, JoseNames.Nbf, $"until {Text(now + skew)}", $"lies in the future. {Clocks}");
        }
    }

    /// <summary>A string, or absent, which JSON null counts as.</summary>
    public string? Text(string name)
    {
        if (!claims.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return StrictJson.StringOrNull(value)
            ?? throw Fault(OAuthFault.JwtClaim, name, null, "isn't a string");
    }

    /// <summary>A string that is not empty.</summary>
    public string RequireText(string name) => Text(name) is { Length: > 0 } text
        ? text
        : throw Fault(OAuthFault.JwtClaim, name, null, "is missing or empty");

    /// <summary>A number of seconds, or absent.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (!claims.TryGetProperty(name, out var value))
        {
            return null;
        }

        return NumericDate.TryRead(value, out var date)
            ? date
            : throw Fault(OAuthFault.JwtTime, name, null, "isn't a number of seconds (RFC 7519 section 2)");
    }

    /// <summary>A number of seconds.</summary>
    public DateTimeOffset RequireTime(string name) => Time(name) ?? throw Fault(OAuthFault.JwtTime, name, null, "is missing");

    public OAuthException Fault(string code, string claim, string? expected, string message) =>
        new(code, $"The \"{claim}\" of the {subject} {message}{(message[^1] == '.' ? "" : ".")}")
        {
            ClaimName = claim,
            Expected = expected,
        };

    private IReadOnlyList<string>? Audiences() => claims.TryGetProperty(JoseNames.Aud, out var value) ? AudienceClaim.Read(value) : null;

    private static string Text(DateTimeOffset at) => at.ToString("u", CultureInfo.InvariantCulture);
}
