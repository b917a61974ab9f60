using System.Text.Json.Nodes;
using OAuthKit;
using OAuthKit.Testing;

namespace Auth0Management;

/// <summary>A tenant in memory, for a run without one of your own: a server that behaves as Auth0, and two users.</summary>
internal sealed class DemoTenant : IAsyncDisposable
{
    private readonly JsonArray _users =
    [
        new JsonObject { ["user_id"] = "auth0|1", ["email"] = "alice@example.com", ["name"] = "Alice", ["blocked"] = false },
        new JsonObject { ["user_id"] = "auth0|2", ["email"] = "bob@example.com", ["name"] = "Bob", ["blocked"] = false },
    ];

    public DemoTenant()
    {
        Server = new TestAuthorizationServer(new() { Vendor = Vendors.Auth0ManagementApi("demo") });
        Server.AddClient("management", "a secret of the demo");
        Server.Map("GET", "/api/v2/users", _ => TestResponse.Json(_users.DeepClone()));
        Server.Map("GET", "/api/v2/users/{id}", request => TestResponse.Json(Find(request).DeepClone()));
        Server.Map("PATCH", "/api/v2/users/{id}", request =>
        {
            Find(request)["blocked"] = request.ReadJson()?["blocked"]?.DeepClone();
            return TestResponse.Json(Find(request).DeepClone());
        });
    }

    public TestAuthorizationServer Server { get; }

    /// <summary>What a tenant of your own gives: its name, and the client of an application that may call the API.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("Management:Domain", "demo"),
        new("Management:ClientId", "management"),
        new("Management:ClientSecret", "a secret of the demo"),
    ];

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private JsonNode Find(TestRequest request) => _users.First(user => (string?)user!["user_id"] == Uri.UnescapeDataString(request.Route["id"]))!;
}
