namespace OAuthKit;

/// <summary>An authorization server in memory that gives one answer at each of its endpoints, and counts how often it is asked.</summary>
internal sealed class AnsweringServer
{
    private readonly Dictionary<string, Func<HttpResponseMessage>> _answers = [];
    private int _requests;

    public AnsweringServer()
    {
        Handler = new AnsweringHandler(this);
        Server = AuthorizationServer.FromEndpoints(Endpoints, The.Issuer, Options);
    }

    public HttpMessageHandler Handler { get; }

    public HurriedClock Clock { get; } = new();

    public WatchedLogs Logs { get; } = new();

    /// <summary>A server that is known by its endpoints, so that a request is one request.</summary>
    public AuthorizationServer Server { get; }

    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Told of each request before it is answered.</summary>
    public Action<HttpRequestMessage>? Asked { get; set; }

    public static ServerEndpoints Endpoints { get; } = new()
    {
        Token = Url("token"),
        DeviceAuthorization = Url("device"),
        BackchannelAuthentication = Url("backchannel"),
        Revocation = Url("revoke"),
        Introspection = Url("introspect"),
        UserInfo = Url("userinfo"),
        Registration = Url("register"),
        Jwks = Url("jwks"),
    };

    public BackchannelOptions Options => new() { Handler = Handler, TimeProvider = Clock, LoggerFactory = Logs };

    public OAuthClient Client(ClientAuthentication? authentication = null, AuthorizationServer? server = null) =>
        new(server ?? Server, authentication ?? The.Basic, Options);

    /// <summary>Answers at every path that has no answer of its own.</summary>
    public void Answer(Answer answer) => Answer("", answer.ToResponse);

    public void Answer(string path, Func<HttpResponseMessage> answer)
    {
        _answers[path] = answer;
        _requests = 0;
    }

    private static string Url(string path) => $"{The.Issuer}/{path}";

    private sealed class AnsweringHandler(AnsweringServer server) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref server._requests);
            server.Asked?.Invoke(request);
            var answer = server._answers.TryGetValue(request.RequestUri!.AbsolutePath, out var own) ? own : server._answers[""];
            return Task.FromResult(answer());
        }
    }
}
