using Refit;

namespace OAuthKit.Benchmarks;

/// <summary>The API as plain Refit has it.</summary>
public interface IPlainOrdersApi
{
    [Get("/orders/{id}")]
    Task GetOrder(int id, CancellationToken cancellationToken = default);
}

/// <summary>The same API with a policy.</summary>
[OAuth2Api("Orders"), ClientCredentials, Scopes("orders.read")]
public interface IOrdersApi
{
    [Get("/orders/{id}")]
    Task GetOrder(int id, CancellationToken cancellationToken = default);
}
