using Refit;

namespace OAuthKit.Tests;

[OAuth2Api("Users"), TokenExchange, Scopes("orders.read"), Audience("orders")]
public interface IUsersApi
{
    [Get("/me")]
    Task<string> Me([Property(OAuthParameter.SubjectToken)] SubjectToken user, CancellationToken cancellationToken = default);

    [Get("/me")]
    Task<string> MeBy([Property(OAuthParameter.SubjectToken)] SubjectToken user, [Property(OAuthParameter.ActorToken)] ActorToken? actor, CancellationToken cancellationToken = default);

    [Get("/me")]
    Task<string> MyOwn(CancellationToken cancellationToken = default);

    [Get("/me")]
    Task<string> MeAt([Property(OAuthParameter.SubjectToken)] SubjectToken user, [Property(OAuthParameter.Resource)] string? resource, CancellationToken cancellationToken = default);

    [Get("/me"), ClientCredentials]
    Task<string> Application(CancellationToken cancellationToken = default);

    [Get("/me"), ClientCredentials]
    Task<string> Application([Property(OAuthParameter.Resource)] string? resource, CancellationToken cancellationToken = default);

    [Get("/me"), JwtBearer]
    Task<string> MeByAssertion([Property(OAuthParameter.SubjectToken)] SubjectToken user, CancellationToken cancellationToken = default);

    [Post("/me/echo")]
    Task<ApiResponse<string>> Echo([Body] string text, [Property(OAuthParameter.SubjectToken)] SubjectToken? user, CancellationToken cancellationToken = default);
}
