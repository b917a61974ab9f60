using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace OAuthKit;

/// <summary>The meter and the activity source, both named <c>OAuthKit</c>. No client id, scope, subject or token gets here.</summary>
internal sealed class OAuthTelemetry
{
    public const string Name = "OAuthKit";

    private static readonly string? _version =
        typeof(OAuthTelemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

    private static readonly ActivitySource _source = new(Name, _version);
    private static readonly Lazy<OAuthTelemetry> _ofProcess = new(() => new OAuthTelemetry(new Meter(Name, _version)));
    private static readonly ConditionalWeakTable<IMeterFactory, OAuthTelemetry> _ofFactories = [];

    private readonly Histogram<double> _requestDuration;
    private readonly Histogram<double> _startDuration;
    private readonly Histogram<double> _remainingLifetime;
    private readonly Counter<long> _lookups;
    private readonly Counter<long> _renewals;
    private readonly Counter<long> _challenges;
    private readonly Counter<long> _replays;

    private OAuthTelemetry(Meter meter)
    {
        _requestDuration = meter.CreateHistogram<double>("oauthkit.token.requests.duration", "s", "Duration of token requests.");
        _startDuration = meter.CreateHistogram<double>("oauthkit.user.requests.duration", "s", "Duration of the requests that ask a user elsewhere.");
        _remainingLifetime = meter.CreateHistogram<double>("oauthkit.token.remaining_lifetime", "s", "Lifetime of tokens when they were obtained.");
        _lookups = meter.CreateCounter<long>("oauthkit.token.cache.lookups", "{lookup}", "Look-ups of kept tokens, by result.");
        _renewals = meter.CreateCounter<long>("oauthkit.token.renewals", "{renewal}", "Renewals of tokens that are kept, by outcome.");
        _challenges = meter.CreateCounter<long>("oauthkit.challenges", "{challenge}", "Challenges of APIs, by error.");
        _replays = meter.CreateCounter<long>("oauthkit.request.replays", "{request}", "API requests that were sent again with a new token.");
    }

    public static OAuthTelemetry For(IMeterFactory? factory) =>
        factory is null
            ? _ofProcess.Value
            : _ofFactories.GetValue(factory, static f => new OAuthTelemetry(f.Create(new MeterOptions(Name) { Version = _version })));

    /// <summary>What an exception is called on a metric: the OAuth error from a closed set, a stable code, or the exception's type.</summary>
    public static string ErrorType(Exception e) => e switch
    {
        OAuthServerException server => ErrorCodes.ForMetric(server.Error),
        OAuthException { Code: var code } when OAuthFaults.IsKnown(code) => code,
        _ => e.GetType().FullName ?? e.GetType().Name,
    };

    public static Activity? StartTokenRequest(string grantType, string authenticationMethod)
    {
        if (!_source.HasListeners())
        {
            return null;
        }

        var activity = _source.StartActivity($"oauthkit.token {grantType}", ActivityKind.Internal);
        activity?.SetTag("oauthkit.grant_type", grantType);
        activity?.SetTag("oauthkit.client_authentication", authenticationMethod);
        return activity;
    }

    /// <summary>Around the request that asks a user elsewhere, at a device or through the back channel.</summary>
    public static Activity? StartPollable(string operation, string authenticationMethod)
    {
        if (!_source.HasListeners())
        {
            return null;
        }

        var activity = _source.StartActivity($"oauthkit.{operation}", ActivityKind.Internal);
        activity?.SetTag("oauthkit.client_authentication", authenticationMethod);
        return activity;
    }

    /// <summary>When a token request started; nobody looks at the clock for nobody.</summary>
    public long Start(TimeProvider time) => _requestDuration.Enabled ? time.GetTimestamp() : 0;

    public void TokenRequested(TimeProvider time, long started, string grantType, string authenticationMethod, string? error)
    {
        if (started != 0 && _requestDuration.Enabled)
        {
            Record(_requestDuration, time.GetElapsedTime(started), "oauthkit.grant_type", grantType, authenticationMethod, error);
        }
    }

    public void PollableStarted(TimeSpan duration, string operation, string authenticationMethod, string? error)
    {
        if (_startDuration.Enabled)
        {
            Record(_startDuration, duration, "oauthkit.operation", operation, authenticationMethod, error);
        }
    }

    public void LookedUp(string result, string policy)
    {
        if (_lookups.Enabled)
        {
            _lookups.Add(1, new KeyValuePair<string, object?>("oauthkit.cache.result", result), new("oauthkit.policy", policy));
        }
    }

    public void Renewed(string policy, bool inBackground, string? error)
    {
        if (_renewals.Enabled)
        {
            _renewals.Add(1, new KeyValuePair<string, object?>("oauthkit.policy", policy), new("oauthkit.background", inBackground), new("error.type", error));
        }
    }

    public void Obtained(string policy, TimeSpan lifetime)
    {
        if (_remainingLifetime.Enabled)
        {
            _remainingLifetime.Record(lifetime.TotalSeconds, new KeyValuePair<string, object?>("oauthkit.policy", policy));
        }
    }

    public void Challenged(string policy, int status, string error)
    {
        if (_challenges.Enabled)
        {
            _challenges.Add(1, new KeyValuePair<string, object?>("oauthkit.policy", policy), new("http.response.status_code", status), new("error.type", error));
        }
    }

    public void Replayed(string policy)
    {
        if (_replays.Enabled)
        {
            _replays.Add(1, new KeyValuePair<string, object?>("oauthkit.policy", policy));
        }

        Activity.Current?.AddEvent(new ActivityEvent("oauthkit.replay", tags: new ActivityTagsCollection { { "http.request.resend_count", 1 } }));
    }

    private static void Record(Histogram<double> histogram, TimeSpan duration, string kind, string value, string authenticationMethod, string? error)
    {
        var tags = new TagList
        {
            { kind, value },
            { "oauthkit.client_authentication", authenticationMethod },
        };
        if (error is not null)
        {
            tags.Add("error.type", error);
        }

        histogram.Record(duration.TotalSeconds, tags);
    }
}
