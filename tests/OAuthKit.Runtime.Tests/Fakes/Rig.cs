namespace OAuthKit;

/// <summary>An API behind an <see cref="OAuthHandler"/> whose tokens come from a <see cref="FakeServer"/>.</summary>
internal sealed class Rig : IDisposable
{
    private readonly OAuthClient _client;

    public Rig(Func<SentRequest, HttpResponseMessage>? api = null, OAuthHandlerOptions? options = null, HttpMessageHandler? inner = null, Uri? baseAddress = null)
    {
        Api = new StubHandler(api ?? (_ => new HttpResponseMessage(System.Net.HttpStatusCode.OK)));
        _client = Server.Client();
        Policy = new TokenPolicy(_client, The.Grant, "orders");
        options ??= new OAuthHandlerOptions();
        options.LoggerFactory ??= Logs;
        Handler = new OAuthHandler(Policy, baseAddress ?? The.Api, options) { InnerHandler = inner ?? Api };
        Http = new HttpClient(Handler, disposeHandler: false) { BaseAddress = baseAddress ?? The.Api };
    }

    public FakeServer Server { get; } = new();

    public StubHandler Api { get; }

    public LogCapture Logs { get; } = new();

    public TokenPolicy Policy { get; }

    public OAuthHandler Handler { get; }

    public HttpClient Http { get; }

    public TokenManager Tokens => _client.Tokens;

    public string?[] SentTokens => [.. Api.Requests.Select(request => request.Authorization)];

    public static string Bearer(int number) => $"Bearer {The.Token(number)}";

    public void Dispose()
    {
        Http.Dispose();
        Handler.Dispose();
        _client.Dispose();
    }
}
