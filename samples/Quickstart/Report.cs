using System.Diagnostics.Metrics;
using OAuthKit.Testing;

namespace Quickstart;

/// <summary>Tells on the console what happened: from OAuthKit's own meter, and, where the API is the demo's, from what it received.</summary>
internal sealed class Report : IDisposable
{
    private readonly MeterListener _listener = new();
    private int _tokenRequests;
    private int _calls;

    public Report()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "OAuthKit", Name: "oauthkit.token.requests.duration" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref _tokenRequests));
        _listener.Start();
    }

    public void Called(string call, object result, DemoServers? demo)
    {
        _calls++;
        Console.WriteLine($"  {call,-18} -> {result}");
        if (demo is not null)
        {
            Console.WriteLine($"  {"",-18}    {Describe(demo.Api.Requests[^1])}");
        }
    }

    public void CalledAtOnce(int calls)
    {
        _calls += calls;
        Console.WriteLine($"  {calls} calls at once -> all answered");
    }

    public void Summarize() =>
        Console.WriteLine($"{Environment.NewLine}{_calls} calls, {_tokenRequests} token requests: one for each set of scopes, however many calls.");

    public void Dispose() => _listener.Dispose();

    private static string Describe(TestRequest request) =>
        request.Token is { Id: { } id } token ? $"carried token {id[..8]} with scope {string.Join(' ', token.Scopes)}" : "carried no token";
}
