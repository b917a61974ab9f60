using System.Net;

namespace OAuthKit;

/// <summary>An API client whose API is a function, and whose tokens come from a <see cref="FakeServer"/>.</summary>
internal sealed class ApiRig : IDisposable
{
    private readonly OAuthClient _client;

    public ApiRig(Func<SentRequest, HttpResponseMessage>? respond = null, Action<ApiClientOptions>? configure = null, string root = "https://api.example.com/v1")
    {
        Handler = new StubHandler(respond ?? (_ => new HttpResponseMessage(HttpStatusCode.OK)));
        _client = Server.Client();
        var options = new ApiClientOptions { Handler = Handler };
        configure?.Invoke(options);
        Api = new ApiClient(new Uri(root), _client, The.Grant, options);
    }

    public FakeServer Server { get; } = new();

    public StubHandler Handler { get; }

    public ApiClient Api { get; }

    public OAuthClient Client => _client;

    public SentRequest Sent => Assert.Single(Handler.Requests);

    public string Url => Sent.Url.AbsoluteUri;

    public void Dispose()
    {
        Api.Dispose();
        _client.Dispose();
    }
}
