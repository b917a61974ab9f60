using Refit;

namespace OAuthKit.Tests;

/// <summary>Its tokens are bound to a certificate.</summary>
[OAuth2Api("Ledger"), ClientCredentials, MutualTls]
internal interface ILedgerApi
{
    [Get("/ping")]
    Task<string> Ping(CancellationToken cancellationToken = default);
}
