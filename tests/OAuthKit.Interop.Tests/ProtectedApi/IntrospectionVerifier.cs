using System.Net;
using System.Text.Json;

namespace OAuthKit.Interop.Tests;

/// <summary>Asks the server about each token (RFC 7662).</summary>
internal sealed class IntrospectionVerifier(InteropServer server, ProtectedResource resource) : AccessTokenVerifier
{
    public override async Task<VerifiedToken?> VerifyAsync(string token)
    {
        using HttpResponseMessage response = await server.PostAsync("introspection_endpoint", resource.IntrospectionClient, ("token", token));
        if (response.StatusCode == HttpStatusCode.BadRequest)
        {
            return null;
        }

        response.EnsureSuccessStatusCode();
        JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return answer.GetProperty("active").GetBoolean() && answer.GetProperty("aud").GetString() == resource.Identifier
            ? new VerifiedToken(answer.GetProperty("client_id").GetString()!, answer.GetProperty("scope").GetString()!.Split(' '))
            : null;
    }
}
