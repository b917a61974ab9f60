using System.Net;

namespace OAuthKit;

/// <summary>Sends the requests of registration. There is no client yet that could authenticate: a token in the header is all that is sent of credentials.</summary>
internal sealed class RegistrationRequests(AuthorizationServer server, Backchannel backchannel)
{
    /// <summary>RFC 7591 section 3: POST, and 201.</summary>
    public async Task<RegisteredClient> RegisterAsync(ClientMetadata metadata, AccessToken? initialAccessToken, CancellationToken cancellationToken)
    {
        using var body = RegistrationEndpoint.Build(metadata);
        var found = await server.FindAsync(Endpoint.Registration, cancellationToken).ConfigureAwait(false);
        using var response = await SendAsync(backchannel, HttpMethod.Post, server.UrlOf(Endpoint.Registration, found), initialAccessToken, body, cancellationToken).ConfigureAwait(false);
        return Read(response, HttpStatusCode.Created);
    }

    /// <summary>RFC 7592 section 2.1: GET, and 200.</summary>
    public async Task<RegisteredClient> ReadAsync(RegisteredClient client, CancellationToken cancellationToken)
    {
        using var response = await ManageAsync(HttpMethod.Get, AddressOf(client), client.RegistrationAccessToken, null, cancellationToken).ConfigureAwait(false);
        return ReadSame(response, client);
    }

    /// <summary>RFC 7592 section 2.2: PUT, and 200.</summary>
    public async Task<RegisteredClient> UpdateAsync(RegisteredClient client, ClientMetadata metadata, CancellationToken cancellationToken)
    {
        using var body = RegistrationEndpoint.Build(metadata, client.ClientId);
        using var response = await ManageAsync(HttpMethod.Put, AddressOf(client), client.RegistrationAccessToken, body, cancellationToken).ConfigureAwait(false);
        return ReadSame(response, client);
    }

    /// <summary>RFC 7592 section 2.3: DELETE, and 204.</summary>
    public async Task DeleteAsync(RegisteredClient client, CancellationToken cancellationToken)
    {
        using var response = await ManageAsync(HttpMethod.Delete, AddressOf(client), client.RegistrationAccessToken, null, cancellationToken).ConfigureAwait(false);
        if (response.Status != (int)HttpStatusCode.NoContent)
        {
            BearerRefusal.ThrowIfRefused(response, Endpoint.Registration);
            using var _ = EndpointResponse.ReadObject(response, Endpoint.Registration, HttpStatusCode.NoContent);
        }
    }

    // The address is from an answer of the server, and not from its metadata.
    private ValueTask<BackchannelResponse> ManageAsync(HttpMethod method, Uri url, AccessToken? token, PooledBuffer? body, CancellationToken cancellationToken) =>
        SendAsync(server.ChannelTo(url), method, url, token, body, cancellationToken);

    private static ValueTask<BackchannelResponse> SendAsync(Backchannel backchannel, HttpMethod method, Uri url, AccessToken? token, PooledBuffer? body, CancellationToken cancellationToken)
    {
        var request = new BackchannelRequest(method, url, BackchannelRequest.DocumentLimit)
        {
            Json = body,
            Authorization = token?.AuthorizationHeader,
        };
        return token?.Dpop is { } prover ? prover.Requests.SendAsync(backchannel, request, token, cancellationToken) : backchannel.SendAsync(request, cancellationToken);
    }

    private static RegisteredClient Read(BackchannelResponse response, HttpStatusCode status)
    {
        BearerRefusal.ThrowIfRefused(response, Endpoint.Registration);
        using var document = EndpointResponse.ReadObject(response, Endpoint.Registration, status);
        return RegistrationEndpoint.Read(document.RootElement);
    }

    private static RegisteredClient ReadSame(BackchannelResponse response, RegisteredClient client)
    {
        var now = Read(response, HttpStatusCode.OK);
        if (now.ClientId != client.ClientId)
        {
            throw new OAuthException(OAuthFault.RegistrationClientId, "The registration response is about another client than the one that was asked for (RFC 7592 section 3).");
        }

        // RFC 7592 section 3: what a server doesn't say again goes on to hold.
        return now.WithManagementOf(client);
    }

    private Uri AddressOf(RegisteredClient client)
    {
        if (client.RegistrationClientUri is null || client.RegistrationAccessToken is null)
        {
            throw new InvalidOperationException("The authorization server gave no address or no token to manage the registration of this client with (RFC 7592 section 3).");
        }

        return EndpointUrl.TryParse(client.RegistrationClientUri, server.AllowHttp, out var url)
            ? url
            : throw ClientMetadataJson.Invalid(RegistrationNames.RegistrationClientUri, "an absolute https URL without user information and fragment");
    }
}
