using Refit;

namespace OAuthKit.Tests;

/// <summary>Says what it is, and leaves scope, resource and audience to the configuration.</summary>
[OAuth2Api("Stock", Json = typeof(ShopJson)), ClientCredentials]
internal interface IStockApi
{
    [Get("/orders/{id}")]
    Task<Order> GetOrder(int id, CancellationToken cancellationToken = default);

    [Get("/stock")]
    Task<Dictionary<string, decimal>> GetStock(CancellationToken cancellationToken = default);

    [Get("/ping")]
    Task<string> Ping(CancellationToken cancellationToken = default);
}
