using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OAuthKit.Testing;

namespace OAuthKit.Tests;

/// <summary>An authorization server and an API in memory, and the containers of programs that use them.</summary>
internal sealed class Shop : IAsyncDisposable
{
    public const string Secret = "canary-secret-1";

    private readonly List<IAsyncDisposable> _providers = [];

    public Shop(TimeProvider? time = null)
    {
        Login = new TestAuthorizationServer(new TestAuthorizationServerOptions { TimeProvider = time });
        Login.AddClient("orders-worker", Secret);
        Api = new TestApi(Login);
        AddRoutes(Api);
    }

    public TestAuthorizationServer Login { get; }

    public TestApi Api { get; }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The short form, under the section Orders.</summary>
    public Dictionary<string, string?> OrdersSettings => new()
    {
        ["Orders:BaseAddress"] = Api.Address,
        ["Orders:Issuer"] = Login.Issuer,
        ["Orders:ClientId"] = "orders-worker",
        ["Orders:ClientSecret"] = Secret,
    };

    /// <summary>The long form, under the section OAuth.</summary>
    public Dictionary<string, string?> LongSettings => new()
    {
        ["OAuth:Clients:contoso:Issuer"] = Login.Issuer,
        ["OAuth:Clients:contoso:ClientId"] = "orders-worker",
        ["OAuth:Clients:contoso:ClientSecret"] = Secret,
        ["OAuth:Apis:Orders:Client"] = "contoso",
        ["OAuth:Apis:Orders:BaseAddress"] = Api.Address,
    };

    public static IConfigurationRoot Configuration(Dictionary<string, string?> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build();

    public static void AddRoutes(TestApi api)
    {
        api.MapGet("/orders/{id}", request => new JsonObject { ["id"] = int.Parse(request.Route["id"]), ["note"] = "hello" });
        api.MapGet("/orders", _ => new JsonArray(new JsonObject { ["id"] = 1, ["note"] = "a" }, new JsonObject { ["id"] = 2, ["note"] = "b" }));
        api.MapPost("/orders", request => request.ReadJson()).RequireScope("orders.write");
        api.Map("DELETE", "/orders/{id}", _ => (JsonNode?)null);
        api.MapGet("/ping", _ => TestResponse.Text("pong")).AllowAnonymous();
        api.MapGet("/me", request => TestResponse.Text(request.Headers["Authorization"]!)).AllowAnonymous();
        api.MapGet("/stock", _ => new JsonObject { ["apples"] = 1.5 });
    }

    /// <summary>A container that reaches the servers of the shop.</summary>
    public ServiceProvider Provide(Action<IServiceCollection> register)
    {
        var services = new ServiceCollection();
        register(services);
        services.UseTestServer(Login);
        return Keep(services);
    }

    /// <summary>A container with the orders in the short form.</summary>
    public ServiceProvider ProvideOrders(Action<IHttpClientBuilder>? configure = null, Action<IServiceCollection>? register = null) =>
        Provide(services =>
        {
            register?.Invoke(services);
            var builder = services.AddOrdersApi(Configuration(OrdersSettings).GetSection("Orders"));
            configure?.Invoke(builder);
        });

    public ServiceProvider Keep(ServiceCollection services)
    {
        var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        _providers.Add(provider);
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var provider in _providers)
        {
            await provider.DisposeAsync();
        }

        await Api.DisposeAsync();
        await Login.DisposeAsync();
    }
}
