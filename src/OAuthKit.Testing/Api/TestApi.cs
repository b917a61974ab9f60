using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>An API for tests, protected by the access tokens of a <see cref="TestAuthorizationServer"/>, in memory or on a loopback port over https.</summary>
/// <remarks>It checks the signature, the issuer, the expiry by its clock, revocation, the certificate or the proof of the key that the token is bound to, the audience where one is set, and the scope of the route; it answers as <see href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750 section 3</see> says.</remarks>
/// <example><code>
/// await using var api = new TestApi(server);
/// api.MapGet("/orders/{id}", request => new JsonObject { ["id"] = request.Route["id"] }).RequireScope("orders.read");
/// api.MapGet("/ping", _ => "pong").AllowAnonymous();
/// </code></example>
public sealed class TestApi : TestHost
{
    private readonly EndpointTable _routes = new();

    /// <summary>Makes an API in memory, on the network of its authorization server. It is ready at once.</summary>
    /// <param name="server">Whose tokens it accepts.</param>
    /// <param name="options">How it is set up; defaults where null.</param>
    public TestApi(TestAuthorizationServer server, TestApiOptions? options = null)
        : this(server, options ?? new(), inMemory: true)
    {
        Join();
    }

    private TestApi(TestAuthorizationServer server, TestApiOptions options, bool inMemory)
        : base(options, inMemory, server)
    {
        ArgumentNullException.ThrowIfNull(server);
        Server = server;
        Options = options;
    }

    /// <summary>Whose tokens it accepts.</summary>
    public TestAuthorizationServer Server { get; }

    /// <summary>The nonce that proofs of keys must have (<see href="https://www.rfc-editor.org/rfc/rfc9449#section-9">RFC 9449 section 9</see>). Another value is demanded from the next call on.</summary>
    /// <value>Default: null, none.</value>
    public string? DpopNonce { get; set; }

    internal TestApiOptions Options { get; }

    /// <summary>Starts an API on a free loopback port, over https unless the options say otherwise, with a certificate of the authority of its authorization server.</summary>
    /// <param name="server">Whose tokens it accepts.</param>
    /// <param name="options">How it is set up; defaults where null.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <returns>The API, ready for requests.</returns>
    public static async Task<TestApi> StartAsync(TestAuthorizationServer server, TestApiOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        var api = new TestApi(server, options, inMemory: false);
        await api.ListenAsync(options, cancellationToken).ConfigureAwait(false);
        return api;
    }

    /// <summary>Adds a route. A route that fits the same requests as one before it replaces it.</summary>
    /// <param name="method">The HTTP method, in capitals.</param>
    /// <param name="pattern">The path, perhaps with placeholders such as <c>/orders/{id}</c>.</param>
    /// <param name="respond">Makes the answer. An exception of its own reaches the caller in memory, and is a 500 on loopback.</param>
    /// <returns>The route, which wants a valid token until <see cref="ApiRoute.AllowAnonymous"/>.</returns>
    public ApiRoute Map(string method, string pattern, TestRequestHandler respond)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(respond);
        var route = new ApiRoute(this, method, pattern, respond);
        _routes.Add(route);
        return route;
    }

    /// <summary>Adds a route that answers in JSON; null is an answer 204 without a body.</summary>
    /// <param name="method">The HTTP method, in capitals.</param>
    /// <param name="pattern">The path, perhaps with placeholders such as <c>/orders/{id}</c>.</param>
    /// <param name="respond">Makes the value of the body.</param>
    /// <returns>The route.</returns>
    public ApiRoute Map(string method, string pattern, Func<TestRequest, JsonNode?> respond)
    {
        ArgumentNullException.ThrowIfNull(respond);
        return Map(method, pattern, (request, _) => new(respond(request) is { } json ? TestResponse.Json(json) : TestResponse.Empty()));
    }

    /// <summary>Adds a route with an answer of any kind.</summary>
    /// <param name="method">The HTTP method, in capitals.</param>
    /// <param name="pattern">The path, perhaps with placeholders such as <c>/orders/{id}</c>.</param>
    /// <param name="respond">Makes the answer.</param>
    /// <returns>The route.</returns>
    public ApiRoute Map(string method, string pattern, Func<TestRequest, TestResponse> respond)
    {
        ArgumentNullException.ThrowIfNull(respond);
        return Map(method, pattern, (request, _) => new(respond(request)));
    }

    /// <summary>Adds a route for GET that answers in JSON.</summary>
    /// <param name="pattern">The path, perhaps with placeholders such as <c>/orders/{id}</c>.</param>
    /// <param name="respond">Makes the value of the body.</param>
    /// <returns>The route.</returns>
    public ApiRoute MapGet(string pattern, Func<TestRequest, JsonNode?> respond) => Map("GET", pattern, respond);

    /// <summary>Adds a route for GET with an answer of any kind.</summary>
    /// <param name="pattern">The path, perhaps with placeholders such as <c>/orders/{id}</c>.</param>
    /// <param name="respond">Makes the answer.</param>
    /// <returns>The route.</returns>
    public ApiRoute MapGet(string pattern, Func<TestRequest, TestResponse> respond) => Map("GET", pattern, respond);

    /// <summary>Adds a route for POST that answers in JSON.</summary>
    /// <param name="pattern">The path, perhaps with placeholders such as <c>/orders/{id}</c>.</param>
    /// <param name="respond">Makes the value of the body.</param>
    /// <returns>The route.</returns>
    public ApiRoute MapPost(string pattern, Func<TestRequest, JsonNode?> respond) => Map("POST", pattern, respond);

    /// <summary>Adds a route for POST with an answer of any kind.</summary>
    /// <param name="pattern">The path, perhaps with placeholders such as <c>/orders/{id}</c>.</param>
    /// <param name="respond">Makes the answer.</param>
    /// <returns>The route.</returns>
    public ApiRoute MapPost(string pattern, Func<TestRequest, TestResponse> respond) => Map("POST", pattern, respond);

    /// <summary>Takes a token back: the API refuses it from now on.</summary>
    /// <param name="accessToken">The token's text.</param>
    public void Revoke(string accessToken) => Server.Revoke(accessToken);

    /// <summary>Takes a token back: the API refuses it from now on.</summary>
    /// <param name="token">The token, such as that of a recorded call.</param>
    public void Revoke(TestToken token) => Server.Revoke(token);

    /// <summary>Answers the next call with 401 and <c>invalid_token</c>, whatever its token.</summary>
    public void RefuseOnce() => Next(RefuseToken());

    /// <summary>Answers every call with 401 and <c>invalid_token</c>, whatever its token.</summary>
    /// <returns>The fault at work; disposing it takes it back.</returns>
    public ScriptedFault RefuseAlways() => Always(RefuseToken());

    private protected override void Receive(TestRequest request)
    {
        if (SentToken.Read(request) is { } text)
        {
            request.Token = Server.ReadAccessToken(text);
        }
    }

    private protected override TestEndpoint? Find(TestRequest request, out string? allowedMethods) => _routes.Find(request, out allowedMethods);

    private Fault RefuseToken() => Fault.Respond(_ => Challenge.InvalidToken(Options.Realm, "The token was refused by the test."));
}
