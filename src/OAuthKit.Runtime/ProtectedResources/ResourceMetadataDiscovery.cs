using System.Net;

namespace OAuthKit;

/// <summary>Fetches the metadata document of an API.</summary>
internal static class ResourceMetadataDiscovery
{
    public static async Task<ProtectedResourceMetadata> FetchAsync(RequestedResource resource, Backchannel backchannel, CancellationToken cancellationToken)
    {
        var url = resource.MetadataAddress;
        var request = new BackchannelRequest(HttpMethod.Get, url, BackchannelRequest.DocumentLimit) { Peer = "API" };
        using var response = await SafeRetry.SendAsync(backchannel, request, cancellationToken).ConfigureAwait(false);
        // RFC 9728 section 3.2: 200, and application/json.
        if (response.Status != (int)HttpStatusCode.OK)
        {
            throw new OAuthException(OAuthFault.ResourceMetadataStatus, $"The metadata document of the API at {url.GetLeftPart(UriPartial.Path)} answered with HTTP {response.Status} in place of 200. Check the API's identifier, or configure the issuer.")
            {
                StatusCode = response.Status,
                RetryAt = response.RetryAt,
            };
        }

        if (!response.IsJson)
        {
            throw new OAuthException(OAuthFault.ResourceMetadataMalformed, $"The metadata document of the API at {url.GetLeftPart(UriPartial.Path)} isn't served as application/json (RFC 9728 section 3.2). Check that the identifier is that of an API with metadata.");
        }

        return ProtectedResourceMetadata.Read(response.Body, resource);
    }
}
