using System.Globalization;
using System.Text.Json;

namespace OAuthKit;

/// <summary>A backchannel authentication request as a signed JWT (CIBA section 7.1.1).</summary>
internal static class SignedBackchannelRequest
{
    private static readonly TimeSpan _lifetime = TimeSpan.FromMinutes(5);

    /// <summary>Puts all parameters into a JWT, which alone is sent beside the client authentication.</summary>
    public static async ValueTask<FormParameters> CreateAsync(FormParameters parameters, JwsSigner signer, OAuthClient client, CancellationToken cancellationToken)
    {
        var issuer = client.Server.Issuer
            ?? throw new InvalidOperationException("A signed backchannel authentication request names the issuer of the server as its audience: give the issuer (CIBA section 7.1.1).");
        using var jwt = new JwsWriter(signer, type: null).Begin();
        if (!JwsAlgorithms.IsAsymmetric(jwt.Algorithm))
        {
            throw new InvalidOperationException($"A backchannel authentication request is signed with a private key, and {jwt.Algorithm} isn't an algorithm of those (CIBA section 7.1.1).");
        }

        WriteClaims(jwt.Claims, issuer, client);
        WriteParameters(jwt.Claims, parameters);
        return new FormParameters { { Wire.Request, await jwt.SignAsync(cancellationToken).ConfigureAwait(false) } };
    }

    // aud, iss, nbf, exp, iat and jti, all REQUIRED.
    private static void WriteClaims(Utf8JsonWriter claims, string issuer, OAuthClient client)
    {
        var now = client.Options.TimeProvider.GetUtcNow();
        claims.WriteString(JoseNames.Aud, issuer);
        claims.WriteString(JoseNames.Iss, client.ClientId);
        claims.WriteNumber(JoseNames.Nbf, now.ToUnixTimeSeconds());
        AssertionClaims.WriteValidity(claims, now, _lifetime);
    }

    private static void WriteParameters(Utf8JsonWriter claims, FormParameters parameters)
    {
        var resources = new List<string>();
        foreach (var (name, value) in parameters)
        {
            switch (name)
            {
                case Wire.Resource:
                    resources.Add(value);
                    break;
                case Wire.RequestedExpiry:
                    claims.WriteNumber(name, long.Parse(value, CultureInfo.InvariantCulture));
                    break;
                default:
                    claims.WriteString(name, value);
                    break;
            }
        }

        if (resources.Count > 0)
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
