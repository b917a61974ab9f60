using Refit;

namespace OAuthKit.Tests;

/// <summary>Its user signs in in the browser.</summary>
[OAuth2Api("Mail"), AuthorizationCode, Scopes("mail.read")]
internal interface IMailApi
{
    [Get("/me")]
    Task<string> Read(CancellationToken cancellationToken = default);

    [Get("/me"), Scopes("mail.send")]
    Task<string> Send(CancellationToken cancellationToken = default);

    [Get("/ping"), Anonymous]
    Task<string> Ping(CancellationToken cancellationToken = default);
}
