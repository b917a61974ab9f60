using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.ExceptionServices;
using System.Text;

[assembly: AssemblyFixture(typeof(OAuthKit.CanaryWatch))]

namespace OAuthKit;

/// <summary>
/// Listens to everything that the whole test run tells the world: logs of every level, activities of every source,
/// measurements of every meter, and each exception that is thrown. The run fails at its end where the canary was seen.
/// </summary>
public sealed class CanaryWatch : IDisposable
{
    private static readonly ConcurrentQueue<string> _seen = new();

    // What is the same whatever stands before and after, for each of the three places in a group of three bytes.
    private static readonly string[] _encoded =
    [
        Convert.ToBase64String(Encoding.UTF8.GetBytes(The.Canary)),
        Convert.ToBase64String(Encoding.UTF8.GetBytes("-" + The.Canary))[2..^3],
        Convert.ToBase64String(Encoding.UTF8.GetBytes("--" + The.Canary))[3..^2],
    ];

    private static readonly AsyncLocal<bool> _isExempt = new();

    private readonly ActivityListener _activities = new()
    {
        ShouldListenTo = _ => true,
        Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        ActivityStopped = activity => Look("activity", Describe(activity)),
    };

    private readonly MeterListener _meters = new()
    {
        InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument),
    };

    public CanaryWatch()
    {
        ActivitySource.AddActivityListener(_activities);
        _meters.SetMeasurementEventCallback<long>(static (_, _, tags, _) => Look(tags));
        _meters.SetMeasurementEventCallback<double>(static (_, _, tags, _) => Look(tags));
        _meters.Start();
        AppDomain.CurrentDomain.FirstChanceException += OnException;
    }

    internal static LogCapture Logs { get; } = new();

    public void Dispose()
    {
        AppDomain.CurrentDomain.FirstChanceException -= OnException;
        _meters.Dispose();
        _activities.Dispose();
        foreach (var (_, _, text) in Logs.Messages)
        {
            Look("log", text);
        }

        Assert.True(_seen.IsEmpty, $"The canary was seen {_seen.Count} times, first in:\n{string.Join('\n', _seen.Take(3))}");
    }

    /// <summary>
    /// From here on, in this flow of a test, only exceptions that somebody gets to see are looked at, and by the test itself: the
    /// parser of JSON quotes what it can't read in exceptions that go no further than to its caller.
    /// </summary>
    internal static void LookAtOutcomesOnly() => _isExempt.Value = true;

    /// <summary>Whether a text has the canary, bare or inside of Base64, as an Authorization header of Basic has it.</summary>
    internal static bool Holds(string text)
    {
        if (text.Contains(The.Canary, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        foreach (var part in _encoded)
        {
            if (text.Contains(part, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    internal static string Describe(Exception exception) =>
        $"{exception} {string.Join(' ', exception.Data.Cast<DictionaryEntry>().Select(item => $"{item.Key}={item.Value}"))}";

    internal static string Describe(Activity activity) => string.Join(' ',
    [
        activity.DisplayName,
        activity.StatusDescription,
        .. activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"),
        .. activity.Baggage.Select(item => $"{item.Key}={item.Value}"),
        .. activity.Events.SelectMany(e => e.Tags.Select(tag => $"{e.Name} {tag.Key}={tag.Value}")),
    ]);

    // Called a million times in a run, so it makes no text where there is nothing to tell.
    private static void Look(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (name, value) in tags)
        {
            if (Holds(name) || (value is string text && Holds(text)))
            {
                _seen.Enqueue($"metric: {name}={value}");
            }
        }
    }

    private static void OnException(object? sender, FirstChanceExceptionEventArgs e)
    {
        // An assertion that fails quotes what it compared, and is red already.
        if (!_isExempt.Value && e.Exception is not Xunit.Sdk.IAssertionException)
        {
            Look("exception", Describe(e.Exception));
        }
    }

    private static void Look(string kind, string text)
    {
        if (Holds(text))
        {
            _seen.Enqueue($"{kind}: {text}");
        }
    }
}
