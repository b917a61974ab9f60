using Refit;

namespace OAuthKit.Interop.Tests;

/// <summary>The API of the opaque tokens, for a user who confirms on a device of theirs.</summary>
[OAuth2Api("BackchannelOrders"), Backchannel, Scopes("openid", "offline_access", ProtectedResource.Read), Resource(ProtectedResource.LedgerIdentifier)]
public interface IBackchannelOrdersApi
{
    [Get("/orders/{id}")]
    Task<Order> GetOrder(int id, CancellationToken cancellationToken);
}
