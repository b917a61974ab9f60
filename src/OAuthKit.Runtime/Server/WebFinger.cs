using System.Net;
using System.Text.Json;

namespace OAuthKit;

/// <summary>
/// Finds the issuer of those who sign in by an address
/// (<see href="https://openid.net/specs/openid-connect-discovery-1_0.html#IssuerDiscovery">OpenID Connect Discovery section
/// 2</see>, <see href="https://www.rfc-editor.org/rfc/rfc7033">RFC 7033</see>). The answer is the word of whoever owns the
/// domain of the address: take an issuer from it only where users may bring their own, and keep accounts by issuer and subject.
/// </summary>
public static class WebFinger
{
    /// <summary>Asks the host of an address for its issuer.</summary>
    /// <param name="identifier">What the user typed: <c>joe@example.com</c>, <c>https://example.com/joe</c>, <c>example.com</c>.</param>
    /// <param name="isAllowedHost">
    /// Whether a host may be asked. The identifier comes from a stranger, and with it the host that this machine calls: on a
    /// server, name those that you expect, or send the request through a proxy that reaches the public network only. Null
    /// allows every name with a dot, and no IP address. Whatever it allows, the address behind the name is looked at too when it
    /// is connected to (<see cref="BackchannelOptions.AddressGuard"/>).
    /// </param>
    /// <param name="options">How the host is reached.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <returns>
    /// The issuer. It is a claim until its metadata says the same: an <see cref="AuthorizationServer"/> made of it checks that
    /// before anything else. Give that <see cref="BackchannelOptions.GuardAddresses"/>, unless the issuer is one that you know.
    /// </returns>
    /// <exception cref="ArgumentException">The identifier isn't an address, or its host isn't allowed; nothing was sent.</exception>
    /// <exception cref="OAuthException">
    /// The host has no answer (<see cref="OAuthFault.WebFingerStatus"/>), or none that names an issuer
    /// (<see cref="OAuthFault.WebFingerMalformed"/>), and those of every request, such as a refused redirect.
    /// </exception>
    /// <exception cref="HttpRequestException">The host can't be reached.</exception>
    public static async Task<string> FindIssuerAsync(string identifier, Func<string, bool>? isAllowedHost = null, BackchannelOptions? options = null, CancellationToken cancellationToken = default)
    {
        var resource = WebFingerResource.Parse(identifier);
        if (!(isAllowedHost ?? IsPublicName)(resource.HostName))
        {
            throw new ArgumentException("The host of the identifier isn't one that may be asked for its issuer.", nameof(identifier));
        }

        var copy = (options ?? new BackchannelOptions()).Copy();
        using var backchannel = new Backchannel(copy, guard: new GuardedConnections(copy));
        var request = new BackchannelRequest(HttpMethod.Get, resource.ToUrl(), BackchannelRequest.DocumentLimit) { Peer = "host of the identifier", Accept = $"{WebFingerNames.MediaType}, {Wire.Json}" };
        using var response = await SafeRetry.SendAsync(backchannel, request, cancellationToken).ConfigureAwait(false);
        return Read(response, resource, copy.DangerouslyAllowHttp);
    }

    private static string Read(BackchannelResponse response, WebFingerResource resource, bool allowHttp)
    {
        if (response.Status != (int)HttpStatusCode.OK)
        {
            throw new OAuthException(OAuthFault.WebFingerStatus, $"The host of the identifier answered the question for its issuer with HTTP {response.Status} (RFC 7033 section 4.2). Ask the user for the provider instead.")
            {
                StatusCode = response.Status,
                RetryAt = response.RetryAt,
            };
        }

        // RFC 7033 section 10.2; several hosts say application/json.
        using var document = response.Is(WebFingerNames.MediaType) || response.IsJson ? StrictJson.ParseObject(response.Body) : null;
        if (document is null)
        {
            throw Malformed($"The answer isn't a JSON object served as {WebFingerNames.MediaType}");
        }

        // RFC 7033 section 4.4.1: MAY differ, so an alias is no fault, but a value of another type is.
        if (document.RootElement.TryGetProperty(WebFingerNames.Subject, out var subject) && StrictJson.StringOrNull(subject) is null)
        {
            throw Malformed("The \"subject\" of the answer isn't a string");
        }

        var issuer = FindIssuer(document.RootElement) ?? throw Malformed($"The answer has no one link with the relation \"{WebFingerNames.IssuerRelation}\"");
        // Discovery section 2: the location MUST be https.
        return EndpointUrl.TryParse(issuer, allowHttp, out _) && !issuer.Contains('?')
            ? issuer
            : throw Malformed($"What the host \"{ServerText.Clean(resource.HostName)}\" names as issuer isn't an https URL without query and fragment");
    }

    private static string? FindIssuer(JsonElement root)
    {
        if (!root.TryGetProperty(WebFingerNames.Links, out var links) || links.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        string? found = null;
        foreach (var link in links.EnumerateArray())
        {
            if (link.ValueKind != JsonValueKind.Object || StrictJson.StringOrNull(link, WebFingerNames.Rel) != WebFingerNames.IssuerRelation)
            {
                continue;
            }

            // Two issuers are a question, not an answer.
            if (found is not null || StrictJson.StringOrNull(link, WebFingerNames.Href) is not { Length: > 0 } href)
            {
                return null;
            }

            found = href;
        }

        return found;
    }

    // Names of this machine and of its network have no dot, or are addresses.
    private static bool IsPublicName(string host) =>
        host.Contains('.', StringComparison.Ordinal) && !IPAddress.TryParse(host, out _) && host[^1] != '.' && !char.IsAsciiDigit(host[^1])
        && !host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) && !host.EndsWith(".local", StringComparison.OrdinalIgnoreCase) && !host.EndsWith(".internal", StringComparison.OrdinalIgnoreCase);

    private static OAuthException Malformed(string what) => new(OAuthFault.WebFingerMalformed, $"{what} (OpenID Connect Discovery section 2).");
}
