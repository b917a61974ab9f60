using System.Text;
using System.Text.Json;

namespace OAuthKit;

/// <summary>The UserInfo response as a JWT, signed and perhaps encrypted around that (OpenID Connect Core section 5.3.2).</summary>
internal static class UserInfoJwt
{
    private const string Subject = "UserInfo response";

    public static async Task<JsonDocument> OpenAsync(BackchannelResponse response, JwtResponseOptions options, OAuthClient client, CancellationToken cancellationToken)
    {
        var issuer = client.Server.Issuer ?? throw new InvalidOperationException("A signed UserInfo response can only be checked where the issuer of the authorization server is known: give it.");
        EndpointResponse.ThrowIfRefused(response, Endpoint.UserInfo);
        // What is registered. Plain JSON would be a downgrade.
        if (!response.Is(JoseNames.JwtMediaType))
        {
            throw new OAuthException(OAuthFault.UserInfoFormat, $"The UserInfo response isn't served as {JoseNames.JwtMediaType} (OpenID Connect Core section 5.3.2), although the client is configured for signed ones. Check what it is registered for.");
        }

        var document = await JwtResponse.OpenAsync(Encoding.Latin1.GetString(response.Body.Span), options, Subject, JoseNames.Jwt, client, cancellationToken).ConfigureAwait(false);
        try
        {
            var claims = new JwtClaims(document.RootElement, Subject, client.Options.TimeProvider);
            // Section 5.3.2: a signed one contains both.
            claims.CheckIssuer(issuer);
            claims.CheckAudienceHolds(client.ClientId);
            claims.CheckLifetime();
            return document;
        }
        catch
        {
            document.Dispose();
            throw;
        }
    }
}
