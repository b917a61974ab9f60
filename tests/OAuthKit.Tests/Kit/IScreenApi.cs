using Refit;

namespace OAuthKit.Tests;

/// <summary>Its user signs in on another device.</summary>
[OAuth2Api("Screen"), DeviceCode, Scopes("screen.show")]
internal interface IScreenApi
{
    [Get("/me")]
    Task<string> Show(CancellationToken cancellationToken = default);
}
