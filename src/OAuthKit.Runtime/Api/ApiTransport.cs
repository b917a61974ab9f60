namespace OAuthKit;

/// <summary>The HttpClient below an API client and its sub-clients, and what ends with it.</summary>
internal sealed class ApiTransport : IDisposable
{
    private readonly HttpMessageHandler? _connections;
    private readonly TokenManager? _manager;
    private readonly bool _ownsHttp;

    private ApiTransport(HttpClient http, TokenPolicy? policy, bool ownsHttp, HttpMessageHandler? connections, TokenManager? manager)
    {
        Http = http;
        Policy = policy;
        _ownsHttp = ownsHttp;
        _connections = connections;
        _manager = manager;
    }

    public HttpClient Http { get; }

    /// <summary>The policy of the calls; null where the HttpClient is the caller's.</summary>
    public TokenPolicy? Policy { get; }

    public static ApiTransport Given(HttpClient http) => new(http, null, ownsHttp: false, null, null);

    /// <summary>A transport of one's own, over connections of the OAuth client's (which end with that) or of the API client's.</summary>
    public static ApiTransport Create(Uri root, TokenPolicy policy, ApiClientOptions options, HttpMessageHandler? clientConnections, TokenManager? manager)
    {
        var own = options.Handler is null && clientConnections is null ? ApiConnections.Create() : null;
        var handlerOptions = new OAuthHandlerOptions { DangerouslyAllowHttp = options.DangerouslyAllowHttp, LoggerFactory = options.LoggerFactory };
        foreach (var origin in options.AllowedOrigins)
        {
            handlerOptions.AllowedOrigins.Add(origin);
        }

        // The policy comes with each call: a call may have another one.
        var oauth = new OAuthHandler((TokenPolicy?)null, root, handlerOptions)
        {
            InnerHandler = new SentTokenHandler(options.Handler ?? clientConnections ?? own!),
        };
        // The home of API calls by ApiClient. The timeout is that of each call.
#pragma warning disable RS0030
        return new(new HttpClient(oauth, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan }, policy, ownsHttp: true, own, manager);
#pragma warning restore RS0030
    }

    public void Dispose()
    {
        if (_ownsHttp)
        {
            Http.Dispose();
        }

        _connections?.Dispose();
        _manager?.Dispose();
    }
}
