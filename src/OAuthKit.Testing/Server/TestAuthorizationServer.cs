using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>An OAuth 2 authorization server for tests, in memory or on a loopback port over https.</summary>
/// <remarks>
/// It has OpenID and RFC 8414 discovery, a JWKS, an authorization endpoint, a token endpoint with every grant, endpoints for devices, for the back channel, for
/// revocation, introspection, UserInfo and client registration, and every registered way of client authentication. It checks requests
/// as strictly as the specifications allow.
/// </remarks>
/// <example><code>
/// await using var server = new TestAuthorizationServer();
/// server.AddClient("orders-worker", "secret", "orders.read");
///
/// using var client = new OAuthClient(server.Issuer, ClientAuthentication.ClientSecretBasic("orders-worker", "secret"), new() { Handler = server.Handler });
/// var token = await client.RequestTokenAsync(new ClientCredentialsGrant { Scope = "orders.read" });
/// Assert.Equal(1, server.TokenRequests);
/// </code></example>
public sealed class TestAuthorizationServer : TestHost
{
    private readonly ConcurrentDictionary<string, TestClient> _clients = new(StringComparer.Ordinal);
    private readonly TestAuthorizationServerOptions _options;
    private readonly ServerEndpoints _endpoints;
    private readonly ConcurrentDictionary<string, TestUser> _users = new(StringComparer.Ordinal);
    private readonly OwnedKeys _ownedKeys = new();

    /// <summary>Makes a server in memory. It is ready at once.</summary>
    /// <param name="options">How it is set up; defaults where null.</param>
    public TestAuthorizationServer(TestAuthorizationServerOptions? options = null)
        : this(options ?? new(), inMemory: true)
    {
        Join();
    }

    private TestAuthorizationServer(TestAuthorizationServerOptions options, bool inMemory)
        : base(options, inMemory, sibling: null)
    {
        _options = options;
        IssuerPath = HostAddress.ValidatePath(options.IssuerPath);
        Personality = VendorPersonality.Of(options.Vendor);
        Tokens = new AccessTokens(Personality.Format(options.AccessTokenFormat), options.SigningKey ?? _ownedKeys.Add(TestSigningKey.CreateEs256()));
        Mutations = new ServerMutations(this);
        Tokens.Mutations = Mutations.AccessTokens;
        Jwts = new ClientJwts(this);
        SignIns = new SignInRequests(this);
        Issuance = new TokenIssuance(this);
        Assertions = new Assertions(this);
        Registrations = new ClientRegistrations(this);
        Dpop = new ServerDpop(this);
        _endpoints = new ServerEndpoints(this);
    }

    /// <summary>The issuer, exactly as metadata and tokens say it: in memory <c>https://login.test</c>, on loopback such as <c>https://127.0.0.1:40123</c>, and the issuer path.</summary>
    public string Issuer => _options.Vendor?.Issuer ?? Address + IssuerPath;

    /// <summary>The authorization endpoint, at <c>/authorize</c>.</summary>
    public AuthorizationEndpoint Authorization => _endpoints.Authorization;

    /// <summary>The pushed authorization request endpoint, at <c>/par</c>.</summary>
    public PushedAuthorizationEndpoint PushedAuthorization => _endpoints.PushedAuthorization;

    /// <summary>The end session endpoint, at <c>/end_session</c>, and what it tells clients of a logout.</summary>
    public EndSessionEndpoint EndSession => _endpoints.EndSession;

    /// <summary>The WebFinger document, at <c>/.well-known/webfinger</c>.</summary>
    public WebFingerEndpoint WebFinger => _endpoints.WebFinger;

    /// <summary>Changes that a test makes to what the server says: its metadata, callbacks, tokens and keys.</summary>
    public ServerMutations Mutations { get; }

    /// <summary>The token endpoint, at <c>/token</c>.</summary>
    public TokenEndpoint Token => _endpoints.Token;

    /// <summary>The device authorization endpoint, at <c>/device_authorization</c>, and the users who type its codes.</summary>
    public DeviceAuthorizationEndpoint DeviceAuthorization => _endpoints.DeviceAuthorization;

    /// <summary>The backchannel authentication endpoint, at <c>/backchannel_authentication</c>, and the users whom it asks.</summary>
    public BackchannelAuthenticationEndpoint BackchannelAuthentication => _endpoints.BackchannelAuthentication;

    /// <summary>The revocation endpoint, at <c>/revoke</c>.</summary>
    public RevocationEndpoint Revocation => _endpoints.Revocation;

    /// <summary>The introspection endpoint, at <c>/introspect</c>.</summary>
    public IntrospectionEndpoint Introspection => _endpoints.Introspection;

    /// <summary>The UserInfo endpoint, at <c>/userinfo</c>.</summary>
    public UserInfoEndpoint UserInfo => _endpoints.UserInfo;

