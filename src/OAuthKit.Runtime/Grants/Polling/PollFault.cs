using System.Net;

namespace OAuthKit;

/// <summary>Which refusals and faults a poller goes on after.</summary>
internal static class PollFault
{
    /// <summary>The server answered that the user hasn't decided (RFC 8628 section 3.5).</summary>
    public static bool IsWaiting(Exception e) => e is OAuthServerException { Error: ErrorCodes.AuthorizationPending or ErrorCodes.SlowDown };

    /// <summary>No answer, or one that speaks of the server's own trouble: asking again later may help.</summary>
    public static bool IsPassing(Exception e) => e switch
    {
        HttpRequestException => true,
        // RFC 8628 section 3.5: any other error of the protocol ends the polling.
        OAuthServerException server => IsTrouble(server.StatusCode) && server.Error is (ErrorCodes.ServerError or ErrorCodes.TemporarilyUnavailable),
        OAuthException { Code: OAuthFault.BackchannelTimeout } => true,
        // The tokens have come, and can't be asked for again: only their signature can't be verified.
        OAuthException { Code: OAuthFault.KeysStatus } => false,
        OAuthException fault => IsTrouble(fault.StatusCode),
        _ => false,
    };

    private static bool IsTrouble(int? status) =>
        (HttpStatusCode?)status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;
}
