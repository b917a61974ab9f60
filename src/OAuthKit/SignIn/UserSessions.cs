using Microsoft.Extensions.DependencyInjection;

namespace OAuthKit;

/// <summary>Signs the users of registered APIs in and out when the program says so; calls do it by themselves, once. A service of the container.</summary>
public sealed class UserSessions
{
    private readonly IServiceProvider _services;

    internal UserSessions(IServiceProvider services)
    {
        _services = services;
    }

    /// <summary>
    /// Sees to it that calls of an API find tokens of its user: kept ones and refreshed ones, else the user is asked, also where they
    /// were asked before. A call waits for its user as long as the time limit of its <see cref="HttpClient"/> lets it; this waits as
    /// long as the user may take.
    /// </summary>
    /// <param name="api">The name of the API, <c>Orders</c>; under a key <c>Orders:eu</c>.</param>
    /// <param name="cancellationToken">Ends the waiting, and not the sign-in.</param>
    /// <returns>The task of signing in.</returns>
    /// <exception cref="InvalidOperationException">There is no such API, or it asks no user.</exception>
    /// <exception cref="OAuthException">The user said no (<see cref="OAuthFault.AuthorizationDenied"/>) or took too long (<see cref="OAuthFault.AuthorizationExpired"/>), or no tokens could be had.</exception>
    public async Task SignInAsync(string api, CancellationToken cancellationToken = default)
    {
        foreach (var session in SessionsOf(api))
        {
            await session.SignInAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Drops the tokens of an API's user, also those in the store. It doesn't revoke them, and doesn't end the session at the
    /// authorization server (<see cref="OAuthClient.StartLogoutAsync"/>).
    /// </summary>
    /// <param name="api">The name of the API, <c>Orders</c>; under a key <c>Orders:eu</c>.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The task of signing out.</returns>
    /// <exception cref="InvalidOperationException">There is no such API, or it asks no user.</exception>
    public async Task SignOutAsync(string api, CancellationToken cancellationToken = default)
    {
        foreach (var session in SessionsOf(api))
        {
            await session.SignOutAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private UserSession[] SessionsOf(string api)
    {
        ArgumentException.ThrowIfNullOrEmpty(api);
        var instance = _services.GetKeyedService<ApiInstance>(ApiHttpClient.NameOf(api))
            ?? throw new InvalidOperationException($"There is no API \"{api}\". Give the name of its [OAuth2Api], with \":\" and the key where it has one.");
        // Its sessions are made with its policies.
        _ = instance.Settings;
        return instance.Sessions is { Length: > 0 } sessions
            ? sessions
            : throw new InvalidOperationException($"The API \"{api}\" has no method whose user signs in.");
    }
}
