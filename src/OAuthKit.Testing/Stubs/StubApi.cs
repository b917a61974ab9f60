using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>
/// Answers the requests of generated clients in place of their APIs, with tokens that are fakes: no authorization server, no
/// network. A request without an answer is an <see cref="InvalidOperationException"/> that says which. Like any
/// <see cref="TestTarget"/> it has a record of the requests, and faults.
/// </summary>
/// <example><code>
/// var api = services.UseFakeTokens();
/// api.MapGet("/orders/{id}", request => new JsonObject { ["id"] = 42 });
/// // ...
/// Assert.Equal("orders.read", api.Requests[0].RequestedToken!.Scope);
/// </code></example>
public sealed class StubApi : TestTarget
{
    private readonly EndpointTable _routes = new();
    private readonly ConcurrentDictionary<string, RequestedToken> _tokens = new(StringComparer.Ordinal);
    private readonly Lazy<DpopKey> _key = new(static () => DpopKey.Create());
    private Func<TestRequest, TestResponse?> _answer = static _ => null;
    private int _issued;

    /// <summary>Makes a stub that answers nothing yet. In a container, <see cref="TestServiceCollectionExtensions.UseFakeTokens"/> makes one.</summary>
    public StubApi()
    {
        Handler = new StubHandler(this);
        Tokens = new FakeTokenSource(this);
    }

    /// <summary>Takes requests to this stub. Disposing it has no effect.</summary>
    public HttpMessageHandler Handler { get; }

    /// <summary>Gives out the fakes, for a client that is made without a container: <c>OrdersApi.Create(stub.Tokens, address, handler: stub.Handler)</c>.</summary>
    public TokenSource Tokens { get; }

    internal DpopKey Key => _key.Value;

    /// <summary>Adds a route. A route that fits the same requests as one before it replaces it.</summary>
    /// <param name="method">The HTTP method, in capitals.</param>
    /// <param name="pattern">The path, perhaps with placeholders such as <c>/orders/{id}</c>. The host doesn't count.</param>
    /// <param name="respond">Makes the answer.</param>
    /// <returns>The route, with a record of its own.</returns>
    public TestEndpoint Map(string method, string pattern, Func<TestRequest, TestResponse> respond)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(respond);
        var route = new MappedEndpoint(method, pattern, respond);
        _routes.Add(route);
        return route;
    }

    /// <summary>Adds a route that answers in JSON; null is an answer 204 without a body.</summary>
    /// <param name="method">The HTTP method, in capitals.</param>
    /// <param name="pattern">The path, perhaps with placeholders such as <c>/orders/{id}</c>. The host doesn't count.</param>
    /// <param name="respond">Makes the value of the body.</param>
    /// <returns>The route, with a record of its own.</returns>
    public TestEndpoint Map(string method, string pattern, Func<TestRequest, JsonNode?> respond)
    {
        ArgumentNullException.ThrowIfNull(respond);
        return Map(method, pattern, request => respond(request) is { } json ? TestResponse.Json(json) : TestResponse.Empty());
    }

    /// <summary>Adds a route for GET that answers in JSON.</summary>
    /// <param name="pattern">The path, perhaps with placeholders such as <c>/orders/{id}</c>.</param>
    /// <param name="respond">Makes the value of the body.</param>
    /// <returns>The route.</returns>
    public TestEndpoint MapGet(string pattern, Func<TestRequest, JsonNode?> respond) => Map("GET", pattern, respond);

    /// <summary>Adds a route for GET with an answer of any kind.</summary>
    /// <param name="pattern">The path, perhaps with placeholders such as <c>/orders/{id}</c>.</param>
    /// <param name="respond">Makes the answer.</param>
    /// <returns>The route.</returns>
    public TestEndpoint MapGet(string pattern, Func<TestRequest, TestResponse> respond) => Map("GET", pattern, respond);

    /// <summary>Adds a route for POST that answers in JSON.</summary>
    /// <param name="pattern">The path, perhaps with placeholders such as <c>/orders/{id}</c>.</param>
    /// <param name="respond">Makes the value of the body.</param>
    /// <returns>The route.</returns>
    public TestEndpoint MapPost(string pattern, Func<TestRequest, JsonNode?> respond) => Map("POST", pattern, respond);

    /// <summary>Adds a route for POST with an answer of any kind.</summary>
    /// <param name="pattern">The path, perhaps with placeholders such as <c>/orders/{id}</c>.</param>
    /// <param name="respond">Makes the answer.</param>
    /// <returns>The route.</returns>
    public TestEndpoint MapPost(string pattern, Func<TestRequest, TestResponse> respond) => Map("POST", pattern, respond);

    /// <summary>Answers whatever no route does, in place of what was given here before.</summary>
    /// <param name="respond">Makes the answer; null leaves the request unanswered, which fails it.</param>
    public void Answer(Func<TestRequest, TestResponse?> respond)
    {
        ArgumentNullException.ThrowIfNull(respond);
        Volatile.Write(ref _answer, respond);
    }

    internal string Issue(RequestedToken requested)
    {
        var token = $"fake-{Interlocked.Increment(ref _issued)}";
        _tokens[token] = requested;
        return token;
    }

    internal ValueTask<TestResponse> DispatchAsync(TestRequest request, CancellationToken cancellationToken)
    {
        request.RequestedToken = SentToken.Read(request) is { } token ? _tokens.GetValueOrDefault(token) : null;
        return RunAsync(request, RespondAsync, cancellationToken);
    }

    private async ValueTask<TestResponse> RespondAsync(TestRequest request, CancellationToken cancellationToken)
    {
        if (_routes.Find(request, out var allowed) is { } route)
        {
            request.Endpoint = route.Name;
            return await route.RunAsync(request, route.HandleAsync, cancellationToken).ConfigureAwait(false);
        }

        return Volatile.Read(ref _answer)(request) ?? throw new InvalidOperationException(Describe(request, allowed));
    }

    private string Describe(TestRequest request, string? allowed)
    {
        var known = allowed is not null ? $"Its path is mapped for {allowed}."
            : _routes.All.Count == 0 ? "Nothing is mapped."
            : $"Mapped are {string.Join(", ", _routes.All.Reverse().Select(route => $"{route.Method} {route.Path}"))}.";
        return $"The stub has no answer to {request.Method} {request.Path} at {request.Uri.GetLeftPart(UriPartial.Authority)}, and nothing was sent over the network. {known} Add an answer by Map or Answer of the StubApi.";
    }
}
