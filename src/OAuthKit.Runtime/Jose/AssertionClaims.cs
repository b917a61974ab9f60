using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace OAuthKit;

/// <summary>What the JWTs of RFC 7523 have in common, whether they prove a client or stand for a grant.</summary>
internal static class AssertionClaims
{
    private const int IdentifierLength = 16;

    private static readonly TimeSpan _shortest = TimeSpan.FromSeconds(1);

    public static string? CheckAudience(string? value)
    {
        if (value is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
        }

        return value;
    }

    public static TimeSpan CheckLifetime(TimeSpan value, TimeSpan longest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, _shortest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, longest);
        return value;
    }

    // draft-ietf-oauth-rfc7523bis section 4: the issuer, as one string, at every endpoint.
    public static string ChooseAudience(string? audience, bool endpointAsAudience, string? issuer, Uri endpoint, object subject)
    {
        if (endpointAsAudience)
        {
            return audience is null
                ? endpoint.OriginalString
                : throw new InvalidOperationException($"Both Audience and EndpointAsAudience are set for {subject}: set one of them.");
        }

        return audience ?? issuer
            ?? throw new InvalidOperationException($"The JWT of {subject} needs an audience, which by default is the issuer, and the authorization server is known by its endpoints only. Give the issuer (AuthorizationServer.FromEndpoints(endpoints, issuer)), or set Audience or EndpointAsAudience.");
    }

    /// <summary>RFC 7523 section 3, in its order: <c>iss</c>, <c>sub</c>, <c>aud</c> and <c>exp</c> are REQUIRED; <c>jti</c> lets the server refuse a second use.</summary>
    public static void Write(Utf8JsonWriter claims, string issuer, string subject, string audience, DateTimeOffset now, TimeSpan lifetime)
    {
        claims.WriteString(JoseNames.Iss, issuer);
        claims.WriteString(JoseNames.Sub, subject);
        claims.WriteString(JoseNames.Aud, audience);
        WriteValidity(claims, now, lifetime);
    }

    /// <summary>What makes a JWT good once and not for long: <c>exp</c>, <c>iat</c> and a new <c>jti</c>.</summary>
    public static void WriteValidity(Utf8JsonWriter claims, DateTimeOffset now, TimeSpan lifetime)
    {
        Span<byte> random = stackalloc byte[IdentifierLength];
        RandomNumberGenerator.Fill(random);
        Span<byte> identifier = stackalloc byte[Base64Url.GetEncodedLength(IdentifierLength)];
        Base64Url.EncodeToUtf8(random, identifier);
        var issuedAt = now.ToUnixTimeSeconds();
        claims.WriteNumber(JoseNames.Exp, issuedAt + (long)lifetime.TotalSeconds);
        claims.WriteNumber(JoseNames.Iat, issuedAt);
        claims.WriteString(JoseNames.Jti, identifier);
    }
}
