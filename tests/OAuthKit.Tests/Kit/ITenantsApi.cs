using Refit;

namespace OAuthKit.Tests;

[OAuth2Api("Tenants"), ClientCredentials, Scopes("orders.read")]
public interface ITenantsApi
{
    [Get("/me")]
    Task<string> Me([Property(OAuthParameter.Tenant)] string? tenant, CancellationToken cancellationToken = default);

    [Get("/me")]
    Task<string> Me(CancellationToken cancellationToken = default);

    [Get("/me"), TokenExchange]
    Task<string> User([Property(OAuthParameter.Tenant)] string tenant, [Property(OAuthParameter.SubjectToken)] SubjectToken user, CancellationToken cancellationToken = default);

    [Get("/me"), TokenExchange]
    Task<string> User(CancellationToken cancellationToken = default);

    [Get("/me"), DeviceCode]
    Task<string> SignedIn(CancellationToken cancellationToken = default);
}
