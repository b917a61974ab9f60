using Refit;

namespace OAuthKit.Interop.Tests;

/// <summary>The API of the opaque tokens, for a user who signs in on another device.</summary>
[OAuth2Api("DeviceOrders"), DeviceCode, Scopes("openid", "offline_access", ProtectedResource.Read), Resource(ProtectedResource.LedgerIdentifier)]
public interface IDeviceOrdersApi
{
    [Get("/orders/{id}")]
    Task<Order> GetOrder(int id, CancellationToken cancellationToken);
}
