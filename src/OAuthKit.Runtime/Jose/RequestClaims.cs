using System.Globalization;
using System.Text.Json;

namespace OAuthKit;

/// <summary>A request whose parameters are the claims of a JWT: an authorization request (RFC 9101), or one through the back channel (CIBA section 7.1.1).</summary>
internal static class RequestClaims
{
    private static readonly TimeSpan _lifetime = TimeSpan.FromMinutes(5);

    /// <summary>
    /// From whom, for whom, and for how long: <c>iss</c>, <c>aud</c>, <c>nbf</c>, <c>exp</c>, <c>iat</c>, <c>jti</c>. No
    /// <c>sub</c>: the JWT could pass for a client assertion (RFC 9101 section 10.8).
    /// </summary>
    public static void WriteEnvelope(Utf8JsonWriter claims, string issuer, OAuthClient client)
    {
        var now = client.Options.TimeProvider.GetUtcNow();
        claims.WriteString(JoseNames.Iss, client.ClientId);
        claims.WriteString(JoseNames.Aud, issuer);
        claims.WriteNumber(JoseNames.Nbf, now.ToUnixTimeSeconds());
        AssertionClaims.WriteValidity(claims, now, _lifetime);
    }

    /// <summary>RFC 9101 section 4: numbers as numbers, what is JSON as JSON, and what stands several times as a list.</summary>
    public static void WriteParameters(Utf8JsonWriter claims, FormParameters parameters)
    {
        var resources = new List<string>();
        foreach (var (name, value) in parameters)
        {
            switch (name)
            {
                case Wire.Resource:
                    resources.Add(value);
                    break;
                case Wire.MaxAge or Wire.RequestedExpiry:
                    claims.WriteNumber(name, long.Parse(value, CultureInfo.InvariantCulture));
                    break;
                case Wire.Claims or Wire.AuthorizationDetails:
                    claims.WritePropertyName(name);
                    claims.WriteRawValue(value);
                    break;
                default:
                    claims.WriteString(name, value);
                    break;
            }
        }

        if (resources.Count == 1)
        {
            claims.WriteString(Wire.Resource, resources[0]);
        }
        else if (resources.Count > 1)
        {
            claims.WriteStartArray(Wire.Resource);
            foreach (var resource in resources)
            {
                claims.WriteStringValue(resource);
            }

            claims.WriteEndArray();
        }
    }
}
