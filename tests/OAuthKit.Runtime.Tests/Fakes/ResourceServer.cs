using Microsoft.Extensions.Time.Testing;

namespace OAuthKit;

/// <summary>An API with metadata, and the authorization server that they name, behind one handler.</summary>
internal sealed class ResourceServer : IDisposable
{
    public const string Resource = "https://api.example.com/mcp";
    public const string Document = "https://api.example.com/.well-known/oauth-protected-resource/mcp";

    private int _tokens;

    public ResourceServer() => Handler = new StubHandler(Respond);

    public StubHandler Handler { get; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>What the API's host answers.</summary>
    public Func<HttpResponseMessage> Metadata { get; set; } = () => StubHandler.Json(Json());

    public string[] Sent => [.. Handler.Requests.Select(request => $"{request.Method} {request.Url.OriginalString}")];

    public SentRequest LastPost => Handler.Requests.Last(request => request.Method == "POST");

    public BackchannelOptions Backchannel => new() { Handler = Handler, TimeProvider = Clock, LoggerFactory = CanaryWatch.Logs };

    public ProtectedResourceOptions Options => new() { AllowedIssuers = [The.Issuer], Backchannel = Backchannel };

    public static string Json(string resource = Resource, string? servers = $"\"{The.Issuer}\"", string others = "") =>
        $$"""{"resource":"{{resource}}"{{(servers is null ? "" : $",\"authorization_servers\":[{servers}]")}}{{others}}}""";

    /// <summary>A 401 to a request for a URL.</summary>
    public static HttpResponseMessage Refusal(string requested, params string[] challenges)
    {
        var response = StubHandler.Challenge(System.Net.HttpStatusCode.Unauthorized, challenges);
        response.RequestMessage = new HttpRequestMessage(HttpMethod.Post, requested);
        return response;
    }

    public ProtectedResource Create(string resource = Resource) => new(resource, Options);

    public void Dispose() => Handler.Dispose();

    private HttpResponseMessage Respond(SentRequest request) => (request.Method, request.Url.Host) switch
    {
        ("GET", "login.example.com") => StubHandler.Json($$"""{"issuer":"{{The.Issuer}}","token_endpoint":"{{The.TokenEndpoint}}","authorization_endpoint":"{{The.Issuer}}/authorize","registration_endpoint":"{{The.Issuer}}/register","device_authorization_endpoint":"{{The.Issuer}}/device"}"""),
        ("POST", "login.example.com") => Post(request),
        ("GET", _) => Metadata(),
        _ => new HttpResponseMessage(System.Net.HttpStatusCode.BadRequest),
    };

    private HttpResponseMessage Post(SentRequest request) => request.Url.AbsolutePath switch
    {
        "/token" => StubHandler.Json(The.TokenJson(Interlocked.Increment(ref _tokens))),
        "/register" => StubHandler.Json("""{"client_id":"registered","token_endpoint_auth_method":"none"}""", System.Net.HttpStatusCode.Created),
        "/device" => StubHandler.Json($$"""{"device_code":"{{The.Canary}}","user_code":"AB","verification_uri":"https://login.example.com/d","expires_in":60}"""),
        _ => new HttpResponseMessage(System.Net.HttpStatusCode.NotFound),
    };
}
