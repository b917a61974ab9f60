using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>The backchannel authentication endpoint (<see href="https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#auth_backchannel_endpoint">CIBA section 7</see>), at <c>/backchannel_authentication</c>, for the modes poll and ping.</summary>
/// <example><code>
/// server.BackchannelAuthentication.Decision = UserDecision.None;
/// server.BackchannelAuthentication.Authorizations[0].Approve();
/// await server.BackchannelAuthentication.PingAsync(server.BackchannelAuthentication.Authorizations[0]);
/// </code></example>
public sealed class BackchannelAuthenticationEndpoint : UserApprovalEndpoint
{
    internal BackchannelAuthenticationEndpoint(TestAuthorizationServer server)
        : base(server, "backchannel_authentication", "/backchannel_authentication", TimeSpan.FromMinutes(2))
    {
    }

    /// <summary>Carries the pings to the clients.</summary>
    /// <value>Default: null, <see cref="TestHost.Handler"/>, which reaches the hosts of the server's network.</value>
    public HttpMessageHandler? PingHandler { get; set; }

    /// <summary>Tells a client of the ping mode that its user has decided (<see href="https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#ping_callback">CIBA section 10.2</see>).</summary>
    /// <param name="authorization">The authorization.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The status that the client answered with.</returns>
    /// <exception cref="InvalidOperationException">The client has no <see cref="TestClient.NotificationEndpoint"/>.</exception>
    public async Task<int> PingAsync(PendingAuthorization authorization, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(authorization);
        var address = Server.FindClient(authorization.ClientId)?.NotificationEndpoint
            ?? throw new InvalidOperationException($"The client {authorization.ClientId} has no NotificationEndpoint.");
        using var invoker = new HttpMessageInvoker(PingHandler ?? Server.Handler, disposeHandler: false);
        var body = new JsonObject { [ParameterNames.AuthenticationRequestId] = authorization.Code };
        using var message = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, MediaTypes.Json) };
        message.Headers.Authorization = new AuthenticationHeaderValue(AuthenticationSchemes.Bearer, authorization.NotificationToken);
        using var response = await invoker.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return (int)response.StatusCode;
    }

    internal override void Describe(JsonObject metadata)
    {
        metadata[MetadataNames.BackchannelAuthenticationEndpoint] = Address;
        metadata[MetadataNames.BackchannelTokenDeliveryModesSupported] = new JsonArray(DeliveryModes.Poll, DeliveryModes.Ping);
    }

    private protected override ValueTask<TestResponse> RespondAsync(TestClient client, TestRequest request, CancellationToken cancellationToken) => new(Respond(client, request));

    private TestResponse Respond(TestClient client, TestRequest request)
    {
        if (Refuse(client, GrantTypes.Backchannel) is { } refusal)
        {
            return refusal;
        }

        // CIBA section 7.1: scope is required and has openid.
        if (!ScopePolicy.TryGrant(Server, client, request.Form, out var scopes) || !scopes.Contains(ScopeNames.OpenId))
        {
            return TestResponse.Error(ErrorCodes.InvalidScope, "The scope has no openid, or one that the client may not have.");
        }

        if (!TargetPolicy.TryGrant(Server, request.Form, out var audiences))
        {
            return TestResponse.Error(ErrorCodes.InvalidTarget, "The server doesn't know one of these resources or audiences.");
        }

        // CIBA section 7.1: one hint, and only one.
        if (!TryReadHint(request, out var subject))
        {
            return TestResponse.Error(ErrorCodes.InvalidRequest, "The request wants one valid hint: login_hint, login_hint_token or id_token_hint.");
        }

        // CIBA section 7.1: the ping mode wants the client's own token.
        var notificationToken = request.Form[ParameterNames.ClientNotificationToken];
        if (client.NotificationEndpoint is not null && string.IsNullOrEmpty(notificationToken))
        {
            return TestResponse.Error(ErrorCodes.InvalidRequest, "A client of the ping mode sends a client_notification_token.");
        }

        if (!TryReadLifetime(request, out var lifetime))
        {
            return TestResponse.Error(ErrorCodes.InvalidRequest, "The requested_expiry isn't a positive number.");
        }

        var pending = new PendingAuthorization(client, scopes, Server.TimeProvider.GetUtcNow() + lifetime, RequiredInterval)
        {
            Subject = subject,
            Audiences = audiences,
            BindingMessage = request.Form[ParameterNames.BindingMessage],
            NotificationToken = notificationToken,
        };
        Add(pending);

        // CIBA section 7.3.
        return Answer(new JsonObject { [ParameterNames.AuthenticationRequestId] = pending.Code, [ParameterNames.ExpiresIn] = (long)lifetime.TotalSeconds }, Interval);
    }

    private bool TryReadHint(TestRequest request, out string? subject)
    {
        subject = request.Form[ParameterNames.LoginHint];
        var loginHintToken = request.Form[ParameterNames.LoginHintToken];
        var idTokenHint = request.Form[ParameterNames.IdTokenHint];
        if ((subject is null ? 0 : 1) + (loginHintToken is null ? 0 : 1) + (idTokenHint is null ? 0 : 1) != 1)
        {
            return false;
        }

        if (idTokenHint is not null)
        {
            subject = SignedJwt.Parse(idTokenHint) is { } jwt && jwt.IsSignedBy(Server.Tokens.Keys) ? jwt.Claims.ReadString(ClaimNames.Subject) : null;
            return subject is not null;
        }

        return loginHintToken is not null || subject is { Length: > 0 };
    }

    private bool TryReadLifetime(TestRequest request, out TimeSpan lifetime)
    {
        lifetime = Lifetime;
        if (request.Form[ParameterNames.RequestedExpiry] is not { } text)
        {
            return true;
        }

        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0;
        lifetime = TimeSpan.FromSeconds(seconds);
        return isNumber;
    }
}
