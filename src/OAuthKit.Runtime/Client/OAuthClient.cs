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
    private static readonly IdTokenOptions _registeredByDefault = new();

    private readonly BackchannelOptions _options;
    private readonly ClientChannel _channel;
    private readonly bool _ownsServer;
    private readonly Lazy<TokenManager> _ownTokens;
    private readonly Lazy<HttpMessageHandler> _apiHandler = new(static () => ApiConnections.Create());
    private readonly Lazy<CertificateConnections> _apiConnections;
    private readonly ProfileRules? _rules;
    private ClientDpop? _profileDpop;

    /// <summary>A client at a server whose metadata is discovered when it is first needed. Nothing is sent yet.</summary>
    /// <param name="issuer">The issuer, exactly as the server names itself.</param>
    /// <param name="authentication">How the client authenticates.</param>
    /// <param name="options">How to talk to the server.</param>
    /// <exception cref="InvalidOperationException">The client authenticates by a certificate, and the options have a handler.</exception>
    /// <exception cref="ArgumentException">The issuer can't be one (<see href="https://www.rfc-editor.org/rfc/rfc8414#section-2">RFC 8414 section 2</see>).</exception>
    public OAuthClient(string issuer, ClientAuthentication authentication, BackchannelOptions? options = null)
        : this(new AuthorizationServer(issuer, options), authentication, options, ownsServer: true)
    {
    }

    /// <summary>A client at a server that others use as well, or whose metadata or endpoints are given. Nothing is sent yet.</summary>
    /// <param name="server">The server. It isn't disposed with the client.</param>
    /// <param name="authentication">How the client authenticates.</param>
    /// <param name="options">How to talk to the server.</param>
    /// <exception cref="InvalidOperationException">The client authenticates by a certificate, and the options have a handler.</exception>
    public OAuthClient(AuthorizationServer server, ClientAuthentication authentication, BackchannelOptions? options = null)
        : this(server, authentication, options, ownsServer: false)
    {
    }

    internal OAuthClient(AuthorizationServer server, ClientAuthentication authentication, BackchannelOptions? options, bool ownsServer)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(authentication);
        Server = server;
        _ownsServer = ownsServer;
        Authentication = authentication;
        _options = (options ?? new BackchannelOptions()).Copy();
        _channel = new ClientChannel(server, authentication, _options, authentication.Certificate);
        _ownTokens = new(() => new TokenManager(new TokenManagerOptions
        {
            TimeProvider = _options.TimeProvider,
            LoggerFactory = _options.LoggerFactory,
            MeterFactory = _options.MeterFactory,
        }));
        _apiConnections = new(() => new CertificateConnections(Certificate!, static identity => ApiConnections.Create(null, identity)));
        Logger = (_options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger<OAuthClient>();
        Telemetry = OAuthTelemetry.For(_options.MeterFactory);
    }

    /// <summary>The authorization server.</summary>
    public AuthorizationServer Server { get; }

    /// <summary>How the client authenticates.</summary>
    public ClientAuthentication Authentication { get; }

    /// <summary>The client identifier.</summary>
    public string ClientId => Authentication.ClientId;

    /// <summary>
    /// The certificate that the client shows in TLS, to the endpoints of its server and to its APIs
    /// (<see href="https://www.rfc-editor.org/rfc/rfc8705#section-3">RFC 8705 section 3</see>). Giving it says that the server binds
    /// the client's tokens to it: they are sent with it, or not at all. A client whose authentication has a certificate
    /// (<see cref="TlsClientAuth"/>, <see cref="SelfSignedTlsClientAuth"/>) shows that one, and may be given the same here to say so.
    /// </summary>
    /// <value>The default is that of <see cref="Authentication"/>; null where that has none.</value>
    /// <exception cref="ArgumentException">The authentication has another certificate.</exception>
    /// <exception cref="InvalidOperationException">The options have a handler.</exception>
    public ClientCertificate? Certificate
    {
        get => field ?? Authentication.Certificate;
        init
        {
            if (value is null)
            {
                return;
            }

            if (Authentication.Certificate is null)
            {
                _channel.Dispose();
                _channel = new ClientChannel(Server, Authentication, _options, value) { Rules = _rules };
            }
            else if (Authentication.Certificate.Identity != value.Identity)
            {
                throw new ArgumentException($"The client authenticates by a certificate ({Authentication.Certificate.Identity}), and its tokens can be bound to that one only: leave {nameof(Certificate)} out, or give the same.", nameof(value));
            }

            field = BoundCertificate = value;
        }
    }

    /// <summary>
    /// The security profile that the client keeps: it sets what the profile demands and the client doesn't say, and nothing is sent
    /// by a client that says something else; see <see cref="Validate"/>.
    /// </summary>
    /// <value>The default is <see cref="SecurityProfile.None"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">It isn't one of the profiles.</exception>
    public SecurityProfile Profile
    {
        get;
        init
        {
            _rules = ProfileRules.Of(value);
            _channel.Rules = _rules;
            field = value;
        }
    }

    /// <summary>
    /// Whether the server's <c>mtls_endpoint_aliases</c> are called though no certificate is known here (client metadata
    /// <c>use_mtls_endpoint_aliases</c>): where a handler or a sidecar of the caller's shows one. A client with a certificate calls
    /// them anyway (<see href="https://www.rfc-editor.org/rfc/rfc8705#section-5">RFC 8705 section 5</see>).
    /// </summary>
    /// <value>The default is false.</value>
    public bool UseMtlsEndpointAliases
    {
        get;
        init
        {
            field = value;
            _channel.UsesAliases = value || Certificate is not null;
        }
    }

    /// <summary>Parameters of every token request, part of the key under which tokens are kept. Those of a grant win.</summary>
    /// <value>The default is empty.</value>
    /// <exception cref="ArgumentException">A parameter is one that OAuthKit sets itself.</exception>
    public IReadOnlyDictionary<string, string> Parameters
    {
        get;
        init => field = ReservedParameters.Check(value);
    } = new Dictionary<string, string>(0);

    /// <summary>
    /// The resources that tokens and authorizations of this client are for
    /// (<see href="https://www.rfc-editor.org/rfc/rfc8707#section-2">RFC 8707 section 2</see>), part of the key under which tokens are
    /// kept. A grant or request that names resources of its own has those.
    /// </summary>
    /// <value>The default is empty; for a client of <see cref="ForResourceAsync(ProtectedResource, ClientAuthentication, CancellationToken)"/> it is the API.</value>
    /// <exception cref="ArgumentException">A resource isn't an absolute URI without a fragment.</exception>
    public IReadOnlyList<string> Resource
    {
        get;
        init => field = ResourceIndicator.Validate(value);
    } = [];

    /// <summary>What the API says of itself that this client was made for; null where it wasn't made for one.</summary>
    public ProtectedResourceMetadata? ProtectedResource { get; internal init; }

    /// <summary>
    /// The scope to ask for at the API that this client was made for: that of the API's challenge, else all that its metadata
    /// name. It isn't asked for by itself. Null where neither says anything.
    /// </summary>
    public string? ResourceScope { get; internal init; }

    /// <summary>Keeps and renews the tokens of this client.</summary>
    /// <value>The default is a manager of the client's own, which is disposed with it. One that is given isn't.</value>
    public TokenManager Tokens
    {
        get => field ?? _ownTokens.Value;
        init;
    }

    /// <summary>What the ID tokens of this client must be, as it is registered.</summary>
    /// <value>The default is signed by <c>RS256</c>, under a <see cref="Profile"/> by <c>PS256</c>, and not encrypted.</value>
    /// <exception cref="ArgumentException">The algorithm is HMAC and the client has no secret that is long enough, or it is one of another package whose verifier isn't given; or no decryption key is one for the algorithm of encryption.</exception>
    public IdTokenOptions IdTokens
    {
        get => field ?? _rules?.IdTokens ?? _registeredByDefault;
        init => field = RegisteredAlgorithm.Check(value ?? throw new ArgumentNullException(nameof(value)), Authentication);
    }

    /// <summary>How the answers of the UserInfo endpoint are signed and encrypted, where the client is registered for that (<c>userinfo_signed_response_alg</c>). Plain JSON is then refused.</summary>
    /// <value>The default, null, is plain JSON.</value>
    /// <exception cref="ArgumentException">As for <see cref="IdTokens"/>.</exception>
    public JwtResponseOptions? UserInfoResponses
    {
        get;
        init => field = RegisteredAlgorithm.Check(value, Authentication);
    }

    /// <summary>How authorization responses that are JWTs are signed and encrypted (<c>authorization_signed_response_alg</c>, <see href="https://openid.net/specs/oauth-v2-jarm-final.html#section-3">JARM section 3</see>).</summary>
    /// <value>The default, null, is signed by <c>RS256</c>, and not encrypted; under a <see cref="Profile"/> it is <c>PS256</c>.</value>
    /// <exception cref="ArgumentException">As for <see cref="IdTokens"/>.</exception>
    public JwtResponseOptions? AuthorizationResponses
    {
        get => field ?? _rules?.AuthorizationResponses;
        init => field = RegisteredAlgorithm.Check(value, Authentication);
    }

    /// <summary>
    /// Binds the client's tokens to a key, so that they are worth nothing to whoever takes them away
    /// (<see href="https://www.rfc-editor.org/rfc/rfc9449">RFC 9449</see>). Each request to the server and to an API then shows a
    /// proof of the key.
    /// </summary>
    /// <value>
    /// The default, null, asks for tokens that are bound to no key by DPoP. Under a <see cref="Profile"/> it is keys in memory, where
    /// the client shows no certificate.
    /// </value>
    public DpopOptions? Dpop
    {
        get => Prover?.Options;
        init
        {
            Prover = value is null ? null : new ClientDpop(value, _options.TimeProvider);
            if (value is { DangerouslyAcceptBearer: true })
            {
                TokenLog.BearerAccepted(Logger);
            }
        }
    }

    /// <summary>The keys and nonces of <see cref="Dpop"/>; null where it isn't used.</summary>
    internal ClientDpop? Prover
    {
        get => field ?? (Certificate is null ? ProfileDpop : null);
        private init;
    }

    /// <summary>What the profile demands of this client; null where it has none.</summary>
    internal ProfileRules? Rules => _rules;

    /// <summary>The way to the server, once the settings are checked.</summary>
    private ClientChannel Channel
    {
        get
        {
            _rules?.Check(this);
            return _channel;
        }
    }

    /// <summary>What a profile looks at.</summary>
    internal ProfileSubject ProfileSubject => new()
    {
        Profile = Profile,
        Authentication = Authentication,
        Issuer = Server.Issuer,
        HasGivenEndpoints = Server.HasGivenEndpoints,
        AllowsHttp = _options.DangerouslyAllowHttp || Server.AllowHttp,
        Dpop = Dpop,
        IdTokens = IdTokens,
        UserInfoResponses = UserInfoResponses,
        AuthorizationResponses = AuthorizationResponses,
    };

    private ClientDpop? ProfileDpop => _rules is null ? null
        : _profileDpop ?? Interlocked.CompareExchange(ref _profileDpop, _rules.CreateDpop(_options.TimeProvider), null) ?? _profileDpop;

    /// <summary>The authorization responses that were processed.</summary>
    internal UsedStates UsedStates => field ?? Interlocked.CompareExchange(ref field, new UsedStates(), null) ?? field;

    internal ILogger Logger { get; }

    internal OAuthTelemetry Telemetry { get; }

    internal BackchannelOptions Options => _options;

    /// <summary>The certificate to which the server is known to bind this client's tokens; null where nobody said so.</summary>
    internal ClientCertificate? BoundCertificate
    {
        // A profile takes no tokens that are bound to nothing.
        get => field ?? (Authentication.BindsTokens || (_rules is not null && Prover is null) ? Authentication.Certificate : null);
        private init;
    }

    /// <summary>The connections of APIs that see the certificate.</summary>
    internal CertificateConnections CertificateConnections => _apiConnections.Value;

    /// <summary>
    /// A client for an API that says itself which authorization server gives out its tokens
    /// (<see href="https://www.rfc-editor.org/rfc/rfc9728">RFC 9728</see>): finds the API's metadata, and takes from them the first
    /// server that <see cref="ProtectedResourceOptions"/> allow. Its grants are for this API (<see cref="Resource"/>).
    /// </summary>
    /// <param name="resource">The API. It isn't disposed with the client.</param>
    /// <param name="authentication">How the client authenticates, at whichever of the allowed servers it is.</param>
    /// <param name="cancellationToken">Ends the finding.</param>
    /// <returns>The client. The server has not been contacted yet.</returns>
    /// <exception cref="InvalidOperationException">No server is allowed at all. Nothing was sent.</exception>
    /// <exception cref="OAuthException">
    /// The API names no server that is allowed (<see cref="OAuthFault.IssuerNotAllowed"/>), takes tokens that the client doesn't
    /// send (<see cref="OAuthFault.ResourceTokenMethod"/>), or its metadata can't be had or aren't its. No server was contacted.
    /// </exception>
    /// <exception cref="HttpRequestException">The API can't be reached.</exception>
    public static Task<OAuthClient> ForResourceAsync(ProtectedResource resource, ClientAuthentication authentication, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(authentication);
        return ResourceClient.CreateAsync(resource, (_, _) => new(authentication), cancellationToken);
    }

    /// <summary>A client for an API, whose authentication depends on the server, or is made by registering there (<see cref="AuthorizationServer.RegisterAsync"/>).</summary>
    /// <param name="resource">The API. It isn't disposed with the client.</param>
    /// <param name="authenticate">Gives the authentication of the client at the server, which is an allowed one: one that was kept for its issuer, or that of a registration (<see cref="RegisteredClient.CreateAuthentication"/>).</param>
    /// <param name="cancellationToken">Ends the finding.</param>
    /// <inheritdoc cref="ForResourceAsync(ProtectedResource, ClientAuthentication, CancellationToken)"/>
    public static Task<OAuthClient> ForResourceAsync(ProtectedResource resource, Func<AuthorizationServer, CancellationToken, ValueTask<ClientAuthentication>> authenticate, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(authenticate);
        return ResourceClient.CreateAsync(resource, authenticate, cancellationToken);
    }

    /// <summary>
    /// Checks the settings of the client against its <see cref="Profile"/>. Nothing is sent. What is used first does the same, and
    /// a container when it starts.
    /// </summary>
    /// <exception cref="InvalidOperationException">There are settings that the profile doesn't allow. The message has all of them, with what to do about each.</exception>
    public void Validate() => _rules?.Check(this);

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
    public Task<TokenSet> RequestTokenAsync(TokenGrant grant, CancellationToken cancellationToken = default) =>
        _rules is not null ? _rules.RequestTokenAsync(this, grant, cancellationToken)
        : Authentication.Rotation is { } rotation ? RequestTokenAsync(rotation, grant, cancellationToken)
        : RequestCheckedTokenAsync(grant, cancellationToken);

    // Apart, so that the others don't pay for what it closes over. A profile has no secrets.
    private Task<TokenSet> RequestTokenAsync(ClientSecretRotation rotation, TokenGrant grant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grant);
        return rotation.RequestTokenAsync(grant, () => RequestCheckedTokenAsync(grant, cancellationToken));
    }

    /// <summary>A request that a profile has no objection to.</summary>
    internal Task<TokenSet> RequestCheckedTokenAsync(TokenGrant grant, CancellationToken cancellationToken) =>
        BoundCertificate is { } certificate ? certificate.RequestTokenAsync(this, grant, cancellationToken) : RequestUnboundTokenAsync(grant, cancellationToken);

    internal async Task<TokenSet> RequestUnboundTokenAsync(TokenGrant grant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grant);
        ThrowIfBoundElsewhere(grant);
        using var activity = OAuthTelemetry.StartTokenRequest(grant.GrantType, Authentication.Method);
        var started = Telemetry.Start(_options.TimeProvider);
        string? error = null;
        try
        {
            if (Server.Issuer is null && TokenResponseIdToken.IsRequired(grant))
            {
                throw IdTokenValidator.UnknownIssuer();
            }

            grant = WithOwnResource(grant);
            ValueTask<BackchannelResponse> sending;
            if (ProverOf(grant) is { } prover)
            {
                sending = prover.Requests.SendTokenRequestAsync(this, Channel, grant, activity, cancellationToken);
            }
            else
            {
                var form = grant.BuildForm(Parameters);
                await grant.AddFreshParametersAsync(form, this, cancellationToken).ConfigureAwait(false);
                sending = _channel.SendAsync(await _channel.PrepareAsync(Endpoint.Token, form, Wire.Json, null, activity, cancellationToken).ConfigureAwait(false), cancellationToken);
            }

            using var response = await sending.ConfigureAwait(false);
            activity?.SetTag("http.response.status_code", response.Status);
            var tokens = TokenEndpoint.Read(response, grant, Server.Issuer, _options.TimeProvider, ProverOf(grant), Dpop);
            tokens = await grant.UseIdTokenAsync(tokens, this, cancellationToken).ConfigureAwait(false);
            if (Logger.IsEnabled(LogLevel.Debug))
            {
                TokenLog.Obtained(Logger, grant.GrantType, tokens.ExpiresIn);
            }

            return tokens;
        }
        catch (Exception e)
        {
            error = OAuthTelemetry.ErrorType(e);
            // A user who hasn't decided yet is no failure that a trace should be searched for.
            if (!PollFault.IsWaiting(e))
            {
                activity?.SetStatus(ActivityStatusCode.Error);
            }

            activity?.SetTag("error.type", error);
            TokenLog.NotObtained(Logger, grant.GrantType, error);
            throw;
        }
        finally
        {
            Telemetry.TokenRequested(_options.TimeProvider, started, grant.GrantType, Authentication.Method, error);
        }
    }

    /// <summary>
    /// Begins a login or an authorization in the user's browser: makes the URL to send it to, and what to remember until the
    /// response comes (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.1">RFC 6749 section 4.1.1</see>). The
    /// authorization endpoint itself isn't asked; where the request is pushed, the server gets it here.
    /// </summary>
    /// <param name="request">What to ask for.</param>
    /// <param name="cancellationToken">Ends the request to the server, where one is made.</param>
    /// <returns>The URL, for one use, and the transaction.</returns>
    /// <exception cref="InvalidOperationException">The options contradict each other, or need an issuer that isn't known. Nothing was sent.</exception>
    /// <exception cref="OAuthServerException">The server refused what was pushed. Nobody is sent anywhere.</exception>
    /// <exception cref="OAuthException">The server doesn't support the request, or its metadata or answer breaks the protocol; see <see cref="OAuthException.Code"/>.</exception>
    /// <exception cref="HttpRequestException">The server can't be reached.</exception>
    public Task<AuthorizationStart> StartAuthorizationAsync(AuthorizationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return AuthorizationStarter.StartAsync(this, request, cancellationToken);
    }

    /// <summary>
    /// Checks an authorization response against its transaction, each once. Nothing of it is sent to the server; keys may be
    /// fetched, where the response is signed or brings an ID token.
    /// </summary>
    /// <param name="transaction">The transaction, of the same browser.</param>
    /// <param name="callback">The response, as it arrived.</param>
    /// <param name="cancellationToken">Ends the fetching of keys.</param>
    /// <returns>What the response brought.</returns>
    /// <exception cref="OAuthServerException">The user or the server said no, with an error of the authorization endpoint.</exception>
    /// <exception cref="OAuthException">The response isn't the one to this request, or breaks the protocol; see <see cref="OAuthException.Code"/>.</exception>
    /// <exception cref="HttpRequestException">The server's keys can't be reached.</exception>
    public Task<AuthorizationResponse> ValidateCallbackAsync(AuthorizationTransaction transaction, AuthorizationCallback callback, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(callback);
        return CallbackValidator.ValidateAsync(this, transaction, callback, cancellationToken);
    }

    /// <summary>
    /// Checks an authorization response (<see cref="ValidateCallbackAsync"/>), and exchanges its code for tokens
    /// (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3">RFC 6749 section 4.1.3</see>), once. Where
    /// <c>openid</c> was asked for, <see cref="TokenSet.IdToken"/> says who has signed in.
    /// </summary>
    /// <param name="transaction">The transaction, of the same browser.</param>
    /// <param name="callback">The response, as it arrived.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>The tokens.</returns>
    /// <exception cref="InvalidOperationException">The request asked for no code. Nothing was sent.</exception>
    /// <exception cref="OAuthServerException">The user or the server said no, at the authorization endpoint or at the token endpoint.</exception>
    /// <exception cref="OAuthException">The response isn't the one to this request, or an answer breaks the protocol; see <see cref="OAuthException.Code"/>.</exception>
    /// <exception cref="HttpRequestException">The server can't be reached. The code can't be used again.</exception>
    public async Task<TokenSet> CompleteAuthorizationAsync(AuthorizationTransaction transaction, AuthorizationCallback callback, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        if (!transaction.Expected.HasCode)
        {
            throw new InvalidOperationException($"The response type \"{transaction.ResponseType}\" brings no code to exchange: use {nameof(ValidateCallbackAsync)}.");
        }

        var response = await ValidateCallbackAsync(transaction, callback, cancellationToken).ConfigureAwait(false);
        return await RequestTokenAsync(response.ToGrant(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Signs the user of a native application in: opens a browser, awaits the callback on a loopback address of this machine, and
    /// gets the tokens (<see href="https://www.rfc-editor.org/rfc/rfc8252">RFC 8252</see>).
    /// </summary>
    /// <param name="createRequest">Makes the request for the redirect URI that it is given, which has the port of this sign-in.</param>
    /// <param name="options">Which browser, which address, how long; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the sign-in and closes the port.</param>
    /// <returns>The tokens.</returns>
    /// <exception cref="InvalidOperationException">The request has another redirect URI, or a response mode that puts the answer into the fragment.</exception>
    /// <exception cref="OAuthServerException">The user or the server said no.</exception>
    /// <exception cref="OAuthException">
    /// No browser could be opened (<see cref="OAuthFault.BrowserUnavailable"/>), no port
    /// (<see cref="OAuthFault.LoopbackUnavailable"/>), the user didn't come back in time
    /// (<see cref="OAuthFault.AuthorizationExpired"/>), or an answer breaks the protocol.
    /// </exception>
    /// <exception cref="HttpRequestException">The server can't be reached.</exception>
    public Task<TokenSet> SignInAsync(Func<string, AuthorizationRequest> createRequest, NativeSignInOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(createRequest);
        return NativeSignIn.RunAsync(this, createRequest, options ?? new NativeSignInOptions(), cancellationToken);
    }

    /// <summary>
    /// Makes the address at which the user's session at the server ends
    /// (<see href="https://openid.net/specs/openid-connect-rpinitiated-1_0.html#RPLogout">RP-Initiated Logout section 2</see>).
    /// End the application's own session first. The address is for the browser, and isn't called from here.
    /// </summary>
    /// <param name="request">What to say.</param>
    /// <param name="cancellationToken">Ends the finding of the address.</param>
    /// <returns>The address, and what its return has to carry.</returns>
    /// <exception cref="OAuthException">The server has no <c>end_session_endpoint</c> (<see cref="OAuthFault.MetadataMemberMissing"/>), or its metadata can't be had; or the ID token of the hint can't be decrypted.</exception>
    /// <exception cref="HttpRequestException">The server can't be reached.</exception>
    public async Task<LogoutStart> StartLogoutAsync(LogoutRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var metadata = await Server.FindAsync(Endpoint.EndSession, cancellationToken).ConfigureAwait(false);
        return LogoutUrl.Create(Server.UrlOf(Endpoint.EndSession, metadata), request, ClientId, IdTokens);
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
    public Task<DeviceAuthorization> StartDeviceAuthorizationAsync(DeviceAuthorizationRequest request, CancellationToken cancellationToken = default) =>
        DeviceAuthorizationEndpoint.AskAsync(this, request, cancellationToken);

    /// <summary>
    /// Asks the server to have a user confirm on a device of theirs, without a browser at hand
    /// (<see href="https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#auth_request">CIBA
    /// section 7.1</see>). Wait for the tokens with a <see cref="TokenPoller"/>.
    /// </summary>
    /// <param name="request">Whom to ask, and for what.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The reference to the request that the user now sees.</returns>
    /// <exception cref="ArgumentException">The request doesn't name the user in exactly one way, or sets a parameter twice.</exception>
    /// <exception cref="InvalidOperationException">The client is a public one, which can't ask this; or a signed request has a symmetric key, or a server without an issuer.</exception>
    /// <exception cref="OAuthServerException">The server refused.</exception>
    /// <exception cref="OAuthException">The server's metadata or answer breaks the protocol; see <see cref="OAuthException.Code"/>.</exception>
    /// <exception cref="HttpRequestException">The server can't be reached.</exception>
    public Task<BackchannelAuthentication> StartBackchannelAuthenticationAsync(BackchannelAuthenticationRequest request, CancellationToken cancellationToken = default) =>
        BackchannelAuthenticationEndpoint.AskAsync(this, request, cancellationToken);

    /// <summary>
    /// Has an access token revoked (<see href="https://www.rfc-editor.org/rfc/rfc7009#section-2.1">RFC 7009 section 2.1</see>).
    /// A token that the server doesn't know counts as revoked. The token stays in <see cref="Tokens"/>, where it is kept there:
    /// see <see cref="ForgetAndRevokeAsync"/>.
    /// </summary>
    /// <param name="token">The token.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>A task that ends when the server has confirmed.</returns>
    /// <exception cref="OAuthServerException">The server refused; with <c>unsupported_token_type</c>, because it doesn't revoke such tokens.</exception>
    /// <exception cref="OAuthException">The server's metadata or answer breaks the protocol, or it is out of order: the token is still valid then, and <see cref="OAuthException.RetryAt"/> says when to try again, where the server did.</exception>
    /// <exception cref="HttpRequestException">The server can't be reached. The token may still be valid.</exception>
    public Task RevokeAsync(AccessToken token, CancellationToken cancellationToken = default) => Revocation.AskAsync(this, token, null, cancellationToken);

    /// <summary>Has an access token revoked, with further parameters for a server that wants some (<see href="https://www.rfc-editor.org/rfc/rfc7009#section-2.1">RFC 7009 section 2.1</see>).</summary>
    /// <param name="token">The token.</param>
    /// <param name="parameters">The further parameters, which must not be those that OAuthKit sets.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="ArgumentException">A parameter is one that OAuthKit sets itself. Nothing was sent.</exception>
    /// <inheritdoc cref="RevokeAsync(AccessToken, CancellationToken)"/>
    public Task RevokeAsync(AccessToken token, IReadOnlyDictionary<string, string> parameters, CancellationToken cancellationToken = default) =>
        Revocation.AskAsync(this, token, ReservedParameters.Check(parameters), cancellationToken);

    /// <summary>Has a refresh token revoked, and with it the access tokens that came of it, where the server does that (<see href="https://www.rfc-editor.org/rfc/rfc7009#section-2.1">RFC 7009 section 2.1</see>).</summary>
    /// <inheritdoc cref="RevokeAsync(AccessToken, CancellationToken)"/>
    public Task RevokeAsync(RefreshToken token, CancellationToken cancellationToken = default) => Revocation.AskAsync(this, token, null, cancellationToken);

    /// <summary>Has a refresh token revoked, with further parameters for a server that wants some (<see href="https://www.rfc-editor.org/rfc/rfc7009#section-2.1">RFC 7009 section 2.1</see>).</summary>
    /// <inheritdoc cref="RevokeAsync(AccessToken, IReadOnlyDictionary{string, string}, CancellationToken)"/>
    public Task RevokeAsync(RefreshToken token, IReadOnlyDictionary<string, string> parameters, CancellationToken cancellationToken = default) =>
        Revocation.AskAsync(this, token, ReservedParameters.Check(parameters), cancellationToken);

    /// <summary>
    /// Has the refresh token revoked, where there is one, and then the access token. Once the refresh token is revoked, a
    /// server that doesn't revoke access tokens (<c>unsupported_token_type</c>) is no error: the token ends by itself.
    /// </summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <inheritdoc cref="RevokeAsync(AccessToken, CancellationToken)"/>
    public Task RevokeAsync(TokenSet tokens, CancellationToken cancellationToken = default) => Revocation.AskAsync(this, tokens, cancellationToken);

    /// <summary>
    /// Drops what is kept for a policy, and then has it revoked. It is gone from here whatever the server says: a failure is
    /// thrown after that (<see href="https://www.rfc-editor.org/rfc/rfc7009#section-2.2.1">RFC 7009 section 2.2.1</see>).
    /// </summary>
    /// <param name="policy">Which token. Where none is kept, nothing is sent.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <inheritdoc cref="RevokeAsync(AccessToken, CancellationToken)"/>
    public Task ForgetAndRevokeAsync(TokenPolicy policy, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return (policy.Manager ?? Tokens).Take(policy) is { } tokens ? RevokeAsync(tokens, cancellationToken) : Task.CompletedTask;
    }

    /// <summary>
    /// Asks the server what an access token is worth
    /// (<see href="https://www.rfc-editor.org/rfc/rfc7662#section-2">RFC 7662 section 2</see>), anew each time; see
    /// <see cref="IntrospectionCache"/> for answers that are kept.
    /// </summary>
    /// <param name="token">The token.</param>
    /// <param name="options">How to ask. The default authenticates the client and takes plain JSON.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>What the server says. Look at <see cref="Introspection.IsActive"/> first.</returns>
    /// <exception cref="InvalidOperationException">The client has no authentication of its own, and no token that stands in for it was given.</exception>
    /// <exception cref="OAuthServerException">The server refused.</exception>
    /// <exception cref="OAuthException">
    /// The token is bound to a certificate or key, and <see cref="IntrospectionOptions.Proof"/> isn't the proof of it
    /// (<see cref="OAuthFault.SenderProofMissing"/>, <see cref="OAuthFault.SenderProofMismatch"/>); or the server's metadata or answer
    /// breaks the protocol. Treat the token as invalid.
    /// </exception>
    /// <exception cref="HttpRequestException">The server can't be reached.</exception>
    public async Task<Introspection> IntrospectAsync(AccessToken token, IntrospectionOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= IntrospectionOptions.Default;
        var answer = await IntrospectUncheckedAsync(token, options, cancellationToken).ConfigureAwait(false);
        answer.CheckSender(options.Proof);
        return answer;
    }

    /// <summary>Asks the server what a refresh token is worth (<see href="https://www.rfc-editor.org/rfc/rfc7662#section-2">RFC 7662 section 2</see>).</summary>
    /// <inheritdoc cref="IntrospectAsync(AccessToken, IntrospectionOptions, CancellationToken)"/>
    public Task<Introspection> IntrospectAsync(RefreshToken token, IntrospectionOptions? options = null, CancellationToken cancellationToken = default) =>
        IntrospectionEndpoint.AskAsync(this, Channel, token, options ?? IntrospectionOptions.Default, cancellationToken);

    /// <summary>
    /// Asks for claims about the user who authorized an access token
    /// (<see href="https://openid.net/specs/openid-connect-core-1_0.html#UserInfo">OpenID Connect Core section 5.3</see>). The
    /// token is the only credential that is sent.
    /// </summary>
    /// <param name="accessToken">The token, which needs the scope <c>openid</c>.</param>
    /// <param name="expectedSubject">
    /// The <c>sub</c> of the validated ID token: an answer about anybody else is refused. Null only where there is no ID token;
    /// the claims then say who the token is of, and nothing about who has signed in.
    /// </param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The claims.</returns>
    /// <exception cref="OAuthServerException">The server refused the token, for example with <c>invalid_token</c> or <c>insufficient_scope</c>.</exception>
    /// <exception cref="OAuthException">The server's metadata or answer breaks the protocol, or is about another subject; see <see cref="OAuthException.Code"/>.</exception>
    /// <exception cref="HttpRequestException">The server can't be reached.</exception>
    public async Task<UserInfo> GetUserInfoAsync(AccessToken accessToken, string? expectedSubject, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(accessToken);
        using var response = await Channel.SendWithTokenAsync(Endpoint.UserInfo, accessToken, null, UserInfoEndpoint.AcceptOf(UserInfoResponses), cancellationToken).ConfigureAwait(false);
        return await UserInfoEndpoint.ReadAsync(response, expectedSubject, this, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks for claims about the user who authorized an access token (<see href="https://openid.net/specs/openid-connect-core-1_0.html#UserInfo">OpenID Connect Core section 5.3</see>).</summary>
    /// <param name="tokens">The tokens, whose access token needs the scope <c>openid</c>.</param>
    /// <param name="expectedSubject">The <c>sub</c> of the validated ID token, or null where there is none.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <inheritdoc cref="GetUserInfoAsync(AccessToken, string, CancellationToken)"/>
    public Task<UserInfo> GetUserInfoAsync(TokenSet tokens, string? expectedSubject, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        return GetUserInfoAsync(tokens.AccessToken, expectedSubject, cancellationToken);
    }

    /// <summary>Asks for claims about the user who has signed in: an answer about anybody else than the subject of their ID token is refused (<see href="https://openid.net/specs/openid-connect-core-1_0.html#UserInfo">OpenID Connect Core section 5.3</see>).</summary>
    /// <param name="tokens">The tokens of the login, with <see cref="TokenSet.IdToken"/> among them.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="ArgumentException">There is no validated ID token among them, as after they were kept and read again. Give the expected subject.</exception>
    /// <inheritdoc cref="GetUserInfoAsync(AccessToken, string, CancellationToken)"/>
    public Task<UserInfo> GetUserInfoAsync(TokenSet tokens, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var idToken = tokens.IdToken ?? throw new ArgumentException("There is no validated ID token among the tokens, so nobody knows whose claims are expected. Give the subject that was kept with the session, or null where none is known.", nameof(tokens));
        return GetUserInfoAsync(tokens.AccessToken, idToken.Subject, cancellationToken);
    }

    /// <summary>
    /// Validates an ID token (<see href="https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation">OpenID Connect
    /// Core section 3.1.3.7</see>) by <see cref="IdTokens"/>. Those of token responses are validated without it.
    /// </summary>
    /// <param name="idToken">The ID token, as it came.</param>
    /// <param name="expectations">What it must answer to. The default is an authentication request without a nonce.</param>
    /// <param name="cancellationToken">Ends the fetching of the server's keys.</param>
    /// <returns>Its claims.</returns>
    /// <exception cref="InvalidOperationException">The issuer of the server isn't known; or the token comes by the browser and no nonce is given.</exception>
    /// <exception cref="OAuthException">The token isn't valid, or the server's keys can't be had; see <see cref="OAuthException.Code"/>.</exception>
    /// <exception cref="HttpRequestException">The server can't be reached.</exception>
    public Task<IdToken> ValidateIdTokenAsync(EncodedIdToken idToken, IdTokenExpectations? expectations = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(idToken);
        return IdTokenValidator.ValidateAsync(idToken, expectations ?? new(), this, cancellationToken);
    }

    /// <summary>Closes the connections of this client. A server, handler or token manager that was given isn't disposed.</summary>
    public void Dispose()
    {
        _channel.Dispose();
        Prover?.Dispose();
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

        if (_apiConnections.IsValueCreated)
        {
            _apiConnections.Value.Dispose();
        }
    }

    /// <summary>The connections of an API client made without a container; they end with this client. A certificate is shown to the API's origins only.</summary>
    internal HttpMessageHandler CreateApiHandler(Uri baseAddress, IEnumerable<Uri> allowedOrigins) =>
        Certificate is null ? _apiHandler.Value : new MutualTlsHandler(CertificateConnections, new ApiOrigins(baseAddress, allowedOrigins, allowLoopbackHttp: false));

    /// <summary>What the server says of an access token, whoever sent it.</summary>
    internal Task<Introspection> IntrospectUncheckedAsync(AccessToken token, IntrospectionOptions options, CancellationToken cancellationToken) =>
        IntrospectionEndpoint.AskAsync(this, Channel, token, options, cancellationToken);

    /// <inheritdoc cref="ClientChannel.SendAsync(Endpoint, FormParameters, string, DpopExchange?, Activity?, CancellationToken)"/>
    internal ValueTask<BackchannelResponse> SendAsync(Endpoint endpoint, FormParameters form, Activity? activity, CancellationToken cancellationToken) =>
        Channel.SendAsync(endpoint, form, Wire.Json, null, activity, cancellationToken);

    /// <summary>A request about a token, which shows a proof of the token's key, else of the client's, where the server takes such.</summary>
    internal ValueTask<BackchannelResponse> SendAsync(Endpoint endpoint, Secret token, Func<FormParameters> createForm, string accept, CancellationToken cancellationToken) =>
        ((token as AccessToken)?.Dpop ?? Prover?.Prover) is { } prover
            ? prover.Requests.SendIfTakenAsync(Channel, endpoint, createForm, accept, cancellationToken)
            : Channel.SendAsync(endpoint, createForm(), accept, null, null, cancellationToken);

    /// <inheritdoc cref="DpopRequests.SendAsync(ClientChannel, Endpoint, Func{Task{FormParameters}}, string, Activity?, CancellationToken)"/>
    internal ValueTask<BackchannelResponse> SendAsync(Endpoint endpoint, Func<Task<FormParameters>> createForm, DpopProver prover, CancellationToken cancellationToken) =>
        prover.Requests.SendAsync(Channel, endpoint, createForm, Wire.Json, null, cancellationToken);

    // RFC 9449 section 5: what continues a sign-in shows the key of that sign-in; all else that of the client.
    private DpopProver? ProverOf(TokenGrant grant) => grant.Dpop is { } prover ? Prover?.Adopt(prover) ?? prover : Prover?.Prover;

    /// <summary>The grant, for the resources of this client where it names none.</summary>
    internal TokenGrant WithOwnResource(TokenGrant grant) => Resource.Count > 0 ? grant.WithDefaults(null, Resource, null) : grant;

    // RFC 9700 sections 4.4 and 4.14: a code or refresh token goes to the server that it came from, and to no other.
    private void ThrowIfBoundElsewhere(TokenGrant grant)
    {
        if (grant.BoundTo is { } issuer && issuer != Server.Issuer)
        {
            throw new ArgumentException($"The grant belongs to the authorization server \"{ServerText.Clean(issuer)}\", and this client asks {(Server.Issuer is null ? "one whose issuer isn't known" : $"\"{Server.Issuer}\"")}. Nothing was sent.", nameof(grant));
        }
    }
}