    /// <summary>The client registration endpoint, at <c>/register</c>.</summary>
    public RegistrationEndpoint Registration => _endpoints.Registration;

    /// <summary>The client configuration endpoint, at <c>/register/{client_id}</c>.</summary>
    public ClientConfigurationEndpoint ClientConfiguration => _endpoints.ClientConfiguration;

    /// <summary>Whether a refresh token works once and is replaced by another with every use (<see href="https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2">RFC 9700 section 4.14.2</see>). A second use then revokes all tokens of its family.</summary>
    /// <value>Default: true. False keeps a refresh token in use, and answers name none.</value>
    public bool RotatesRefreshTokens { get; set; } = true;

    /// <summary>
    /// Whether the metadata of a loopback server name other addresses for clients that show a certificate (<c>mtls_endpoint_aliases</c>,
    /// <see href="https://www.rfc-editor.org/rfc/rfc8705#section-5">RFC 8705 section 5</see>): the same port by another name, so that
    /// <see cref="TestRequest.Uri"/> tells which was called.
    /// </summary>
    /// <value>Default: false.</value>
    public bool HasMtlsEndpointAliases { get; set; }

    /// <summary>Tokens that are bound to the key of a proof: what is demanded for them, and where.</summary>
    public ServerDpop Dpop { get; }

    /// <summary>How often a refresh token was used that had been replaced before.</summary>
    public int RefreshTokenReuses => Issuance.RefreshTokenReuses;

    /// <summary>The public keys, at <c>/jwks</c>.</summary>
    public JwksEndpoint Jwks => _endpoints.Jwks;

    /// <summary>The metadata at <c>/.well-known/openid-configuration</c>, after the issuer's path (OpenID Connect Discovery section 4).</summary>
    public MetadataEndpoint OpenIdDiscovery => _endpoints.OpenIdDiscovery;

    /// <summary>The metadata at <c>/.well-known/oauth-authorization-server</c>, before the issuer's path (<see href="https://www.rfc-editor.org/rfc/rfc8414#section-3">RFC 8414 section 3</see>).</summary>
    public MetadataEndpoint OAuthDiscovery => _endpoints.OAuthDiscovery;

    /// <summary>How many requests have come to the token endpoint.</summary>
    public int TokenRequests => Token.RequestCount;

    /// <summary>The access tokens issued so far: a snapshot.</summary>
    public IReadOnlyList<TestToken> IssuedTokens => Tokens.Issued;

    /// <summary>The key that signs now.</summary>
    public TestSigningKey SigningKey => Tokens.SigningKey;

    internal string IssuerPath { get; }

    internal VendorPersonality Personality { get; }

    /// <summary>Where the aliases are: <c>localhost</c>, or <c>127.0.0.1</c> where that is the server's own name.</summary>
    internal string MtlsAddress => $"https://{(BaseAddress.Host == "localhost" ? "127.0.0.1" : "localhost")}:{BaseAddress.Port}";

    internal AccessTokens Tokens { get; }

    internal TokenIssuance Issuance { get; }

    internal Assertions Assertions { get; }

    internal ClientJwts Jwts { get; }

    internal SignInRequests SignIns { get; }

    internal EncryptionKeys EncryptionKeys { get; } = new();

    internal SignInPageEndpoint SignInPage => _endpoints.SignInPage;

    /// <summary>What it can sign with for clients: its keys are made as they are needed, others are given by the test.</summary>
    internal IEnumerable<string> SigningAlgorithms => SignatureAlgorithm.All.Select(algorithm => algorithm.Name).Union(Tokens.Keys.Select(key => key.Algorithm));

    internal TrustedIssuers TrustedIssuers { get; } = new();

    internal ClientRegistrations Registrations { get; }

    internal IReadOnlyList<TestEndpoint> Endpoints => _endpoints.Table.All;

    internal TestAuthorizationServerOptions Options => _options;

    /// <summary>Starts a server on a free loopback port, over https unless the options say otherwise.</summary>
    /// <param name="options">How it is set up; defaults where null.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <returns>The server, ready for requests.</returns>
    public static async Task<TestAuthorizationServer> StartAsync(TestAuthorizationServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        var server = new TestAuthorizationServer(options, inMemory: false);
        await server.ListenAsync(options, cancellationToken).ConfigureAwait(false);
        return server;
    }

