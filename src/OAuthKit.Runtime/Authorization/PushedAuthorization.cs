using System.Net;
using System.Text.Json;

namespace OAuthKit;

/// <summary>The answer to a pushed authorization request: the reference that the browser carries, and until when.</summary>
internal sealed class PushedAuthorization(string requestUri, DateTimeOffset expiresAt)
{
    private static readonly TimeSpan _longestLifetime = TimeSpan.FromDays(1);

    public string RequestUri { get; } = requestUri;

    public DateTimeOffset ExpiresAt { get; } = expiresAt;

    /// <summary>Read in the order of RFC 9126 sections 2.2 and 2.3.</summary>
    public static PushedAuthorization Read(BackchannelResponse response)
    {
        // Section 2.2: 201, and nothing else.
        using var document = EndpointResponse.ReadObject(response, Endpoint.PushedAuthorization, HttpStatusCode.Created);
        var root = document.RootElement;
        // Section 2.2: REQUIRED.
        if (StrictJson.StringOrNull(root, Wire.RequestUri) is not { Length: > 0 } uri || uri.AsSpan().ContainsAnyExceptInRange('\x21', '\x7E'))
        {
            throw Invalid(Wire.RequestUri, "a non-empty string of visible ASCII");
        }

        // Section 2.2: REQUIRED, a positive integer.
        if (!root.TryGetProperty(Wire.ExpiresIn, out var value) || value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var seconds) || seconds <= 0)
        {
            throw Invalid(Wire.ExpiresIn, "a positive integer");
        }

        return new(uri, response.RequestedAt + TimeSpan.FromSeconds(Math.Min(seconds, (long)_longestLifetime.TotalSeconds)));
    }

    private static OAuthException Invalid(string member, string expected) =>
        new(OAuthFault.PushedResponseMember, $"The \"{member}\" of the response to the pushed authorization request is missing or isn't {expected} (RFC 9126 section 2.2).");
}
