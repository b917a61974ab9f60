namespace OAuthKit;

/// <summary>
/// A server's wish that this application end its session with the browser that shows its page in a frame
/// (<see href="https://openid.net/specs/openid-connect-frontchannel-1_0.html#RPLogout">Front-Channel Logout section 2</see>).
/// Nobody has signed it: do no more for it than end a session of this very browser.
/// </summary>
public sealed class FrontChannelLogout
{
    private FrontChannelLogout(string? issuer, string? sessionId)
    {
        Issuer = issuer;
        SessionId = sessionId;
    }

    /// <summary>The server (<c>iss</c>); null where the request names none.</summary>
    public string? Issuer { get; }

    /// <summary>The session (<c>sid</c>), as the ID token names it; null where the request names none. Compare it with that of the session that is to end.</summary>
    public string? SessionId { get; }

    /// <summary>Reads the request, and checks that it is of the expected server.</summary>
    /// <param name="url">The URL that the browser called, or its query.</param>
    /// <param name="issuer">The issuer that the session is of.</param>
    /// <param name="requireSession">Whether <c>iss</c> and <c>sid</c> must be there, as <c>frontchannel_logout_session_required</c> registers it. True by default.</param>
    /// <returns>What is to end.</returns>
    /// <exception cref="OAuthException">A parameter is missing, stands twice or without the other, or the issuer is another (<see cref="OAuthFault.FrontChannelLogout"/>).</exception>
    public static FrontChannelLogout FromUrl(string url, string issuer, bool requireSession = true)
    {
        ArgumentNullException.ThrowIfNull(url);
        ArgumentException.ThrowIfNullOrEmpty(issuer);
        var parameters = LogoutParameters.OfUrl(url) ?? throw Fault("can't be read, or has a parameter twice");
        var (named, session) = (parameters[JoseNames.Iss], parameters[ClaimNames.Sid]);
        // Section 3: either both or none.
        if ((named is null) != (session is null))
        {
            throw Fault("has \"iss\" without \"sid\", or \"sid\" without \"iss\"");
        }

        if (requireSession && named is null)
        {
            throw Fault("has no \"iss\" and \"sid\"");
        }

        if (named is not null && named != issuer)
        {
            throw Fault("is of another authorization server");
        }

        return new FrontChannelLogout(named, session);
    }

    private static OAuthException Fault(string what) => new(OAuthFault.FrontChannelLogout, $"The front-channel logout request {what} (Front-Channel Logout section 2). No session ends for it.");
}
