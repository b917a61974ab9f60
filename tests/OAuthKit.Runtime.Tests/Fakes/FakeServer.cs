using Microsoft.Extensions.Time.Testing;

namespace OAuthKit;

/// <summary>An authorization server behind a handler: metadata at its issuer's well-known place, and a token endpoint that numbers its tokens.</summary>
internal sealed class FakeServer
{
    private int _tokens;

    public FakeServer()
    {
        Handler = new StubHandler(RespondAsync);
    }

    public StubHandler Handler { get; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>What the token endpoint answers to its request of that number.</summary>
    public Func<int, HttpResponseMessage> Token { get; set; } = number => StubHandler.Json(The.TokenJson(number));

    /// <summary>What the token endpoint answers to a request, where that depends on what is asked.</summary>
    public Func<SentRequest, HttpResponseMessage>? Answer { get; set; }

    /// <summary>What the token endpoint waits for before it answers.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public Func<HttpResponseMessage> Metadata { get; set; } = () => StubHandler.Json(The.Metadata());

    public int TokenRequests => Volatile.Read(ref _tokens);

    public int MetadataRequests => Handler.Requests.Count(request => request.Method == "GET");

    public SentRequest LastTokenRequest => Handler.Requests.Last(request => request.Method == "POST");

    public BackchannelOptions Options => new()
    {
        Handler = Handler,
        TimeProvider = Clock,
        LoggerFactory = CanaryWatch.Logs,
    };

    /// <summary>A token request of a client that proves itself so.</summary>
    public async Task<SentRequest> SendAsync(ClientAuthentication authentication)
    {
        using var client = Client(authentication);
        await client.RequestTokenAsync(The.Grant, TestContext.Current.CancellationToken);
        return LastTokenRequest;
    }

    public OAuthClient Client(ClientAuthentication? authentication = null, TokenManager? tokens = null) =>
        tokens is null
            ? new(The.Issuer, authentication ?? The.Basic, Options)
            : new(The.Issuer, authentication ?? The.Basic, Options) { Tokens = tokens };

    public TokenManager Manager(Action<TokenManagerOptions>? configure = null)
    {
        var options = new TokenManagerOptions { TimeProvider = Clock, LoggerFactory = CanaryWatch.Logs };
        configure?.Invoke(options);
        return new TokenManager(options);
    }

    public TokenPolicy Policy(TokenManager? tokens = null) => new(Client(tokens: tokens), The.Grant, "orders");

    private async Task<HttpResponseMessage> RespondAsync(SentRequest request, CancellationToken cancellationToken)
    {
        if (request.Method == "GET")
        {
            return Metadata();
        }

        var number = Interlocked.Increment(ref _tokens);
        await Gate.WaitAsync(cancellationToken);
        return Answer?.Invoke(request) ?? Token(number);
    }
}
