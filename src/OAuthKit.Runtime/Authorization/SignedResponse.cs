using System.Text.Json;

namespace OAuthKit;

/// <summary>An authorization response as a signed JWT, encrypted where that is registered (JARM section 2).</summary>
internal static class SignedResponse
{
    private const string Subject = "authorization response";

    private static readonly JwtResponseOptions _default = new();

    /// <summary>The parameters, once everything about the JWT is checked (section 2.4).</summary>
    public static async Task<CallbackParameters> OpenAsync(string jwt, string issuer, OAuthClient client, CancellationToken cancellationToken)
    {
        // Steps 1 and 5 of section 2.4: decrypted, and always verified, by the registered algorithms.
        using var document = await JwtResponse.OpenAsync(jwt, client.AuthorizationResponses ?? _default, Subject, JoseNames.Jwt, client, cancellationToken).ConfigureAwait(false);
        var root = document.RootElement;
        var claims = new JwtClaims(root, Subject, client.Options.TimeProvider);
        // Step 2.
        claims.CheckIssuer(issuer);
        // Step 3.
        claims.CheckAudience(client.ClientId);
        // Step 4: exp is REQUIRED (section 2.1).
        claims.CheckRequiredLifetime();
        return Read(root);
    }

    private static CallbackParameters Read(JsonElement root)
    {
        var parameters = new CallbackParameters();
        foreach (var claim in root.EnumerateObject())
        {
            if (!CallbackParameters.IsKnown(claim.Name))
            {
                continue;
            }

            // Section 2.1: the parameters are strings; expires_in alone isn't, and is none that is used.
            parameters.TryAdd(claim.Name, StrictJson.StringOrNull(claim.Value) ?? (claim.Name == Wire.ExpiresIn
                ? claim.Value.GetRawText()
                : throw new OAuthException(OAuthFault.AuthorizationCallbackMalformed, $"\"{claim.Name}\" in the signed {Subject} isn't a string (JARM section 2.1).")));
        }

        return parameters;
    }
}
