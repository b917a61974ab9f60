using Refit;

namespace OAuthKit.Tests;

/// <summary>Its user confirms on a device of theirs.</summary>
[OAuth2Api("Call"), Backchannel, Scopes("call.make")]
internal interface ICallApi
{
    [Get("/me")]
    Task<string> Make(CancellationToken cancellationToken = default);
}
