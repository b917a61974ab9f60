// The program of samples/AotWorker without OAuthKit and without tokens: what its size is compared with.
using System.Text.Json.Serialization;
using AotBaseline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Refit;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddHttpClient("Orders", http => http.BaseAddress = new Uri(builder.Configuration["Orders:BaseAddress"]!));
builder.Services.AddTransient(services =>
{
    var options = SystemTextJsonContentSerializer.GetDefaultJsonSerializerOptions();
    options.TypeInfoResolver = AppJson.Default;
    return RestService.ForGenerated<IOrdersApi>(
        services.GetRequiredService<IHttpClientFactory>().CreateClient("Orders"),
        new RefitSettings(new SystemTextJsonContentSerializer(options)));
});
using var host = builder.Build();
await host.StartAsync();

var orders = host.Services.GetRequiredService<IOrdersApi>();
Console.WriteLine(await orders.GetOrder(42));
Console.WriteLine(await orders.CreateOrder(new Order(43, "coffee")));
Console.WriteLine(await orders.Ping());

await host.StopAsync();

namespace AotBaseline
{
    public interface IOrdersApi
    {
        [Get("/orders/{id}")]
        Task<Order> GetOrder(int id, CancellationToken cancellationToken = default);

        [Post("/orders")]
        Task<Order> CreateOrder([Body] Order order, CancellationToken cancellationToken = default);

        [Get("/ping")]
        Task<Pong> Ping(CancellationToken cancellationToken = default);
    }

    public sealed record Order(int Id, string Item);

    public sealed record Pong(string Message);

    [JsonSerializable(typeof(Order))]
    [JsonSerializable(typeof(Pong))]
    internal sealed partial class AppJson : JsonSerializerContext;
}
