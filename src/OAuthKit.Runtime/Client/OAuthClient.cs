using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace OAuthKit;

/// <summary>
/// A client registered at an authorization server: the identity under which tokens are asked for. Safe for use by many
/// threads; make one for each registration and keep it.
/// </summary>
public sealed class OAuthClient : IDisposable
{
    private readonly BackchannelOptions _options;
    private readonly Backchannel _backchannel;
    private readonly bool _ownsServer;
    private readonly Lazy<TokenManager> _ownTokens;
    private readonly Lazy<HttpMessageHandler> _apiHandler = new(CreateApiHandler);

    /// <summary>A client at a server whose metadata is discovered when it is first needed. Nothing is sent yet.</summary>
    /// <param name="issuer">The issuer, exactly as the server names itself.</param>
    /// <param name="authentication">How the client authenticates.</param>
    /// <param name="options">How to talk to the server.</param>
    /// <exception cref="InvalidOperationException">The client authenticates by a certificate, and the options have a handler.</exception>
    /// <exception cref="ArgumentException">The issuer can't be one (<see href="https://www.rfc-editor.org/rfc/rfc8414#section-2">RFC 8414 section 2</see>).</exception>
    public OAuthClient(string issuer, ClientAuthentication authentication, BackchannelOptions? options = null)
        : this(new AuthorizationServer(issuer, options), authentication, options)
    {
        _ownsServer = true;
    }

