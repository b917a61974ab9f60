using Refit;

namespace OAuthKit.Interop.Tests;

/// <summary>The API whose tokens are JWTs; JSON through a source-generated context.</summary>
[OAuth2Api("Orders", Json = typeof(AppJson)), ClientCredentials, Scopes(ProtectedResource.Read), Resource(ProtectedResource.OrdersIdentifier)]
public interface IOrdersApi
{
    [Get("/orders/{id}")]
    Task<Order> GetOrder(int id, CancellationToken cancellationToken);

    [Post("/orders"), Scopes(ProtectedResource.Write)]
    Task<Order> CreateOrder([Body] Order order, CancellationToken cancellationToken);

    [Post("/orders")]
    Task<Order> CreateOrderWithoutTheScope([Body] Order order, CancellationToken cancellationToken);

    [Get("/ping"), Anonymous]
    Task<string> Ping(CancellationToken cancellationToken);

    [Get("/orders/{id}"), AccessToken]
    Task<Order> GetOrder(int id, [Property(OAuthParameter.AccessToken)] AccessToken token, CancellationToken cancellationToken);
}
