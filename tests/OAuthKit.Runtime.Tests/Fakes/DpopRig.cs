using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace OAuthKit;

/// <summary>An API behind an <see cref="OAuthHandler"/> whose tokens are bound to a key.</summary>
internal sealed class DpopRig : IDisposable
{
    public const string WantsNonce = "DPoP error=\"use_dpop_nonce\", error_description=\"Resource server requires nonce in DPoP proof\"";

    private readonly TokenManager _manager;

    public DpopRig(Func<SentRequest, HttpResponseMessage>? api = null, OAuthHandlerOptions? options = null, HttpMessageHandler? inner = null, Uri? baseAddress = null, DpopKey? key = null, TokenPolicy? policy = null)
    {
        Key = key ?? DpopKey.Create();
        Api = new StubHandler(api ?? (_ => new HttpResponseMessage(HttpStatusCode.OK)));
        Source = new ScriptedSource(Clock) { Script = (number, _) => Task.FromResult(Tokens(number)) };
        _manager = new TokenManager(new TokenManagerOptions { TimeProvider = Clock, LoggerFactory = CanaryWatch.Logs });
        Policy = policy ?? new TokenPolicy(Source, _manager, "orders");
        options ??= new OAuthHandlerOptions();
        options.LoggerFactory ??= Logs;
        Handler = new OAuthHandler(Policy, baseAddress ?? The.Api, options) { InnerHandler = inner ?? Api };
        Http = new HttpClient(Handler, disposeHandler: false) { BaseAddress = baseAddress ?? The.Api };
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public DpopKey Key { get; }

    public StubHandler Api { get; }

    public ScriptedSource Source { get; }

    public LogCapture Logs { get; } = new();

    public TokenPolicy Policy { get; }

    public OAuthHandler Handler { get; }

    public HttpClient Http { get; }

    public string?[] SentTokens => [.. Api.Requests.Select(request => request.Authorization)];

    public string?[] Nonces => [.. Proofs.Select(proof => proof.Claims.TryGetProperty("nonce", out var nonce) ? nonce.GetString() : null)];

    public DecodedJwt[] Proofs => [.. Api.Requests.Select(request => new DecodedJwt(request.Headers["DPoP"]))];

    public static string Dpop(int number) => $"DPoP {The.Token(number)}";

    public static HttpResponseMessage Answer(HttpStatusCode status, string? nonce, params string[] challenges)
    {
        var response = StubHandler.Challenge(status, challenges);
        if (nonce is not null)
        {
            response.Headers.TryAddWithoutValidation("DPoP-Nonce", nonce);
        }

        return response;
    }

    public TokenSet Tokens(int number) => new(Token(number), Clock.GetUtcNow() + TimeSpan.FromHours(1), Clock);

    public AccessToken Token(int number) => AccessToken.ParseDpop(The.Token(number), Key, Clock);

    public static HttpRequestMessage Supplied(AccessToken token, string url = "orders")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Options.Set(OAuthHandler.AccessTokenOption, token);
        return request;
    }

    /// <summary>That each request carried a token as DPoP, and a proof of its own that holds for it.</summary>
    public async Task AssertProvenAsync()
    {
        var validator = new DpopProofValidator(new() { TimeProvider = Clock });
        foreach (var request in Api.Requests)
        {
            Assert.StartsWith("DPoP ", request.Authorization, StringComparison.Ordinal);
            await validator.ValidateAsync(
                new DpopProofRequest([request.Headers["DPoP"]], request.Method, request.Url)
                {
                    AccessToken = AccessToken.Parse(request.Authorization![5..]),
                    ExpectedThumbprint = Key.Thumbprint,
                },
                TestContext.Current.CancellationToken);
        }
    }

    public void Dispose()
    {
        Http.Dispose();
        Handler.Dispose();
        _manager.Dispose();
        Key.Dispose();
    }
}
