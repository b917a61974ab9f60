using Refit;

namespace OAuthKit.Tests;

/// <summary>Shows a certificate with the caller's token, and needs no client for that.</summary>
[OAuth2Api("Sealed"), AccessToken, MutualTls]
internal interface ISealedApi
{
    [Get("/ping")]
    Task<string> Ping([Property(OAuthParameter.AccessToken)] AccessToken token, CancellationToken cancellationToken = default);
}
