using Refit;

namespace OAuthKit.Interop.Tests;

/// <summary>The API whose tokens are opaque; scopes and resource come from the configuration, JSON from reflection.</summary>
[OAuth2Api("Ledger"), ClientCredentials]
public interface ILedgerApi
{
    [Get("/orders/{id}")]
    Task<Order> GetOrder(int id, CancellationToken cancellationToken);

    [Post("/orders")]
    Task<Order> CreateOrder([Body] Order order, CancellationToken cancellationToken);

    [Get("/ping"), Anonymous]
    Task<string> Ping(CancellationToken cancellationToken);
}
