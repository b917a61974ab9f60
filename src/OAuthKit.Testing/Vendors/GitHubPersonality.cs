using System.Text;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>GitHub: no metadata, errors with status 200, and a form where JSON isn't asked for.</summary>
internal sealed class GitHubPersonality(VendorProfile profile) : VendorPersonality(profile)
{
    public override TestResponse Answer(TestRequest request, TestResponse response)
    {
        response = base.Answer(request, response);
        if (response.ContentType != MediaTypes.Json || JsonNode.Parse(response.Body.Span) is not JsonObject body)
        {
            return response;
        }

        response.StatusCode = 200;
        if (request.Headers["Accept"]?.Contains(MediaTypes.Json, StringComparison.Ordinal) != true)
        {
            response.ContentType = MediaTypes.Form;
            response.Body = Encoding.UTF8.GetBytes(string.Join('&', body.Select(member => $"{member.Key}={Uri.EscapeDataString(member.Value?.ToString() ?? "")}")));
        }

        return response;
    }
}
