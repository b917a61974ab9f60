using Refit;

namespace OAuthKit.Tests;

/// <summary>An API that names its authorization server itself.</summary>
[OAuth2Api("Found", FromResourceMetadata = true), ClientCredentials]
public interface IFoundApi
{
    [Get("/orders/{id}")]
    Task<Order> GetOrder(int id, CancellationToken cancellationToken = default);

    [Post("/orders"), Scopes("orders.write")]
    Task<Order> CreateOrder([Body] Order order, CancellationToken cancellationToken = default);
}
