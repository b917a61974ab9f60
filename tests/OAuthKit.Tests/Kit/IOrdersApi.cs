using Refit;

namespace OAuthKit.Tests;

[OAuth2Api("Orders"), ClientCredentials, Scopes("orders.read")]
public interface IOrdersApi
{
    [Get("/orders/{id}")]
    Task<Order> GetOrder(int id, CancellationToken cancellationToken = default);

    [Get("/orders/{id}")]
    Task<ApiResponse<Order>> GetOrderResponse(int id, CancellationToken cancellationToken = default);

    [Get("/orders")]
    IAsyncEnumerable<Order> ListOrders(CancellationToken cancellationToken = default);

    [Post("/orders"), Scopes("orders.write")]
    Task<Order> CreateOrder([Body] Order order, CancellationToken cancellationToken = default);

    [Delete("/orders/{id}"), Scopes("orders.write")]
    Task DeleteOrder(int id, CancellationToken cancellationToken = default);

    [Get("/ping"), Anonymous]
    Task<string> Ping(CancellationToken cancellationToken = default);

    [Get("/me"), AccessToken]
    Task<string> Me(CancellationToken cancellationToken = default);

    [Get("/me"), AccessToken]
    Task<string> MeAs([Property(OAuthParameter.AccessToken)] AccessToken token, CancellationToken cancellationToken = default);
}
