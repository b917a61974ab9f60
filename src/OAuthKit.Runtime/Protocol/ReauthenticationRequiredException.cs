namespace OAuthKit;

/// <summary>
/// Tokens can't be renewed without a new login: the refresh token has ended or was revoked
/// (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-5.2">RFC 6749 section 5.2</see>, <c>invalid_grant</c>), there is
/// none, or what could be used once has been used. Asking again makes no request and gives the same answer until
/// <see cref="GrantTokenSource.Use"/> is given the tokens of a new login.
/// </summary>
public sealed class ReauthenticationRequiredException : OAuthException
{
    internal ReauthenticationRequiredException(string reason, Exception? cause)
        : base(OAuthFault.ReauthenticationRequired, $"{reason} A new login is needed.", cause)
    {
        StatusCode = (cause as OAuthException)?.StatusCode;
        Reason = reason;
    }

    internal string Reason { get; }
}
