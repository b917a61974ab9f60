using OAuthKit;
using Refit;

namespace Auth0Management;

/// <summary>
/// The part of Auth0's Management API that deals with users. The vendor says the rest: address and audience follow from the domain, which
/// the configuration gives. The token has the permissions that the application was granted.
/// </summary>
[OAuth2Api("Management"), Auth0ManagementApi, ClientCredentials]
public interface IManagementApi
{
    /// <summary>A page of the users.</summary>
    [Get("/users")]
    Task<IReadOnlyList<User>> ListUsers([AliasAs("page")] int page = 0, [AliasAs("per_page")] int perPage = 50, CancellationToken cancellationToken = default);

    /// <summary>One user. Identifiers have a vertical bar, which Refit escapes.</summary>
    [Get("/users/{id}")]
    Task<User> GetUser(string id, CancellationToken cancellationToken = default);

    /// <summary>Changes what is given.</summary>
    [Patch("/users/{id}")]
    Task<User> ChangeUser(string id, [Body] UserChange change, CancellationToken cancellationToken = default);
}
