using System.Collections.Concurrent;
using System.Net;

namespace OAuthKit;

/// <summary>An authorization server with a user who decides elsewhere: its token endpoint answers by a script, and notes when it was asked.</summary>
internal sealed class PollServer
{
    public const string UserCode = "WDJB-" + The.Canary;
    public const string AuthReqIdText = "1c266114-" + The.Canary;
    public const string DeviceEndpoint = "https://login.example.com/device";
    public const string BackchannelEndpoint = "https://login.example.com/backchannel";
    public const string Metadata =
        $$"""{"issuer":"{{The.Issuer}}","token_endpoint":"{{The.TokenEndpoint}}","device_authorization_endpoint":"{{DeviceEndpoint}}","backchannel_authentication_endpoint":"{{BackchannelEndpoint}}","jwks_uri":"{{The.Issuer}}/jwks"}""";

    private static readonly TestKey _key = TestKey.Create();

    private readonly ConcurrentQueue<double> _times = new();
    private readonly DateTimeOffset _start;

    public PollServer()
    {
        _start = Clock.GetUtcNow();
        Handler = new StubHandler(RespondAsync);
    }

    public StubHandler Handler { get; }

    public DelayClock Clock { get; } = new();

    /// <summary>What the token endpoint answers, request by request; the last answer is repeated.</summary>
    public Func<HttpResponseMessage>[] Answers { get; set; } = [Tokens];

    /// <summary>What the token endpoint waits for before it answers.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public Func<HttpResponseMessage> Device { get; set; } = () => StubHandler.Json(DeviceJson());

    public Func<HttpResponseMessage> Backchannel { get; set; } = () => StubHandler.Json(BackchannelJson());

    /// <summary>What stands at the address of the keys.</summary>
    public Func<HttpResponseMessage> Keys { get; set; } = () => StubHandler.Json(_key.Set());

    /// <summary>The seconds from the start at which the token endpoint was asked.</summary>
    public double[] Times => [.. _times];

    public SentRequest[] TokenRequests => [.. Handler.Requests.Where(request => request.Url.AbsolutePath == "/token")];

    public SentRequest LastPost => Handler.Requests.Last(request => request.Method == "POST");

    public BackchannelOptions Options => new() { Handler = Handler, TimeProvider = Clock, LoggerFactory = CanaryWatch.Logs };

    public static string DeviceJson(string expiresIn = "1800", string? interval = "5", string uri = "https://example.com/device", string? complete = null) =>
        $$"""{"device_code":"dc-{{The.Canary}}","user_code":"{{UserCode}}","verification_uri":"{{uri}}","expires_in":{{expiresIn}}{{Member("interval", interval)}}{{Member("verification_uri_complete", complete is null ? null : $"\"{complete}\"")}}}""";

    public static string BackchannelJson(string expiresIn = "120", string? interval = "5") =>
        $$"""{"auth_req_id":"{{AuthReqIdText}}","expires_in":{{expiresIn}}{{Member("interval", interval)}}}""";

    /// <summary>An ID token that this server signed for the client.</summary>
    public static string IdToken { get; } = _key.Sign($$"""{"iss":"{{The.Issuer}}","sub":"jane","aud":"{{The.ClientId}}","exp":4102444800,"iat":1767225600}""", "JWT");

    public static HttpResponseMessage Tokens() => StubHandler.Json(The.TokenJson()[..^1] + $",\"id_token\":\"{IdToken}\"}}");

    public static HttpResponseMessage Pending() => Error("authorization_pending");

    public static HttpResponseMessage SlowDown() => Error("slow_down");

    public static HttpResponseMessage Error(string error, HttpStatusCode status = HttpStatusCode.BadRequest, string? retryAfter = null)
    {
        var response = StubHandler.Json($$"""{"error":"{{error}}"}""", status);
        if (retryAfter is not null)
        {
            response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        }

        return response;
    }

    public static HttpResponseMessage Unreachable() => throw new HttpRequestException("broken");

    public OAuthClient Client(ClientAuthentication? authentication = null, Action<BackchannelOptions>? configure = null)
    {
        var options = Options;
        configure?.Invoke(options);
        return new(The.Issuer, authentication ?? The.Basic, options);
    }

    public async Task<DeviceAuthorization> StartDeviceAsync(DeviceAuthorizationRequest? request = null)
    {
        using var client = Client();
        return await client.StartDeviceAuthorizationAsync(request ?? new DeviceAuthorizationRequest(), TestContext.Current.CancellationToken);
    }

    public async Task<BackchannelAuthentication> StartBackchannelAsync(BackchannelAuthenticationRequest? request = null)
    {
        using var client = Client();
        return await client.StartBackchannelAuthenticationAsync(request ?? new BackchannelAuthenticationRequest { LoginHint = "jane" }, TestContext.Current.CancellationToken);
    }

    private static string Member(string name, string? value) => value is null ? "" : $",\"{name}\":{value}";

    private async Task<HttpResponseMessage> RespondAsync(SentRequest request, CancellationToken cancellationToken)
    {
        switch (request.Url.AbsolutePath)
        {
            case "/device":
                return Device();
            case "/backchannel":
                return Backchannel();
            case "/token":
                _times.Enqueue((Clock.GetUtcNow() - _start).TotalSeconds);
                var answer = Answers[Math.Min(_times.Count, Answers.Length) - 1];
                await Gate.WaitAsync(cancellationToken);
                return answer();
            case "/jwks":
                return Keys();
            default:
                return StubHandler.Json(Metadata);
        }
    }
}
