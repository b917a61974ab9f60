using System.Net;

namespace OAuthKit;

/// <summary>
/// The request by which a server delivers a logout token
/// (<see href="https://openid.net/specs/openid-connect-backchannel-1_0.html#BCRequest">Back-Channel Logout section 2.5</see>).
/// Validate the token with a <see cref="LogoutTokenValidator"/>, end the sessions, and answer with <see cref="Done"/>, or with
/// <see cref="Refused"/> where any of it fails; in both cases with <c>Cache-Control: no-store</c> (section 2.8).
/// </summary>
public static class BackChannelLogoutRequest
{
    /// <summary>How long its body may be: 64 Ki characters.</summary>
    public const int MaxLength = LogoutParameters.MaxLength;

    /// <summary>The status of an answer that says that the sessions have ended: 200.</summary>
    public const int Done = (int)HttpStatusCode.OK;

    /// <summary>The status of an answer that says that nothing was done: 400.</summary>
    public const int Refused = (int)HttpStatusCode.BadRequest;

    /// <summary>The logout token of the request.</summary>
    /// <param name="method">The method of the request, which must be POST.</param>
    /// <param name="contentType">Its content type, which must be that of a form.</param>
    /// <param name="body">Its body, as it came.</param>
    /// <returns>The logout token, not validated.</returns>
    /// <exception cref="OAuthException">It isn't a form, or has no single <c>logout_token</c> (<see cref="OAuthFault.BackChannelLogout"/>).</exception>
    public static string ReadToken(string method, string? contentType, string body)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(body);
        var type = contentType?.Split(';')[0].Trim();
        if (method != HttpMethod.Post.Method || !string.Equals(type, Wire.Form, StringComparison.OrdinalIgnoreCase))
        {
            throw Fault("isn't a form sent by POST");
        }

        return LogoutParameters.OfForm(body)?[Wire.LogoutToken] ?? throw Fault("is too long, or doesn't have one \"logout_token\"");
    }

    private static OAuthException Fault(string what) => new(OAuthFault.BackChannelLogout, $"The back-channel logout request {what} (Back-Channel Logout section 2.5). No session ends for it.");
}
