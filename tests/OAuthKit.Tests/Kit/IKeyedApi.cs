using Refit;

namespace OAuthKit.Tests;

/// <summary>All its tokens are bound to a key.</summary>
[OAuth2Api("Keyed"), ClientCredentials, Dpop]
internal interface IKeyedApi
{
    [Get("/secret")]
    Task<string> GetSecret(CancellationToken cancellationToken = default);
}
