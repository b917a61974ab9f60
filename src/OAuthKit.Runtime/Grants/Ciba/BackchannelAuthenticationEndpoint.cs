using System.Text.Json;

namespace OAuthKit;

/// <summary>The backchannel authentication endpoint: the request, and the answer, read in the order of CIBA section 7.3.</summary>
internal static class BackchannelAuthenticationEndpoint
{
    private static readonly PollableResponse _reader = new("backchannel authentication response", "CIBA section 7.3", OAuthFault.BackchannelResponseMember, Wire.AuthReqId);

    public static async Task<BackchannelAuthentication> AskAsync(OAuthClient client, BackchannelAuthenticationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var notification = request.UsePing ? ClientNotificationToken.Create() : null;
        var form = request.BuildForm(client.Authentication, notification, client.IdTokens);
        form.AddMissingResources(client.Resource);
        if (request.Signer is not null)
        {
            form = await SignedBackchannelRequest.CreateAsync(form, request.Signer, client, cancellationToken).ConfigureAwait(false);
        }

        var authentication = await PollableRequest.SendAsync(
            client, Endpoint.BackchannelAuthentication, "backchannel_authentication", form, response => Read(response, request.Scope, notification), cancellationToken).ConfigureAwait(false);
        authentication.Dpop = client.Prover?.ForSignIn();
        return authentication;
    }

    public static BackchannelAuthentication Read(BackchannelResponse response, string requestedScope, ClientNotificationToken? notification)
    {
        using var document = EndpointResponse.ReadObject(response, Endpoint.BackchannelAuthentication);
        var root = document.RootElement;
        var id = ReadId(root);
        var lifetime = _reader.ReadLifetime(root);
        var interval = _reader.ReadInterval(root);
        return new BackchannelAuthentication(id, response.RequestedAt + lifetime, interval)
        {
            ClientNotificationToken = notification,
            OtherMembers = _reader.ReadOthers(root),
            RequestedScope = requestedScope,
        };
    }

    // REQUIRED. Opaque.
    private static AuthReqId ReadId(JsonElement root) =>
        AuthReqId.TryParse(StrictJson.StringOrNull(root, Wire.AuthReqId), out var id)
            ? id
            : throw _reader.Invalid(Wire.AuthReqId, "a non-empty string of printable ASCII");
}
