using Refit;

namespace OAuthKit.Interop.Tests;

/// <summary>The API of the opaque tokens, for a user who signs in in the browser.</summary>
[OAuth2Api("BrowserOrders"), AuthorizationCode, Scopes("openid", "offline_access", ProtectedResource.Read), Resource(ProtectedResource.LedgerIdentifier)]
public interface IBrowserOrdersApi
{
    [Get("/orders/{id}")]
    Task<Order> GetOrder(int id, CancellationToken cancellationToken);
}
