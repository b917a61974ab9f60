using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace OAuthKit.Interop.Tests;

/// <summary>Client authentication written apart from the product, so that the fixtures prove themselves.</summary>
internal static class RawAuthentication
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    public static void Apply(RegisteredClient client, string issuer, DateTimeOffset now, HttpRequestMessage request, List<KeyValuePair<string, string>> form)
    {
        switch (client.AuthenticationMethod)
        {
            case "client_secret_basic":
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic", BasicCredentials.Encode(client.Id, client.Secret));
                break;
            case "client_secret_jwt":
                AddAssertion(form, SignWithSecret(Claims(client, issuer, now), client.Secret));
                break;
            case "private_key_jwt":
                AddAssertion(form, client.Key!.CreateJwt(Claims(client, issuer, now), "client-authentication+jwt"));
                break;
            case "client_secret_post":
                form.Add(KeyValuePair.Create("client_id", client.Id));
                form.Add(KeyValuePair.Create("client_secret", client.Secret));
                break;
            default:
                form.Add(KeyValuePair.Create("client_id", client.Id));
                break;
        }
    }

    /// <summary>The claims of an assertion by which the client vouches for itself, or for a user.</summary>
    public static JsonObject Claims(RegisteredClient client, string issuer, DateTimeOffset now, string? subject = null)
    {
        return new JsonObject
        {
            ["iss"] = client.Id,
            ["sub"] = subject ?? client.Id,
            ["aud"] = issuer,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddMinutes(1).ToUnixTimeSeconds(),
            ["jti"] = Guid.NewGuid().ToString(),
        };
    }

    /// <summary>The public key of a certificate, RSA or on P-256, with the certificate beside it.</summary>
    public static JsonObject ToJwk(X509Certificate2 certificate)
    {
        using RSA? rsa = certificate.GetRSAPublicKey();
        if (rsa is not null)
        {
            RSAParameters parameters = rsa.ExportParameters(includePrivateParameters: false);
            return new JsonObject
            {
                ["kty"] = "RSA",
                ["n"] = Base64Url.EncodeToString(parameters.Modulus),
                ["e"] = Base64Url.EncodeToString(parameters.Exponent),
                ["x5c"] = new JsonArray(Convert.ToBase64String(certificate.RawData)),
            };
        }

        using ECDsa key = certificate.GetECDsaPublicKey()!;
        ECPoint point = key.ExportParameters(includePrivateParameters: false).Q;
        return new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["x"] = Base64Url.EncodeToString(point.X),
            ["y"] = Base64Url.EncodeToString(point.Y),
            ["x5c"] = new JsonArray(Convert.ToBase64String(certificate.RawData)),
        };
    }

    private static void AddAssertion(List<KeyValuePair<string, string>> form, string assertion)
    {
        form.Add(KeyValuePair.Create("client_assertion_type", AssertionType));
        form.Add(KeyValuePair.Create("client_assertion", assertion));
    }

    private static string SignWithSecret(JsonObject claims, string secret)
    {
        string content = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8) + "." + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()));
        return content + "." + Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(content)));
    }
}