    /// <summary>Registers a client with a secret, or replaces the one of that identifier.</summary>
    /// <param name="clientId">Its identifier.</param>
    /// <param name="secret">Its secret; null makes it a public client.</param>
    /// <param name="scopes">The scopes that it may have; none given leaves them open.</param>
    /// <returns>The client.</returns>
    public TestClient AddClient(string clientId, string? secret = null, params string[] scopes)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        return AddClient(new TestClient(clientId, secret) { Scopes = scopes.Length == 0 ? null : scopes });
    }

    /// <summary>Registers a client, or replaces the one of that identifier.</summary>
    /// <param name="client">The client.</param>
    /// <returns>The client.</returns>
    public TestClient AddClient(TestClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return _clients[client.ClientId] = client;
    }

    /// <summary>Takes a client's registration away. Its tokens stay valid.</summary>
    /// <param name="clientId">Its identifier.</param>
    /// <returns>False where there was none.</returns>
    public bool RemoveClient(string clientId) => _clients.TryRemove(clientId, out _);

    /// <summary>Puts an endpoint of the test's own on the server.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path, from the root of the host, perhaps with placeholders such as <c>/users/{id}</c>.</param>
    /// <param name="respond">Makes the answer.</param>
    /// <returns>The endpoint, with a record and faults of its own.</returns>
    public TestEndpoint Map(string method, string path, Func<TestRequest, TestResponse> respond)
    {
        var endpoint = new MappedEndpoint(method, path, respond);
        _endpoints.Table.Add(endpoint);
        return endpoint;
    }

    /// <summary>Issues an access token without a request.</summary>
    /// <param name="clientId">The client that it is for.</param>
    /// <param name="scope">The scopes, separated by spaces; null for none.</param>
    /// <returns>The token's text.</returns>
    public string IssueAccessToken(string clientId, string? scope = null) => IssueAccessToken(new AccessTokenRequest { ClientId = clientId, Scope = scope });

    /// <summary>Issues an access token without a request.</summary>
    /// <param name="request">What it shall say.</param>
    /// <returns>The token's text.</returns>
    public string IssueAccessToken(AccessTokenRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Issuance.IssueAccessToken(request);
    }

    /// <summary>Issues an authorization code without an authorization request.</summary>
    /// <param name="code">What it shall stand for.</param>
    /// <returns>The code's text, which works once.</returns>
    public string IssueCode(TestAuthorizationCode code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return Issuance.IssueCode(code);
    }

    /// <summary>Issues a refresh token without a request.</summary>
    /// <param name="clientId">The client that it is for.</param>
    /// <param name="scope">The scopes, separated by spaces; null for none.</param>
    /// <param name="subject">The user.</param>
    /// <returns>The token's text.</returns>
    public string IssueRefreshToken(string clientId, string? scope = null, string subject = "alice") =>
        Issuance.IssueRefreshToken(new UserGrant(clientId, subject, ScopeText.Split(scope), audiences: []));

    /// <summary>Issues an ID token without a request, signed by the algorithm of the client.</summary>
    /// <param name="clientId">The client that it is for.</param>
    /// <param name="subject">The user.</param>
    /// <param name="nonce">The <c>nonce</c>; null leaves it out.</param>
    /// <returns>The token's text.</returns>
    /// <exception cref="ArgumentException">There is no such client.</exception>
    public string IssueIdToken(string clientId, string subject = "alice", string? nonce = null)
    {
        var client = FindClient(clientId) ?? throw new ArgumentException("There is no such client.", nameof(clientId));
        return IdTokens.Issue(this, client, new UserGrant(clientId, subject, scopes: [], audiences: [], nonce));
    }

    /// <summary>Makes a logout token for a client (<see href="https://openid.net/specs/openid-connect-backchannel-1_0.html#LogoutToken">Back-Channel Logout section 2.4</see>). <see cref="EndSessionEndpoint.NotifyAsync"/> posts one.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="subject">The user; null to name the session alone.</param>
    /// <param name="sessionId">The session; null for all of the user's.</param>
    /// <returns>The token's text.</returns>
    /// <exception cref="ArgumentException">There is no such client, or neither a user nor a session.</exception>
    public string CreateLogoutToken(string clientId, string? subject = null, string? sessionId = null) => LogoutTokens.Create(this, clientId, subject, sessionId);

    /// <summary>Lets a user go through an authorization request in a browser that isn't there.</summary>
    /// <param name="url">The address that the client sends the browser to.</param>
    /// <param name="user">What the user does; null for <see cref="AuthorizationEndpoint.SignIn"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What the browser brings back to the client.</returns>
    /// <exception cref="ArgumentException">The address isn't that of the authorization endpoint.</exception>
    /// <exception cref="InvalidOperationException">The server answered with a page, such as that of an error which the client can't be told; the message has its text.</exception>
    /// <exception cref="HttpRequestException">A fault failed the connection.</exception>
    public Task<TestCallback> SignInAsync(string url, TestSignIn? user = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(url);
        return BrowserlessSignIn.RunAsync(this, url, user, cancellationToken);
    }

    /// <summary>Makes a user known, or replaces the one of that subject. Others can be known by their <c>sub</c> alone.</summary>
    /// <param name="user">The user.</param>
    /// <returns>The user.</returns>
    public TestUser AddUser(TestUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return _users[user.Subject] = user;
    }

    /// <summary>Trusts the assertions of an issuer: JWTs for the JWT bearer grant and for token exchange where it has keys, SAML 2 assertions where it has none.</summary>
    /// <remarks>A client is trusted as the issuer of JWTs that its own registered keys, or its secret, have signed.</remarks>
    /// <param name="issuer">The issuer, as its assertions name it.</param>
    /// <param name="jwks">Its public keys: a JWK Set, or one JWK; null for an issuer of SAML 2 assertions, whose signatures aren't looked at.</param>
    public void TrustIssuer(string issuer, JsonObject? jwks = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(issuer);
        TrustedIssuers.Add(issuer, jwks);
    }

    /// <summary>Reads an access token: what it says, and whether this server issued it.</summary>
    /// <param name="accessToken">The token's text.</param>
    /// <returns>What it says; its <see cref="TestToken.IsGenuine"/> is false where this server didn't issue it. Expiry and revocation aren't looked at.</returns>
    public TestToken ReadAccessToken(string accessToken) => Tokens.Read(accessToken);

    /// <summary>Takes a token back: a <see cref="TestApi"/> refuses it from now on.</summary>
    /// <param name="accessToken">The token's text.</param>
    public void Revoke(string accessToken) => Revoke(ReadAccessToken(accessToken));

    /// <summary>Takes a token back: a <see cref="TestApi"/> refuses it from now on.</summary>
    /// <param name="token">The token, such as that of a recorded call.</param>
    public void Revoke(TestToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        Tokens.Revoke(token);
    }

    /// <summary>Takes back every token issued so far.</summary>
    public void RevokeAll()
    {
        foreach (var token in IssuedTokens)
        {
            Tokens.Revoke(token);
        }
    }

    /// <summary>Signs with another key from now on. The keys before it stay published.</summary>
    /// <param name="key">The key, which the caller disposes; null makes a new one for <c>ES256</c>.</param>
    /// <returns>The key that signs now.</returns>
    public TestSigningKey RotateSigningKey(TestSigningKey? key = null)
    {
        key ??= _ownedKeys.Add(TestSigningKey.CreateEs256());
        Tokens.Rotate(key);
        return key;
    }

    /// <summary>Publishes a key that signs what a client is registered for by its algorithm; all else stays with <see cref="SigningKey"/>.</summary>
    /// <param name="key">The key, which the caller disposes. It may have the <c>kid</c> of another.</param>
    /// <returns>The key.</returns>
    public TestSigningKey AddSigningKey(TestSigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        Tokens.Publish(key);
        return key;
    }

    /// <summary>Takes a key out of the published ones. What it signed can't be verified any more.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="InvalidOperationException">It is the key that signs now.</exception>
    public void RemoveSigningKey(TestSigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key == SigningKey)
        {
            throw new InvalidOperationException("The key signs now. Call RotateSigningKey first.");
        }

        Tokens.Remove(key);
    }

    /// <summary>Makes and publishes a key to which clients encrypt their request objects.</summary>
    /// <param name="algorithm">The <c>alg</c>: <c>RSA-OAEP</c>, <c>RSA-OAEP-256</c> or one of <c>ECDH-ES</c>.</param>
    /// <returns>The key, which the server disposes.</returns>
    /// <exception cref="ArgumentException">The algorithm is none of these.</exception>
    public TestEncryptionKey AddEncryptionKey(string algorithm = JoseNames.RsaOaep256)
    {
        var key = _ownedKeys.Add(new TestEncryptionKey(algorithm));
        EncryptionKeys.Add(key);
        return key;
    }

    /// <summary>The newest key of an algorithm, made and published where there is none.</summary>
    internal TestSigningKey KeyFor(string algorithm) => _ownedKeys.FindOrPublish(algorithm, Tokens);

    /// <summary>Whether an ID token is this server's own, by its keys or with the client's secret.</summary>
    internal bool HasSigned(SignedJwt jwt, TestClient client) =>
        jwt.Claims.ReadString(ClaimNames.Issuer) == Issuer && (jwt.IsSignedBy(Tokens.Keys) || jwt.IsSignedWith(client.Secret));

    internal TestUser? FindUser(string subject) => _users.GetValueOrDefault(subject);

    internal TestClient? FindClient(string clientId) => _clients.GetValueOrDefault(clientId);

    private protected override TestEndpoint? Find(TestRequest request, out string? allowedMethods) => _endpoints.Table.Find(request, out allowedMethods);

    private protected override void Close() => _ownedKeys.Dispose();
}
