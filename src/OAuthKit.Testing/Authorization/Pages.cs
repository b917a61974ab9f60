using System.Net;

namespace OAuthKit.Testing;

/// <summary>The pages that a browser gets from a test server.</summary>
internal static class Pages
{
    public static TestResponse Create(string title, string body, int statusCode = 200)
    {
        var html = $"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"/><title>{WebUtility.HtmlEncode(title)}</title></head><body>
            {body}
            </body></html>
            """;
        return TestResponse.Text(html, MediaTypes.Html, statusCode).WithHeader(HeaderNames.CacheControl, "no-store").WithHeader(HeaderNames.ReferrerPolicy, "no-referrer");
    }

    /// <summary>What the user sees where the client can't be told.</summary>
    public static TestResponse Error(string error, string description) =>
        Create("Refused", $"<h1>{WebUtility.HtmlEncode(error)}</h1><p>{WebUtility.HtmlEncode(description)}</p>", statusCode: 400);

    /// <summary>Asks who signs in.</summary>
    public static TestResponse SignIn(string clientId, string scope, string action, string ticket, string? hint) => Create("Sign in", $"""
        <h1>Sign in to {WebUtility.HtmlEncode(clientId)}</h1><p>{WebUtility.HtmlEncode(scope)}</p>
        <form method="post" action="{WebUtility.HtmlEncode(action)}">
        <input type="hidden" name="{PageFields.Ticket}" value="{ticket}"/>
        <label>User <input name="{PageFields.User}" value="{WebUtility.HtmlEncode(hint ?? "alice")}"/></label>
        <label>Password <input name="{PageFields.Password}" type="password"/></label>
        <button name="{PageFields.Decision}" value="{PageFields.Approve}">Approve</button>
        <button name="{PageFields.Decision}" value="{PageFields.Deny}">Deny</button>
        </form>
        """);
}
