using System.Diagnostics.Metrics;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace OAuthKit;

/// <summary>
/// How an <see cref="AuthorizationServer"/> or an <see cref="OAuthClient"/> talks to the authorization server. The values are
/// copied when the server or client is made; later changes have no effect.
/// </summary>
/// <remarks>
/// The back channel is a connection pool of its own, outside <c>IHttpClientFactory</c>: what retries or logs the calls to
/// an API can't send a secret or a one-time grant twice. It doesn't follow redirects, keeps no cookies, and limits size and
/// time of every answer.
/// </remarks>
public sealed class BackchannelOptions
{
    /// <summary>The default of <see cref="Timeout"/>: 30 seconds.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The handler that sends the requests, for a proxy, a private certificate authority or a test. It must not follow
    /// redirects, and isn't disposed by OAuthKit.
    /// </summary>
    /// <value>The default, null, is a <see cref="SocketsHttpHandler"/> that belongs to the server or client.</value>
    public HttpMessageHandler? Handler { get; set; }

    /// <summary>
    /// Changes the handler that OAuthKit makes, for a proxy or a private certificate authority, say. It is called for each new
    /// handler, and not where <see cref="Handler"/> is given. Redirects and cookies stay off, TLS stays at 1.2 or later, and
    /// the client certificate is that of the client authentication, whatever is set here; where addresses are guarded,
    /// <see cref="SocketsHttpHandler.ConnectCallback"/> is the guard's.
    /// </summary>
    /// <value>The default is null.</value>
    public Action<SocketsHttpHandler>? ConfigureHandler { get; set; }

    /// <summary>
    /// Puts a handler in front of the one that OAuthKit makes, also where that shows a client certificate: for a trace, say. It sees
    /// secrets and tokens, and must send each request once, and what it was given. It is called for each new handler, and not where
    /// <see cref="Handler"/> is given.
    /// </summary>
    /// <value>The default is null.</value>
    public Func<HttpMessageHandler, HttpMessageHandler>? WrapHandler { get; set; }

    /// <summary>Whether it is asked if the server's certificate was revoked. It costs requests to its authority, and fails where that can't be reached.</summary>
    /// <value>The default is <see cref="X509RevocationMode.NoCheck"/>, as that of .NET. It has no effect where <see cref="Handler"/> is given.</value>
    public X509RevocationMode RevocationMode { get; set; } = X509RevocationMode.NoCheck;

    /// <summary>The time for one exchange in all: connecting, sending, waiting, and reading the whole answer.</summary>
    /// <value>The default is 30 seconds. Must be above zero, and at most a day.</value>
    public TimeSpan Timeout { get; set; } = DefaultTimeout;

    /// <summary>
    /// Lets the authorization server be reached by <c>http</c> on a loopback address (<c>127.0.0.1</c>, <c>[::1]</c>,
    /// <c>localhost</c>), for development. Secrets and tokens then travel in the clear on this machine. It can't be set by
    /// configuration, never reaches another host, and is logged.
    /// </summary>
    /// <value>The default is false.</value>
    public bool DangerouslyAllowHttp { get; set; }

    /// <summary>
    /// Which addresses are connected to for a URL that came from outside, such as the address of metadata in a challenge. URLs that
    /// the application gives aren't guarded, but for those of <see cref="GuardAddresses"/>.
    /// </summary>
    /// <value>The default is <see cref="AddressGuard.PublicOnly"/>; with <see cref="DangerouslyAllowHttp"/> also this machine.</value>
    public AddressGuard AddressGuard { get; set; } = AddressGuard.PublicOnly;

    /// <summary>
    /// Guards all that is called over this back channel by <see cref="AddressGuard"/>: for an issuer that isn't the word of the
    /// application, such as one that <see cref="WebFinger"/> found.
    /// </summary>
    /// <value>The default is false.</value>
    public bool GuardAddresses
    {
        get => CreateGuard is not null;
        set => CreateGuard = value ? static options => new GuardedConnections(options) : null;
    }

    /// <summary>Made by whoever wants it, so that a program which guards nothing carries no guard when compiled ahead of time.</summary>
    internal Func<BackchannelOptions, GuardedConnections>? CreateGuard { get; private set; }

    /// <summary>The clock: for expiry, timeouts and pauses.</summary>
    /// <value>The default is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where log messages go.</summary>
    /// <value>The default, null, logs nothing.</value>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Makes the meter <c>OAuthKit</c>.</summary>
    /// <value>The default, null, uses one meter for the process.</value>
    public IMeterFactory? MeterFactory { get; set; }

    internal BackchannelOptions Copy()
    {
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentNullException.ThrowIfNull(AddressGuard);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Timeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Timeout, TimeSpan.FromDays(1));
        return (BackchannelOptions)MemberwiseClone();
    }
}
