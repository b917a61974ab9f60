using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace OAuthKit;

/// <summary>An authorization server with every endpoint at a path of its own; a test says what each answers.</summary>
internal sealed class EndpointServer : IDisposable
{
    private readonly List<IDisposable> _made = [];

    public EndpointServer()
    {
        Handler = new StubHandler(Respond);
        Server = Keep(new AuthorizationServer(The.Issuer, Options));
    }

    public StubHandler Handler { get; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public AuthorizationServer Server { get; }

    /// <summary>What an endpoint answers, by its path.</summary>
    public Dictionary<string, Func<SentRequest, HttpResponseMessage>> Answers { get; } = new()
    {
        ["/.well-known/openid-configuration"] = _ => StubHandler.Json(Metadata),
    };

    public BackchannelOptions Options => new()
    {
        Handler = Handler,
        TimeProvider = Clock,
        LoggerFactory = CanaryWatch.Logs,
    };

    public SentRequest[] RequestsTo(string path) => [.. Handler.Requests.Where(request => request.Url.AbsolutePath == path)];

    public SentRequest LastTo(string path) => RequestsTo(path)[^1];

    public void Answer(string path, string json, HttpStatusCode status = HttpStatusCode.OK) =>
        Answers[path] = _ => StubHandler.Json(json, status);

    public void Answer(string path, HttpResponseMessage response) => Answers[path] = _ => response;

    public OAuthClient Client(ClientAuthentication? authentication = null) => Keep(new OAuthClient(Server, authentication ?? The.Basic, Options));

    public T Keep<T>(T made)
        where T : IDisposable
    {
        _made.Add(made);
        return made;
    }

    public void Dispose() => _made.ForEach(made => made.Dispose());

    private HttpResponseMessage Respond(SentRequest request) =>
        Answers.TryGetValue(request.Url.AbsolutePath, out var answer) ? answer(request) : new HttpResponseMessage(HttpStatusCode.NotFound);

    private static string Metadata => $$"""
        {
          "issuer": "{{The.Issuer}}",
          "token_endpoint": "{{The.Issuer}}/token",
          "revocation_endpoint": "{{The.Issuer}}/revoke",
          "introspection_endpoint": "{{The.Issuer}}/introspect",
          "userinfo_endpoint": "{{The.Issuer}}/userinfo",
          "registration_endpoint": "{{The.Issuer}}/register",
          "jwks_uri": "{{The.Issuer}}/jwks"
        }
        """;
}
