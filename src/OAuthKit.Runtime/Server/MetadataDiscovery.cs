using System.Net;

namespace OAuthKit;

/// <summary>Fetches the metadata document of an issuer: OpenID Connect Discovery first, RFC 8414 where that isn't there.</summary>
internal sealed class MetadataDiscovery(string issuer, string? metadataAddress, Backchannel backchannel)
{
    public async Task<ServerMetadata> FetchAsync(CancellationToken cancellationToken)
    {
        if (metadataAddress is not null)
        {
            return await ReadAsync(new Uri(metadataAddress), cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return await ReadAsync(IssuerIdentifier.OpenIdDocument(issuer), cancellationToken).ConfigureAwait(false);
        }
        catch (OAuthException e) when (IsAbsence(e))
        {
            return await ReadAsync(IssuerIdentifier.OAuthDocument(issuer), cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool IsAbsence(OAuthException e) =>
        e.Code == OAuthFault.MetadataStatus && (HttpStatusCode?)e.StatusCode is
            HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.Forbidden or HttpStatusCode.MethodNotAllowed;

    private async Task<ServerMetadata> ReadAsync(Uri url, CancellationToken cancellationToken)
    {
        var request = new BackchannelRequest(HttpMethod.Get, url, BackchannelRequest.DocumentLimit);
        using var response = await SafeRetry.SendAsync(backchannel, request, cancellationToken).ConfigureAwait(false);
        // RFC 8414 section 3.2: 200, and application/json.
        if (response.Status != (int)HttpStatusCode.OK)
        {
            throw new OAuthException(OAuthFault.MetadataStatus, $"The metadata document at {url.GetLeftPart(UriPartial.Path)} answered with HTTP {response.Status} in place of 200. Check the issuer, or configure MetadataAddress or the endpoints.")
            {
                StatusCode = response.Status,
                RetryAt = response.RetryAt,
            };
        }

        if (!response.IsJson)
        {
            throw new OAuthException(OAuthFault.MetadataMalformed, $"The metadata document at {url.GetLeftPart(UriPartial.Path)} isn't served as application/json (RFC 8414 section 3.2). Check that the issuer is the address of an authorization server.");
        }

        return ServerMetadata.Read(response.Body, issuer);
    }
}
