using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OAuthKit;
using Refit;

namespace Shop;

#region GettingStartedInterface
[OAuth2Api("Orders"), ClientCredentials, Scopes("orders.read")]
public interface IOrdersApi
{
    [Get("/orders/{id}")]
    Task<Order> GetOrder(int id, CancellationToken cancellationToken = default);

    [Post("/orders"), Scopes("orders.write")]
    Task<Order> CreateOrder([Body] Order order, CancellationToken cancellationToken = default);

    [Get("/ping"), Anonymous]
    Task<string> Ping(CancellationToken cancellationToken = default);
}
#endregion

public record Order(int Id, string Item);

#region GettingStartedCall
public sealed class Shop(IOrdersApi orders)
{
    public Task<Order> Find(int id, CancellationToken cancellationToken) => orders.GetOrder(id, cancellationToken);
}
#endregion

/// <summary>The code of README.md and docs/getting-started.md.</summary>
public static class GettingStarted
{
    /// <summary>The settings that the pages show.</summary>
    public const string Settings = """
        #region GettingStartedSettings
        {
          "Orders": {
            "BaseAddress": "https://api.example.com",
            "Issuer": "https://login.example.com",
            "ClientId": "orders-worker"
          }
        }
        #endregion
        """;

    public static void Register(HostApplicationBuilder builder)
    {
        #region GettingStartedRegistration
        builder.Services.AddOrdersApi(builder.Configuration.GetSection("Orders"));
        #endregion
    }

    public static async Task<Order> CallWithoutContainer(string secret)
    {
        #region GettingStartedNoContainer
        using var client = new OAuthClient(
            "https://login.example.com",
            ClientAuthentication.ClientSecretBasic("orders-worker", secret));

        var orders = OrdersApi.Create(client, new Uri("https://api.example.com"));
        var order = await orders.GetOrder(42);
        #endregion
        return order;
    }

    public static async Task<TokenSet> RequestToken(OAuthClient client)
    {
        #region GettingStartedToken
        TokenSet tokens = await client.RequestTokenAsync(new ClientCredentialsGrant { Scope = "orders.read" });
        #endregion
        return tokens;
    }

    public static async Task<string> CallWithHandler(OAuthClient client)
    {
        #region GettingStartedHandler
        var address = new Uri("https://api.example.com");
        using var handler = new OAuthHandler(client, new ClientCredentialsGrant { Scope = "orders.read" }, address)
        {
            InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false },
        };
        using var http = new HttpClient(handler) { BaseAddress = address };
        string order = await http.GetStringAsync("/orders/42");
        #endregion
        return order;
    }
}
