using Microsoft.Extensions.Logging;

namespace OAuthKit;

internal static partial class RegistrationLog
{
    [LoggerMessage(700, LogLevel.Debug, "The configuration changed; {Client} uses the credential of the new one from the next token request on.", EventName = "ClientReloaded")]
    public static partial void Reloaded(ILogger logger, string client);

    [LoggerMessage(701, LogLevel.Warning, "The configuration changed, but for {Client} it is faulty, so the old credential stays in use: {Faults}", EventName = "ClientNotReloaded")]
    public static partial void NotReloaded(ILogger logger, string client, string faults);

    [LoggerMessage(702, LogLevel.Warning, "The configuration of {Client} changed in its identifier or its method of authentication. That takes effect after a restart.", EventName = "ClientNeedsRestart")]
    public static partial void NeedsRestart(ILogger logger, string client);
}
