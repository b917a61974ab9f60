namespace OAuthKit;

/// <summary>
/// Asks the OpenID Provider to end the user's session there
/// (<see href="https://openid.net/specs/openid-connect-rpinitiated-1_0.html#RPLogout">RP-Initiated Logout section 2</see>).
/// </summary>
public sealed class LogoutRequest
{
    /// <summary>The ID token of the session, by which the server knows whom to ask and that the request is honest. An encrypted one is decrypted first by <see cref="OAuthClient.IdTokens"/>.</summary>
    /// <value>The default, null, sends none: the server then asks the user. RECOMMENDED.</value>
    public EncodedIdToken? IdTokenHint { get; init; }

    /// <summary>Where the browser comes back to, to the character as it is registered.</summary>
    /// <value>The default, null, lets the server end on a page of its own.</value>
    /// <exception cref="ArgumentException">It isn't an absolute URI without a fragment.</exception>
    public string? PostLogoutRedirectUri
    {
        get;
        init => field = value is null ? null : RedirectUri.Validate(value);
    }

    /// <summary>Who is to be logged out, for a server that has no ID token to look at: a user name, say.</summary>
    /// <value>The default, null, sends none.</value>
    public string? LogoutHint { get; init; }

    /// <summary>The languages for the server's pages, by preference, separated by spaces (BCP 47).</summary>
    /// <value>The default, null, sends none.</value>
    public string? UiLocales { get; init; }
}
