using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace OAuthKit.Testing.Tests;

/// <summary>A server with one client and an API with three routes, in memory or on loopback.</summary>
internal sealed class Rig : IAsyncDisposable
{
    public const string ClientId = "orders-worker";
    public const string Secret = "p@ss:w/rd+%&= ü€";

    private Rig(TestAuthorizationServer server, TestApi api, FakeTimeProvider clock)
    {
        Server = server;
        Api = api;
        Clock = clock;
        Http = new HttpClient(server.Handler);
        server.AddClient(ClientId, Secret, "orders.read", "orders.write");
        Orders = api.MapGet("/orders/{id}", request => new JsonObject { ["id"] = request.Route["id"] }).RequireScope("orders.read");
        api.MapPost("/orders", request => TestResponse.Json(request.ReadJson(), 201)).RequireScope("orders.write");
        api.MapGet("/ping", _ => "pong").AllowAnonymous();
    }

    public TestAuthorizationServer Server { get; }

    public TestApi Api { get; }

    public ApiRoute Orders { get; }

    public FakeTimeProvider Clock { get; }

    public HttpClient Http { get; }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<Rig> StartAsync(bool loopback = false, Action<TestAuthorizationServerOptions>? configure = null, Action<TestApiOptions>? configureApi = null)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        var options = new TestAuthorizationServerOptions { TimeProvider = clock };
        var apiOptions = new TestApiOptions();
        configure?.Invoke(options);
        configureApi?.Invoke(apiOptions);
        if (!loopback)
        {
            var server = new TestAuthorizationServer(options);
            return new(server, new TestApi(server, apiOptions), clock);
        }

        var started = await TestAuthorizationServer.StartAsync(options, Cancellation);
        return new(started, await TestApi.StartAsync(started, apiOptions, Cancellation), clock);
    }

    public static FormUrlEncodedContent TokenForm() => Form(("grant_type", "client_credentials"), ("client_id", ClientId), ("client_secret", Secret));

    public static FormUrlEncodedContent Form(params (string Name, string Value)[] parameters) =>
        new(parameters.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));

    public Task<HttpResponseMessage> PostAsync(params (string Name, string Value)[] parameters) => PostAsync(Form(parameters));

    public Task<HttpResponseMessage> PostAsync(HttpContent content, string? authorization = null, HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead) =>
        PostUntilAsync(content, authorization, completion, Cancellation);

    public Task<HttpResponseMessage> PostUntilAsync(HttpContent content, string? authorization, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Server.Token.Address) { Content = content };
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return Http.SendAsync(request, completion, cancellationToken);
    }

    /// <summary>A request of the rig's client at an endpoint, with the secret in the body.</summary>
    public Task<HttpResponseMessage> SendAsync(string address, params (string Name, string Value)[] parameters) =>
        Http.PostAsync(address, Form([("client_id", ClientId), ("client_secret", Secret), .. parameters]), Cancellation);

    public async Task<JsonObject> GrantAsync(string grantType, params (string Name, string Value)[] parameters) =>
        await ReadAsync(await SendAsync(Server.Token.Address, [("grant_type", grantType), .. parameters]));

    /// <summary>What is wrong with an answer: null for a good one.</summary>
    public static string? ErrorOf(JsonObject answer) => (string?)answer["error"];

    public async Task<string> IntrospectAsync(string token)
    {
        var answer = await ReadAsync(await SendAsync(Server.Introspection.Address, ("token", token)));
        return (bool)answer["active"]! ? "active" : "inactive";
    }

    /// <summary>A good token request, with the secret in the body.</summary>
    public Task<HttpResponseMessage> RequestAsync(params (string Name, string Value)[] more) =>
        PostAsync([("grant_type", "client_credentials"), ("client_id", ClientId), ("client_secret", Secret), .. more]);

    public async Task<string> GetTokenAsync(string scope = "orders.read", params (string Name, string Value)[] more)
    {
        var json = await ReadAsync(await RequestAsync([("scope", scope), .. more]));
        return (string)json["access_token"]!;
    }

    public Task<HttpResponseMessage> CallAsync(string path, params string[] authorizations) => CallAsync(HttpMethod.Get, path, null, authorizations);

    public Task<HttpResponseMessage> CallAsync(HttpMethod method, string path, HttpContent? content, params string[] authorizations)
    {
        var request = new HttpRequestMessage(method, Api.Address + path) { Content = content };
        foreach (var authorization in authorizations)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return Http.SendAsync(request, Cancellation);
    }

    public static async Task<JsonObject> ReadAsync(HttpResponseMessage response) =>
        (JsonObject)JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Api.DisposeAsync();
        await Server.DisposeAsync();
    }
}
