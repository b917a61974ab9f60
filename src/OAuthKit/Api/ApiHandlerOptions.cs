using Microsoft.Extensions.Logging;

namespace OAuthKit;

/// <summary>What the handler of an API takes from the API's options.</summary>
internal static class ApiHandlerOptions
{
    public static OAuthHandlerOptions Of(OAuthApiOptions options, ILoggerFactory? loggerFactory)
    {
        var result = new OAuthHandlerOptions
        {
            DangerouslyAllowHttp = options.DangerouslyAllowHttp,
            LoggerFactory = loggerFactory,
        };
        foreach (var origin in options.AllowedOrigins)
        {
            result.AllowedOrigins.Add(origin);
        }

        return result;
    }
}
