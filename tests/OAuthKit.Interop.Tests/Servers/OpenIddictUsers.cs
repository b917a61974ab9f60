using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace OAuthKit.Interop.Tests;

/// <summary>What OpenIddict leaves to its host: who is signed in at which browser, and what the users agree to, which is everything.</summary>
internal sealed class OpenIddictUsers
{
    private const string Cookie = "session";

    private readonly ConcurrentDictionary<string, DateTimeOffset> _sessions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (string Claim, object Value)> _mistaken = new(StringComparer.Ordinal);

    /// <summary>The one user, with what was agreed to.</summary>
    public static ClaimsPrincipal Create(IEnumerable<string> scopes, DateTimeOffset? signedInAt = null)
    {
        ClaimsPrincipal principal = new(new ClaimsIdentity(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, Claims.Name, Claims.Role));
        principal.SetClaim(Claims.Subject, InteropServer.UserName);
        principal.SetScopes(scopes);
        return signedInAt is { } time ? SetAuthTime(principal, time.ToUnixTimeSeconds()) : principal;
    }

    public static ValueTask DescribeAsync(HandleUserInfoRequestContext context)
    {
        context.Claims["name"] = $"Name of {context.AccessTokenPrincipal!.GetClaim(Claims.Subject)}";
        return ValueTask.CompletedTask;
    }

    public ValueTask AuthorizeAsync(HandleAuthorizationRequestContext context)
    {
        HttpContext http = context.Transaction.GetHttpRequest()!.HttpContext;
        if (http.Request.Cookies[Cookie] is not { } session || !_sessions.TryGetValue(session, out DateTimeOffset signedInAt))
        {
            if (context.Request.HasPromptValue(PromptValues.None))
            {
                context.Reject(Errors.LoginRequired, "nobody is signed in");
                return ValueTask.CompletedTask;
            }

            session = Guid.NewGuid().ToString();
            signedInAt = context.Options.TimeProvider!.GetUtcNow();
            _sessions[session] = signedInAt;
            http.Response.Cookies.Append(Cookie, session, new CookieOptions { HttpOnly = true, Secure = true });
        }

        context.SignIn(Create(context.Request.GetScopes(), signedInAt));
        return ValueTask.CompletedTask;
    }

    public ValueTask SignOutAsync(HandleEndSessionRequestContext context)
    {
        HttpContext http = context.Transaction.GetHttpRequest()!.HttpContext;
        if (http.Request.Cookies[Cookie] is { } session)
        {
            _sessions.TryRemove(session, out _);
        }

        context.SignOut();
        return ValueTask.CompletedTask;
    }

    /// <summary>Has a client's refreshes bring another claim from now on.</summary>
    public void MistakeAtRefresh(string clientId, string claim, object value)
    {
        _mistaken[clientId] = (claim, value);
    }

    /// <summary>Whose tokens a refresh brings: those of the user who approved, but for a mistake.</summary>
    public ClaimsPrincipal AtRefresh(string clientId, ClaimsPrincipal approved)
    {
        return !_mistaken.TryGetValue(clientId, out (string Claim, object Value) mistake) ? approved : mistake.Claim switch
        {
            Claims.AuthenticationTime => SetAuthTime(approved.Clone(), (int)mistake.Value),
            Claims.Nonce => approved.Clone().SetClaim(Claims.Private.Nonce, (string)mistake.Value),
            _ => approved.Clone().SetClaim(mistake.Claim, (string)mistake.Value),
        };
    }

    // Only a claim whose destination is said gets into ID tokens.
    private static ClaimsPrincipal SetAuthTime(ClaimsPrincipal principal, long seconds)
    {
        return principal
            .SetClaim(Claims.AuthenticationTime, seconds)
            .SetDestinations(static claim => claim.Type == Claims.AuthenticationTime ? [Destinations.IdentityToken] : []);
    }
}
