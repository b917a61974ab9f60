using OAuthKit;
using Refit;

namespace Quickstart;

/// <summary>An API for orders: what each call needs stands here, and nowhere else.</summary>
[OAuth2Api("Orders"), ClientCredentials, Scopes("orders.read")]
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
