using Refit;

namespace OAuthKit.Tests;

/// <summary>Needs no OAuth client.</summary>
[OAuth2Api("Status")]
internal interface IStatusApi
{
    [Get("/ping"), Anonymous]
    Task<string> Ping(CancellationToken cancellationToken = default);

    [Get("/me"), AccessToken]
    Task<string> MeAs([Property(OAuthParameter.AccessToken)] AccessToken token, CancellationToken cancellationToken = default);
}
