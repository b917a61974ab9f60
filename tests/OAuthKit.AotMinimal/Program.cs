// A program with client credentials only: how small one can be, and what it does not carry.
using System.Text.Json.Serialization;
using AotMinimal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OAuthKit;
using Refit;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddOrdersApi(builder.Configuration.GetSection("Orders"));
using var host = builder.Build();
await host.StartAsync();

var orders = host.Services.GetRequiredService<IOrdersApi>();
Console.WriteLine(await orders.GetOrder(42));
Console.WriteLine(await orders.CreateOrder(new Order(43, "coffee")));
Console.WriteLine(await orders.Ping());

await host.StopAsync();

namespace AotMinimal
{
    [OAuth2Api("Orders", Json = typeof(AppJson)), ClientCredentials, Scopes("orders.read")]
    public interface IOrdersApi
    {
        [Get("/orders/{id}")]
        Task<Order> GetOrder(int id, CancellationToken cancellationToken = default);

        [Post("/orders"), Scopes("orders.write")]
        Task<Order> CreateOrder([Body] Order order, CancellationToken cancellationToken = default);

        [Get("/ping"), Anonymous]
        Task<Pong> Ping(CancellationToken cancellationToken = default);
    }

    public sealed record Order(int Id, string Item);

    public sealed record Pong(string Message);

    [JsonSerializable(typeof(Order))]
    [JsonSerializable(typeof(Pong))]
    internal sealed partial class AppJson : JsonSerializerContext;
}
