using Microsoft.Extensions.Logging;

namespace OAuthKit;

/// <summary>How an <see cref="ApiClient"/> calls its API, copied when it is made. <see cref="ApiCall"/> says otherwise for one call.</summary>
public sealed class ApiClientOptions
{
    /// <summary>The default of <see cref="Timeout"/>: 60 seconds.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Whether an error status (400 and above) and a redirect throw an <see cref="ApiResponseException"/>.</summary>
    /// <value>The default is true.</value>
    public bool ThrowOnError { get; set; } = true;

    /// <summary>What becomes of fields that are null.</summary>
    /// <value>The default is <see cref="OAuthKit.NullFields.Exclude"/>.</value>
    public NullFields NullFields { get; set; } = NullFields.Exclude;

    /// <summary>How true and false are written in forms and queries.</summary>
    /// <value>The default is <see cref="BooleanFields.Lower"/>.</value>
    public BooleanFields BooleanFields { get; set; } = BooleanFields.Lower;

    /// <summary>The time for one call: waiting for a token, sending, and the answer; for a stream, until the answer begins.</summary>
    /// <value>The default is 60 seconds. <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> waits without end.</value>
    public TimeSpan Timeout { get; set; } = DefaultTimeout;

    /// <summary>Headers of every call, such as <c>User-Agent</c>, <c>Cookie</c> or <c>Accept-Language</c>. None but these and <c>Accept</c> are sent by themselves.</summary>
    /// <value>The default is empty.</value>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Further origins to which a full URL (<see cref="ApiPath.FromUrl"/>) may lead. The API's token goes there too.</summary>
    /// <value>The default is empty.</value>
    public IList<Uri> AllowedOrigins { get; } = [];

    /// <summary>
    /// The handler that sends the calls, for a proxy, a private certificate authority or a test. It must not follow redirects,
    /// and isn't disposed. With an <see cref="HttpClient"/> of the caller's it has no effect.
    /// </summary>
    /// <value>The default, null, is one that belongs to the client, follows no redirects and keeps no cookies.</value>
    public HttpMessageHandler? Handler { get; set; }

    /// <summary>Lets the API be reached by <c>http</c> on a loopback address, for development. Tokens then travel in the clear on this machine.</summary>
    /// <value>The default is false.</value>
    public bool DangerouslyAllowHttp { get; set; }

    /// <summary>The clock, for timeouts.</summary>
    /// <value>The default is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where log messages go.</summary>
    /// <value>The default, null, logs nothing.</value>
    public ILoggerFactory? LoggerFactory { get; set; }

    internal ApiClientOptions Copy()
    {
        ArgumentNullException.ThrowIfNull(BooleanFields);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ApiCall.CheckTimeout(Timeout, nameof(Timeout));
        ApiCall.CheckHeaders(Headers, nameof(Headers));
        var copy = new ApiClientOptions
        {
            ThrowOnError = ThrowOnError,
            NullFields = NullFields,
            BooleanFields = BooleanFields,
            Timeout = Timeout,
            Handler = Handler,
            DangerouslyAllowHttp = DangerouslyAllowHttp,
            TimeProvider = TimeProvider,
            LoggerFactory = LoggerFactory,
        };
        foreach (var (name, value) in Headers)
        {
            copy.Headers[name] = value;
        }

        foreach (var origin in AllowedOrigins)
        {
            copy.AllowedOrigins.Add(origin);
        }

        return copy;
    }
}
