using Refit;

namespace OAuthKit.Tests;

/// <summary>Its tokens are bound to a key, but for one.</summary>
[OAuth2Api("Vault"), ClientCredentials, Dpop]
internal interface IVaultApi
{
    [Get("/secret")]
    Task<string> GetSecret(CancellationToken cancellationToken = default);

    [Get("/open"), Dpop(false)]
    Task<string> GetOpen(CancellationToken cancellationToken = default);
}
