using Microsoft.Extensions.Logging;

namespace OAuthKit;

internal static partial class ClientAuthenticationLog
{
    [LoggerMessage(300, LogLevel.Information, "Loaded {Path}.", EventName = "KeyFileLoaded")]
    public static partial void Loaded(ILogger logger, string path);

    [LoggerMessage(301, LogLevel.Warning, "{Path} has changed and can't be loaded ({Error}); what it held before stays in use.", EventName = "KeyFileNotReloaded")]
    public static partial void NotReloaded(ILogger logger, string path, string error);
}
