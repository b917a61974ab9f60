using Microsoft.Extensions.Logging;

namespace OAuthKit;

/// <summary>Options of an <see cref="OAuthHandler"/>, copied when it is made.</summary>
public sealed class OAuthHandlerOptions
{
    /// <summary>Further origins (scheme, host and port; the path doesn't count) to which the API's token may be sent.</summary>
    /// <value>The default is empty: the token goes to the origin of the base address only.</value>
    public IList<Uri> AllowedOrigins { get; } = [];

    /// <summary>Lets the API be reached by <c>http</c> on a loopback address, for development. Tokens then travel in the clear on this machine.</summary>
    /// <value>The default is false.</value>
    public bool DangerouslyAllowHttp { get; set; }

    /// <summary>Where log messages go.</summary>
    /// <value>The default, null, logs nothing.</value>
    public ILoggerFactory? LoggerFactory { get; set; }
}
