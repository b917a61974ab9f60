// Compiled ahead of time (dotnet publish samples/AotWorker): three grants and a vendor. Settings come from the environment:
//   Orders__BaseAddress, Orders__Issuer, Orders__ClientId and Orders__ClientSecret; the same for Accounts, with a user's token in
//   USER_TOKEN; and Reports__BaseAddress, Reports__Domain of an Auth0 tenant (or Reports__Issuer of another server), Reports__ClientId
//   and Reports__ClientSecret, with a JWT in USER_ASSERTION.
using System.Text.Json.Serialization;
using AotWorker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OAuthKit;
using Refit;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddOrdersApi(builder.Configuration.GetSection("Orders"));
builder.Services.AddAccountsApi(builder.Configuration.GetSection("Accounts"));
builder.Services.AddReportsApi(builder.Configuration.GetSection("Reports"));
using var host = builder.Build();
await host.StartAsync();

var orders = host.Services.GetRequiredService<IOrdersApi>();
Console.WriteLine(await orders.GetOrder(42));
Console.WriteLine(await orders.CreateOrder(new Order(43, "coffee")));
Console.WriteLine(await orders.Ping());

// On behalf of the user whose request this would be.
var user = SubjectToken.Parse(builder.Configuration["USER_TOKEN"]!);
Console.WriteLine(await host.Services.GetRequiredService<IAccountsApi>().GetAccount(user));

// For an identity that another server vouches for.
var assertion = SubjectToken.Parse(builder.Configuration["USER_ASSERTION"]!);
Console.WriteLine(await host.Services.GetRequiredService<IReportsApi>().GetReport(assertion));

await host.StopAsync();

namespace AotWorker
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

    [OAuth2Api("Accounts", Json = typeof(AppJson)), TokenExchange, Scopes("accounts.read")]
    public interface IAccountsApi
    {
        [Get("/account")]
        Task<Account> GetAccount([Property(OAuthParameter.SubjectToken)] SubjectToken user, CancellationToken cancellationToken = default);
    }

    [OAuth2Api("Reports", Json = typeof(AppJson)), Auth0, JwtBearer, Audience("reports"), Scopes("reports.read")]
    public interface IReportsApi
    {
        [Get("/report")]
        Task<Report> GetReport([Property(OAuthParameter.SubjectToken)] SubjectToken user, CancellationToken cancellationToken = default);
    }

    public sealed record Order(int Id, string Item);

    public sealed record Pong(string Message);

    public sealed record Account(string Owner);

    public sealed record Report(string Title);

    [JsonSerializable(typeof(Order))]
    [JsonSerializable(typeof(Pong))]
    [JsonSerializable(typeof(Account))]
    [JsonSerializable(typeof(Report))]
    internal sealed partial class AppJson : JsonSerializerContext;
}
