using Microsoft.Extensions.Logging;

namespace OAuthKit;

internal static partial class AuthorizationLog
{
    [LoggerMessage(500, LogLevel.Warning, "An authorization request asks for prompt \"none\" and max_age 0: nobody can be authenticated anew without being shown anything, so the server will refuse.", EventName = "NothingToShow")]
    public static partial void NothingToShow(ILogger logger);

    [LoggerMessage(501, LogLevel.Warning, "Refused an authorization response of {Issuer}: {Code}.", EventName = "ResponseRefused")]
    public static partial void Refused(ILogger logger, string issuer, string code);
}