    /// <summary>A client at a server that others use as well, or whose metadata or endpoints are given. Nothing is sent yet.</summary>
    /// <param name="server">The server. It isn't disposed with the client.</param>
    /// <param name="authentication">How the client authenticates.</param>
    /// <param name="options">How to talk to the server.</param>
    /// <exception cref="InvalidOperationException">The client authenticates by a certificate, and the options have a handler.</exception>
    public OAuthClient(AuthorizationServer server, ClientAuthentication authentication, BackchannelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(authentication);
        Server = server;
        Authentication = authentication;
        _options = (options ?? new BackchannelOptions()).Copy();
        _backchannel = new Backchannel(_options, authentication.Certificate);
        _ownTokens = new(() => new TokenManager(new TokenManagerOptions
        {
            TimeProvider = _options.TimeProvider,
            LoggerFactory = _options.LoggerFactory,
            MeterFactory = _options.MeterFactory,
        }));
        Logger = (_options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger<OAuthClient>();
        Telemetry = OAuthTelemetry.For(_options.MeterFactory);
    }

    /// <summary>The authorization server.</summary>
    public AuthorizationServer Server { get; }

    /// <summary>How the client authenticates.</summary>
    public ClientAuthentication Authentication { get; }

    /// <summary>The client identifier.</summary>
    public string ClientId => Authentication.ClientId;

    /// <summary>Parameters of every token request, part of the key under which tokens are kept. Those of a grant win.</summary>
    /// <value>The default is empty.</value>
    /// <exception cref="ArgumentException">A parameter is one that OAuthKit sets itself.</exception>
    public IReadOnlyDictionary<string, string> Parameters
    {
        get;
        init => field = ReservedParameters.Check(value);
    } = new Dictionary<string, string>(0);

    /// <summary>Keeps and renews the tokens of this client.</summary>
    /// <value>The default is a manager of the client's own, which is disposed with it. One that is given isn't.</value>
    public TokenManager Tokens
    {
        get => field ?? _ownTokens.Value;
        init;
    }

    internal ILogger Logger { get; }

    internal OAuthTelemetry Telemetry { get; }

    internal BackchannelOptions Options => _options;

    /// <summary>The connections of API clients made without a container; they end with this client.</summary>
    internal HttpMessageHandler ApiHandler => _apiHandler.Value;

    /// <summary>
    /// Asks the token endpoint for tokens, anew each time
    /// (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-3.2">RFC 6749 section 3.2</see>). For tokens that are kept
    /// and renewed use <see cref="Tokens"/> with a <see cref="TokenPolicy"/>.
    /// </summary>
    /// <param name="grant">What to ask for.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The tokens.</returns>
    /// <exception cref="ArgumentException">The grant belongs to another authorization server, or sets a parameter twice. Nothing was sent.</exception>
    /// <exception cref="OAuthServerException">The server refused.</exception>
    /// <exception cref="OAuthException">The server's metadata or answer breaks the protocol; see <see cref="OAuthException.Code"/>.</exception>
    /// <exception cref="HttpRequestException">The server can't be reached. The request was not sent again.</exception>
    public async Task<TokenSet> RequestTokenAsync(TokenGrant grant, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(grant);
        ThrowIfBoundElsewhere(grant);
        using var activity = OAuthTelemetry.StartTokenRequest(grant.GrantType, Authentication.Method);
        var started = _options.TimeProvider.GetTimestamp();
        string? error = null;
        try
        {
            var form = grant.BuildForm(Parameters);
            await grant.AddFreshParametersAsync(form, this, cancellationToken).ConfigureAwait(false);
            using var response = await SendAsync(Endpoint.Token, form, activity, cancellationToken).ConfigureAwait(false);
            var tokens = TokenEndpoint.Read(response, grant, Server.Issuer, _options.TimeProvider);
            if (Logger.IsEnabled(LogLevel.Debug))
            {
                TokenLog.Obtained(Logger, grant.GrantType, tokens.ExpiresIn);
            }

            return tokens;
        }
        catch (Exception e)
        {
            error = OAuthTelemetry.ErrorType(e);
            activity?.SetStatus(ActivityStatusCode.Error);
            activity?.SetTag("error.type", error);
            TokenLog.NotObtained(Logger, grant.GrantType, error);
            throw;
        }
        finally
        {
            Telemetry.TokenRequested(_options.TimeProvider.GetElapsedTime(started), grant.GrantType, Authentication.Method, error);
        }
    }

    /// <summary>
    /// Begins the authorization of a device that can't show a login page: gets the code that the user types in elsewhere
    /// (<see href="https://www.rfc-editor.org/rfc/rfc8628#section-3.1">RFC 8628 section 3.1</see>). Show it, then wait for the
    /// tokens with a <see cref="TokenPoller"/>.
    /// </summary>
    /// <param name="request">What to ask for.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The codes, and where the user goes with theirs.</returns>
    /// <exception cref="OAuthServerException">The server refused.</exception>
    /// <exception cref="OAuthException">The server's metadata or answer breaks the protocol; see <see cref="OAuthException.Code"/>.</exception>
    /// <exception cref="HttpRequestException">The server can't be reached.</exception>
    public async Task<DeviceAuthorization> StartDeviceAuthorizationAsync(DeviceAuthorizationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var response = await SendAsync(Endpoint.DeviceAuthorization, request.BuildForm(), activity: null, cancellationToken).ConfigureAwait(false);
        return DeviceAuthorizationEndpoint.Read(response, request.Scope, Server.AllowHttp);
    }

    /// <summary>
    /// Asks the server to have a user confirm on a device of theirs, without a browser at hand
    /// (<see href="https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#auth_request">CIBA
    /// section 7.1</see>). Wait for the tokens with a <see cref="TokenPoller"/>.
    /// </summary>
    /// <param name="request">Whom to ask, and for what.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The reference to the request that the user now sees.</returns>
    /// <exception cref="ArgumentException">The request doesn't name the user in exactly one way, or sets a parameter twice.</exception>
    /// <exception cref="InvalidOperationException">The client is a public one, which can't ask this.</exception>
    /// <exception cref="OAuthServerException">The server refused.</exception>
    /// <exception cref="OAuthException">The server's metadata or answer breaks the protocol; see <see cref="OAuthException.Code"/>.</exception>
    /// <exception cref="HttpRequestException">The server can't be reached.</exception>
    public async Task<BackchannelAuthentication> StartBackchannelAuthenticationAsync(BackchannelAuthenticationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var notification = request.UsePing ? ClientNotificationToken.Create() : null;
        var form = request.BuildForm(Authentication, notification);
        using var response = await SendAsync(Endpoint.BackchannelAuthentication, form, activity: null, cancellationToken).ConfigureAwait(false);
        return BackchannelAuthenticationEndpoint.Read(response, request.Scope, notification);
    }

    /// <summary>Closes the connections of this client. A server, handler or token manager that was given isn't disposed.</summary>
    public void Dispose()
    {
        _backchannel.Dispose();
        if (_ownsServer)
        {
            Server.Dispose();
        }

        if (_ownTokens.IsValueCreated)
        {
            _ownTokens.Value.Dispose();
        }

        if (_apiHandler.IsValueCreated)
        {
            _apiHandler.Value.Dispose();
        }
    }

    /// <summary>The one way to an endpoint that the client authenticates at: authenticate, send, and leave the reading to the caller.</summary>
    internal async Task<BackchannelResponse> SendAsync(Endpoint endpoint, FormParameters form, Activity? activity, CancellationToken cancellationToken)
    {
        var metadata = await Server.FindAsync(endpoint, cancellationToken).ConfigureAwait(false);
        var url = Server.UrlOf(endpoint, metadata, Authentication.Certificate is not null);
        ThrowIfUnsupported(endpoint, metadata);
        activity?.SetTag("server.address", url.Host);
        var authentication = new ClientAuthenticationRequest(url, Server.Issuer, form, _options.TimeProvider);
        await Authentication.ApplyAsync(authentication, cancellationToken).ConfigureAwait(false);
        var request = new BackchannelRequest(HttpMethod.Post, url, BackchannelRequest.TokenLimit)
        {
            Form = form,
            Authorization = authentication.Authorization,
        };
        var response = await _backchannel.SendAsync(request, cancellationToken).ConfigureAwait(false);
        activity?.SetTag("http.response.status_code", response.Status);
        return response;
    }

    // RFC 9700 sections 4.4 and 4.14: a code or refresh token goes to the server that it came from, and to no other.
    private void ThrowIfBoundElsewhere(TokenGrant grant)
    {
        if (grant.BoundTo is { } issuer && issuer != Server.Issuer)
        {
            throw new ArgumentException($"The grant belongs to the authorization server \"{ServerText.Clean(issuer)}\", and this client asks {(Server.Issuer is null ? "one whose issuer isn't known" : $"\"{Server.Issuer}\"")}. Nothing was sent.", nameof(grant));
        }
    }

    private static SocketsHttpHandler CreateApiHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        SslOptions = { EnabledSslProtocols = TlsVersions.Allowed },
    };

    // The configured method is never exchanged for another; a public client needn't be listed, and often isn't.
    private void ThrowIfUnsupported(Endpoint endpoint, ServerMetadata? metadata)
    {
        if (metadata is null || !Authentication.MustBeListed
            || (metadata.GetList(endpoint.AuthMethodsName) ?? metadata.GetList(MetadataNames.TokenEndpointAuthMethodsSupported)) is not { Count: > 0 } supported
            || supported.Contains(Authentication.Method))
        {
            return;
        }

        throw new OAuthException(
            OAuthFault.ClientAuthenticationUnsupported,
            $"The client is configured for {Authentication.Method}, but for its {endpoint.DisplayName} the metadata of the authorization server lists only {ServerText.Clean(string.Join(", ", supported))}. OAuthKit never falls back to another method by itself: configure one of these, if the client is registered for it.");
    }
}
