using System.Text.Json;

namespace OAuthKit;

/// <summary>The device authorization endpoint: the request, and the answer, read in the order of RFC 8628 section 3.2.</summary>
internal static class DeviceAuthorizationEndpoint
{
    private static readonly PollableResponse _reader = new(
        "device authorization response",
        "RFC 8628 section 3.2",
        OAuthFault.DeviceResponseMember,
        Wire.DeviceCode, Wire.UserCode, Wire.VerificationUri, Wire.VerificationUriComplete);

    public static async Task<DeviceAuthorization> AskAsync(OAuthClient client, DeviceAuthorizationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var form = request.BuildForm();
        form.AddMissingResources(client.Resource);
        var authorization = await PollableRequest.SendAsync(
            client,
            Endpoint.DeviceAuthorization,
            "device_authorization",
            form,
            response => Read(response, request.Scope, client.Server.AllowHttp),
            cancellationToken).ConfigureAwait(false);
        authorization.Dpop = client.Prover?.ForSignIn();
        return authorization;
    }

    public static DeviceAuthorization Read(BackchannelResponse response, string? requestedScope, bool allowLoopbackHttp)
    {
        using var document = EndpointResponse.ReadObject(response, Endpoint.DeviceAuthorization);
        var root = document.RootElement;
        var deviceCode = ReadDeviceCode(root);
        var userCode = ReadUserCode(root);
        var uri = ReadUri(root, Wire.VerificationUri, allowLoopbackHttp) ?? throw _reader.Invalid(Wire.VerificationUri, "an https URL");
        var complete = ReadUri(root, Wire.VerificationUriComplete, allowLoopbackHttp);
        var lifetime = _reader.ReadLifetime(root);
        var interval = _reader.ReadInterval(root);
        return new DeviceAuthorization(deviceCode, userCode, uri, response.RequestedAt + lifetime, interval)
        {
            VerificationUriComplete = complete,
            OtherMembers = _reader.ReadOthers(root),
            RequestedScope = requestedScope,
        };
    }

    // REQUIRED. Opaque.
    private static DeviceCode ReadDeviceCode(JsonElement root) =>
        DeviceCode.TryParse(StrictJson.StringOrNull(root, Wire.DeviceCode), out var code)
            ? code
            : throw _reader.Invalid(Wire.DeviceCode, "a non-empty string of printable ASCII");

    // REQUIRED. It goes onto a screen, so nothing that steers a terminal gets through.
    private static string ReadUserCode(JsonElement root)
    {
        var code = StrictJson.StringOrNull(root, Wire.UserCode);
        return !string.IsNullOrWhiteSpace(code) && ServerText.Clean(code) == code
            ? code
            : throw _reader.Invalid(Wire.UserCode, "a non-empty string without control characters");
    }

    // verification_uri REQUIRED, verification_uri_complete OPTIONAL. Section 5.4: the user is sent there, so never to anything but a web page.
    private static string? ReadUri(JsonElement root, string name, bool allowLoopbackHttp)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var text = StrictJson.StringOrNull(value);
        return VerificationUrl.IsSafe(text, allowLoopbackHttp)
            ? text
            : throw new OAuthException(
                OAuthFault.DeviceVerificationUri,
                $"The \"{name}\" of the device authorization response isn't an absolute https URL without user information (RFC 8628 sections 3.2 and 5.4). It wasn't shown to anyone.");
    }
}
