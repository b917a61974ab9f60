using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>The end session endpoint (<see href="https://openid.net/specs/openid-connect-rpinitiated-1_0.html#RPLogout">RP-Initiated Logout section 2</see>), at <c>/end_session</c>, for GET and POST; and what the server itself tells clients of a logout.</summary>
/// <example><code>
/// int status = await server.EndSession.NotifyAsync("shop", "alice");          // posts a logout token to TestClient.BackchannelLogoutUri
/// string url = server.EndSession.CreateFrontchannelUrl("shop", sessionId);   // what an iframe would load
/// </code></example>
public sealed class EndSessionEndpoint : TestEndpoint
{
    private readonly TestAuthorizationServer _server;

    internal EndSessionEndpoint(TestAuthorizationServer server)
        : base("end_session", "GET", server.IssuerPath.TrimEnd('/') + "/end_session")
    {
        _server = server;
    }

    /// <summary>The endpoint's whole address.</summary>
    public string Address => _server.Address + Path;

    /// <summary>Carries the logout tokens to the clients.</summary>
    /// <value>Default: null, <see cref="TestHost.Handler"/>, which reaches the hosts of the server's network.</value>
    public HttpMessageHandler? NotificationHandler { get; set; }

    /// <summary>Posts a logout token to a client (<see href="https://openid.net/specs/openid-connect-backchannel-1_0.html#BCRequest">Back-Channel Logout section 2.5</see>).</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="subject">The user; null to name the session alone.</param>
    /// <param name="sessionId">The session; null for all of the user's.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The status that the client answered with.</returns>
    /// <exception cref="ArgumentException">There is no such client, or neither a user nor a session.</exception>
    /// <exception cref="InvalidOperationException">The client has no <see cref="TestClient.BackchannelLogoutUri"/>.</exception>
    public async Task<int> NotifyAsync(string clientId, string? subject, string? sessionId = null, CancellationToken cancellationToken = default)
    {
        var token = _server.CreateLogoutToken(clientId, subject, sessionId);
        var address = _server.FindClient(clientId)!.BackchannelLogoutUri ?? throw new InvalidOperationException($"The client {clientId} has no BackchannelLogoutUri.");
        using var invoker = new HttpMessageInvoker(NotificationHandler ?? _server.Handler, disposeHandler: false);
        using var message = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent([new(ParameterNames.LogoutToken, token)]) };
        using var response = await invoker.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return (int)response.StatusCode;
    }

    /// <summary>Makes the address that a browser loads to log a user out of a client (<see href="https://openid.net/specs/openid-connect-frontchannel-1_0.html#RPLogout">Front-Channel Logout section 2</see>).</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="sessionId">The session; null leaves <c>iss</c> and <c>sid</c> out.</param>
    /// <returns>The address.</returns>
    /// <exception cref="InvalidOperationException">The client has no <see cref="TestClient.FrontchannelLogoutUri"/>.</exception>
    public string CreateFrontchannelUrl(string clientId, string? sessionId = null)
    {
        var address = _server.FindClient(clientId)?.FrontchannelLogoutUri ?? throw new InvalidOperationException($"The client {clientId} has no FrontchannelLogoutUri.");
        return sessionId is null ? address : Append(address, new() { [ParameterNames.Issuer] = _server.Issuer, [ParameterNames.SessionId] = sessionId });
    }

    internal override bool Answers(string method) => method is "GET" or "POST";

    internal override void Describe(JsonObject metadata)
    {
        metadata[MetadataNames.EndSessionEndpoint] = Address;
        metadata[MetadataNames.BackchannelLogoutSupported] = true;
        metadata[MetadataNames.BackchannelLogoutSessionSupported] = true;
        metadata[MetadataNames.FrontchannelLogoutSupported] = true;
        metadata[MetadataNames.FrontchannelLogoutSessionSupported] = true;
    }

    internal override ValueTask<TestResponse> HandleAsync(TestRequest request, CancellationToken cancellationToken) => new(Respond(request.Method == "POST" ? request.Form : request.Query));

    private static string Append(string address, CallbackParameters parameters) =>
        parameters.Count == 0 ? address : address + (address.Contains('?', StringComparison.Ordinal) ? '&' : '?') + parameters.Encode();

    private TestResponse Respond(RequestValues values)
    {
        // Section 2: the hint is an ID token of this server, which may have expired, and the client_id is its audience.
        var clientId = values[ParameterNames.ClientId];
        if (values[ParameterNames.IdTokenHint] is { } hint)
        {
            var audience = SignedJwt.Parse(hint) is { } jwt && jwt.Claims.ReadString(ClaimNames.Audience) is { } named && _server.FindClient(named) is { } hinted && _server.HasSigned(jwt, hinted) ? named : null;
            if (audience is null || (clientId is not null && clientId != audience))
            {
                return Pages.Error(ErrorCodes.InvalidRequest, "The id_token_hint isn't an ID token of this server for this client.");
            }

            clientId = audience;
        }

        if (values[ParameterNames.PostLogoutRedirectUri] is not { } redirectUri)
        {
            return Pages.Create("Signed out", "<h1>Signed out</h1>");
        }

        // Section 3: never to where the client isn't registered.
        if (clientId is null || _server.FindClient(clientId)?.PostLogoutRedirectUris.Contains(redirectUri) != true)
        {
            return Pages.Error(ErrorCodes.InvalidRequest, "The post_logout_redirect_uri isn't one of TestClient.PostLogoutRedirectUris, or the client isn't named.");
        }

        return TestResponse.Empty(303).WithHeader(HeaderNames.Location, Append(redirectUri, new() { [ParameterNames.State] = values[ParameterNames.State] }));
    }
}
