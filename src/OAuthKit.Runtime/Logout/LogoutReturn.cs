namespace OAuthKit;

/// <summary>
/// The browser's return after a logout
/// (<see href="https://openid.net/specs/openid-connect-rpinitiated-1_0.html#RedirectionAfterLogout">RP-Initiated Logout section
/// 3</see>). It says that the server is done, and no more: many servers ask the user, who may have stayed signed in there. The
/// session of the application is the application's to end, before the browser is sent away.
/// </summary>
public static class LogoutReturn
{
    /// <summary>Checks that the return belongs to the logout that was begun.</summary>
    /// <param name="url">The URL that the browser called, or its query.</param>
    /// <param name="state"><see cref="LogoutStart.State"/>, as it was kept in this user's session. Take it out of there first: it counts once.</param>
    /// <exception cref="OAuthException">The state is missing, stands twice, or is another (<see cref="OAuthFault.LogoutState"/>): somebody else made up the return.</exception>
    public static void Validate(string url, string state)
    {
        ArgumentNullException.ThrowIfNull(url);
        ArgumentException.ThrowIfNullOrEmpty(state);
        if (LogoutParameters.OfUrl(url)?[Wire.State] is not { } returned || !FixedTime.Equals(returned, state))
        {
            throw new OAuthException(OAuthFault.LogoutState, "The return from the logout doesn't carry the \"state\" that was sent (RP-Initiated Logout section 3), so it isn't the answer to it.");
        }
    }
}
