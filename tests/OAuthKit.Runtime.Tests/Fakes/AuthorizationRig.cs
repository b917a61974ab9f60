using System.Net;

namespace OAuthKit;

/// <summary>A client, a browser that is told where to go, and a server whose metadata and answers a test decides. Its authorization endpoint is never called.</summary>
internal sealed class AuthorizationRig : IDisposable
{
    public const string Callback = "https://rp.example/cb";
    public const string Code = "code-c4narY";

    private readonly Lazy<OAuthClient> _client;

    public AuthorizationRig()
    {
        Tokens = () => Dpop is null ? The.TokenJson() : Proofs.TokenJson();
        Server.Answers["/.well-known/openid-configuration"] = _ => StubHandler.Json($"{{{string.Join(',', Metadata.Select(member => $"\"{member.Key}\":{member.Value}"))}}}");
        Server.Answers["/authorize"] = _ => throw new InvalidOperationException("The authorization endpoint was called.");
        Server.Answers["/jwks"] = _ => StubHandler.Json(TestKey.Set([Key.Jwk(), .. MoreKeys]));
        Server.Answers["/token"] = _ => StubHandler.Json(Tokens());
        Server.Answer("/par", """{"request_uri":"urn:ietf:params:oauth:request_uri:c4narY","expires_in":60}""", HttpStatusCode.Created);
        _client = new(() => Create(The.Basic));
    }

    public EndpointServer Server { get; } = new();

    /// <summary>The members of the metadata, as JSON.</summary>
    public Dictionary<string, string> Metadata { get; } = new()
    {
        ["issuer"] = $"\"{The.Issuer}\"",
        ["authorization_endpoint"] = $"\"{The.Issuer}/authorize\"",
        ["token_endpoint"] = $"\"{The.Issuer}/token\"",
        ["pushed_authorization_request_endpoint"] = $"\"{The.Issuer}/par\"",
        ["jwks_uri"] = $"\"{The.Issuer}/jwks\"",
    };

    public TestKey Key { get; } = TestKey.Create("ES256");

    public List<string> MoreKeys { get; } = [];

    /// <summary>What the token endpoint answers.</summary>
    public Func<string> Tokens { get; set; }

    public JwtResponseOptions? AuthorizationResponses { get; set; } = new() { SigningAlgorithm = JwsAlgorithms.ES256 };

    public DpopOptions? Dpop { get; set; }

    public OAuthClient Client => _client.Value;

    public long Now => Server.Clock.GetUtcNow().ToUnixTimeSeconds();

    public static AuthorizationRequest Request => new() { RedirectUri = Callback, Scope = The.Scope };

    public static AuthorizationRequest SignIn => new() { RedirectUri = Callback, Scope = "openid" };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The query of a URL, decoded as a server decodes it.</summary>
    public static ILookup<string, string> Query(string url) =>
        new SentRequest("GET", new Uri(url), new Dictionary<string, string>(), url[(url.IndexOf('?') + 1)..]).Form;

    public OAuthClient Create(ClientAuthentication authentication) => Server.Keep(new OAuthClient(Server.Server, authentication, Server.Options)
    {
        IdTokens = new IdTokenOptions { SigningAlgorithm = JwsAlgorithms.ES256 },
        AuthorizationResponses = AuthorizationResponses,
        Dpop = Dpop,
    });

    public Task<AuthorizationStart> StartAsync(AuthorizationRequest? request = null) => Client.StartAuthorizationAsync(request ?? Request, Stop);

    public async Task<AuthorizationTransaction> BeginAsync(AuthorizationRequest? request = null) => (await StartAsync(request)).Transaction;

    /// <summary>The parameters of a good response, with others behind them, each with an ampersand before it.</summary>
    public static string Good(AuthorizationTransaction transaction, string more = "") => $"code={Code}&state={transaction.State}{more}";

    public static AuthorizationCallback Answer(AuthorizationTransaction transaction, string more = "") =>
        AuthorizationCallback.FromUrl($"{transaction.RedirectUri}?{Good(transaction, more)}");

    public Task<AuthorizationResponse> ValidateAsync(AuthorizationTransaction transaction, AuthorizationCallback callback) =>
        Client.ValidateCallbackAsync(transaction, callback, Stop);

    public Task<TokenSet> CompleteAsync(AuthorizationTransaction transaction, AuthorizationCallback callback) =>
        Client.CompleteAuthorizationAsync(transaction, callback, Stop);

    /// <summary>Fails where a response isn't refused with a code, or where anything but keys was asked for.</summary>
    public async Task<OAuthException> AssertRefusedAsync(string code, AuthorizationTransaction transaction, AuthorizationCallback callback, OAuthClient? client = null)
    {
        var before = Requests;
        var e = await Assert.ThrowsAnyAsync<OAuthException>(() => (client ?? Client).CompleteAuthorizationAsync(transaction, callback, Stop));
        Assert.Equal(code, e.Code);
        Assert.False(CanaryWatch.Holds(e.ToString()));
        Assert.Equal(before, Requests);
        return e;
    }

    /// <summary>Fails where a request isn't refused before anything but metadata was asked for.</summary>
    public async Task<T> AssertNotStartedAsync<T>(AuthorizationRequest request)
        where T : Exception
    {
        var before = Requests;
        var e = await Assert.ThrowsAsync<T>(() => StartAsync(request));
        Assert.Equal(before, Requests);
        return e;
    }

    public void Dispose()
    {
        Server.Dispose();
        Key.Dispose();
    }

    private int Requests => Server.Handler.Requests.Count(request => request.Url.AbsolutePath is not ("/jwks" or "/.well-known/openid-configuration"));
}
