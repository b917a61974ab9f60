using Microsoft.Extensions.Logging;

namespace OAuthKit;

internal static partial class HandlerLog
{
    [LoggerMessage(400, LogLevel.Information, "The API refused the token for {Policy}; the request is sent again with a new one.", EventName = "RequestReplayed")]
    public static partial void Replayed(ILogger logger, string policy);

    [LoggerMessage(401, LogLevel.Information, "The API refused the token for {Policy}, but the body of the request can't be sent twice: the refusal is returned.", EventName = "RequestNotReplayable")]
    public static partial void NotReplayable(ILogger logger, string policy);

    [LoggerMessage(402, LogLevel.Warning, "A request under the policy {Policy} was about to leave the API's origin for {Origin}. It wasn't sent.", EventName = "ForeignOriginRefused")]
    public static partial void ForeignOrigin(ILogger logger, string policy, string origin);

    [LoggerMessage(403, LogLevel.Warning, "A handler below OAuthKit followed a redirect of the API; its answer is refused.", EventName = "ApiRedirectFollowed")]
    public static partial void RedirectFollowed(ILogger logger);

    [LoggerMessage(404, LogLevel.Warning, "DangerouslyAllowHttp is on: the API may be reached by http on this machine. Don't use it in production.", EventName = "ApiHttpAllowed")]
    public static partial void HttpAllowed(ILogger logger);

    [LoggerMessage(405, LogLevel.Debug, "The API wants a nonce in the proof for {Policy}; the request is sent again with a proof that has it.", EventName = "RequestProvenAgain")]
    public static partial void ProvenAgain(ILogger logger, string policy);
}
