using Microsoft.Extensions.Logging;

namespace OAuthKit;

internal static partial class DiscoveryLog
{
    [LoggerMessage(200, LogLevel.Debug, "Discovered the metadata of the authorization server {Issuer}.", EventName = "MetadataDiscovered")]
    public static partial void Discovered(ILogger logger, string issuer);

    [LoggerMessage(201, LogLevel.Warning, "DangerouslyAllowHttp is on: the authorization server may be reached by http on this machine. Don't use it in production.", EventName = "HttpAllowed")]
    public static partial void HttpAllowed(ILogger logger);

    [LoggerMessage(202, LogLevel.Debug, "Discovered the metadata of the API {Resource}.", EventName = "ResourceDiscovered")]
    public static partial void ResourceDiscovered(ILogger logger, string resource);
}
