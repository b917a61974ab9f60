using System.Text.Json.Nodes;
using OAuthKit.Testing;

namespace Quickstart;

/// <summary>An authorization server and a small protected API, on loopback ports of this machine, over https.</summary>
internal sealed class DemoServers : IAsyncDisposable
{
    private const string ClientId = "orders-worker";
    private const string ClientSecret = "a secret of the demo";

    private DemoServers(TestAuthorizationServer authorizationServer, TestApi api)
    {
        AuthorizationServer = authorizationServer;
        Api = api;
    }

    public TestAuthorizationServer AuthorizationServer { get; }

    public TestApi Api { get; }

    /// <summary>What an operator would set for this environment: the addresses, and the secret that is in no file.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("Orders:BaseAddress", Api.Address),
        new("Orders:Issuer", AuthorizationServer.Issuer),
        new("Orders:ClientId", ClientId),
        new("Orders:ClientSecret", ClientSecret),
    ];

    public static async Task<DemoServers> StartAsync(CancellationToken cancellationToken)
    {
        var server = await TestAuthorizationServer.StartAsync(cancellationToken: cancellationToken);
        server.AddClient(ClientId, ClientSecret, "orders.read", "orders.write");
        var api = await TestApi.StartAsync(server, cancellationToken: cancellationToken);
        api.MapGet("/orders/{id}", request => Order(int.Parse(request.Route["id"], System.Globalization.CultureInfo.InvariantCulture), "tea")).RequireScope("orders.read");
        api.MapPost("/orders", request => request.ReadJson()).RequireScope("orders.write");
        api.MapGet("/ping", _ => new JsonObject { ["message"] = "pong" }).AllowAnonymous();
        return new DemoServers(server, api);
    }

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        await AuthorizationServer.DisposeAsync();
    }

    private static JsonObject Order(int id, string item) => new() { ["id"] = id, ["item"] = item };
}
