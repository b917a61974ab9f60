using Refit;

namespace OAuthKit.Interop.Tests;

/// <summary>An API that is called on somebody's behalf, by both grants that there are for that.</summary>
[OAuth2Api("Behalf"), TokenExchange]
public interface IBehalfApi
{
    [Get("/orders/{id}")]
    Task<string> GetOrder(int id, [Property(OAuthParameter.SubjectToken)] SubjectToken user, CancellationToken cancellationToken);

    [Get("/orders"), JwtBearer]
    Task<string> GetOrders(CancellationToken cancellationToken);
}
