using System.Net;
using System.Text.Json;

namespace OAuthKit;

/// <summary>What all endpoints that answer in JSON have in common: the error object, the status, one JSON object (RFC 6749 section 5).</summary>
internal static class EndpointResponse
{
    /// <summary>Reads a successful answer, or throws what the answer is instead.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="endpoint">The endpoint, for the message.</param>
    /// <param name="status">The status of success.</param>
    public static JsonDocument ReadObject(BackchannelResponse response, Endpoint endpoint, HttpStatusCode status = HttpStatusCode.OK)
    {
        var document = response.IsJson ? StrictJson.ParseObject(response.Body) : null;
        try
        {
            ThrowIfError(document, response, endpoint, status);
            return document ?? throw Malformed(response, endpoint);
        }
        catch
        {
            document?.Dispose();
            throw;
        }
    }

    /// <summary>For endpoints whose success has no body that matters: throws where the answer is an error.</summary>
    public static void ThrowIfRefused(BackchannelResponse response, Endpoint endpoint)
    {
        if (response.Status != (int)HttpStatusCode.OK)
        {
            using var document = response.IsJson ? StrictJson.ParseObject(response.Body) : null;
            ThrowIfError(document, response, endpoint, HttpStatusCode.OK);
        }
    }

    private static void ThrowIfError(JsonDocument? document, BackchannelResponse response, Endpoint endpoint, HttpStatusCode status)
    {
        // RFC 6749 section 5.2, and servers that answer an error with 200.
        if (document is not null && StrictJson.StringOrNull(document.RootElement, Wire.Error) is { Length: > 0 } error)
        {
            var isOwn = response.Quirks.ErrorCodes.TryGetValue(error, out var meant);
            throw new OAuthServerException(
                endpoint.DisplayName,
                isOwn ? meant! : ServerText.Clean(error)!,
                ServerText.Clean(StrictJson.StringOrNull(document.RootElement, Wire.ErrorDescription)),
                ServerText.Clean(StrictJson.StringOrNull(document.RootElement, Wire.ErrorUri)),
                response.Status)
            {
                OriginalError = isOwn ? error : null,
                RetryAt = response.RetryAt,
            };
        }

        if (response.Status != (int)status)
        {
            throw new OAuthException(
                endpoint == Endpoint.Token ? OAuthFault.TokenResponseStatus : OAuthFault.EndpointStatus,
                $"The {endpoint.DisplayName} answered with HTTP {response.Status}, and not with an OAuth error (RFC 6749 section 5.2). Check its address and the state of the server.")
            {
                StatusCode = response.Status,
                RetryAt = response.RetryAt,
            };
        }

        if (document is not null && document.RootElement.TryGetProperty(Wire.Error, out _))
        {
            throw Malformed(response, endpoint);
        }
    }

    public static OAuthException Malformed(BackchannelResponse response, Endpoint endpoint) => new(
        endpoint == Endpoint.Token ? OAuthFault.TokenResponseMalformed : OAuthFault.EndpointResponseMalformed,
        response.IsJson
            ? $"The answer of the {endpoint.DisplayName} isn't one JSON object without duplicate names, or it is neither success nor error (RFC 6749 section 5.1)."
            : $"The answer of the {endpoint.DisplayName} isn't served as application/json (RFC 6749 section 5.1). Check its address.");
}
