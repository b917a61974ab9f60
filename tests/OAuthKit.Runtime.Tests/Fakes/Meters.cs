using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace OAuthKit;

/// <summary>What is measured, as text: the instrument and its attributes.</summary>
internal sealed class Meters : IMeterFactory
{
    private readonly List<Meter> _meters = [];
    private readonly MeterListener _listener;

    public Meters()
    {
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Scope == this)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => See(instrument, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
        {
            Assert.True(value >= 0);
            See(instrument, tags);
        });
        _listener.Start();
    }

    public ConcurrentQueue<string> Seen { get; } = [];

    public Meter Create(MeterOptions options)
    {
        Assert.Equal("OAuthKit", options.Name);
        options.Scope = this;
        var meter = new Meter(options);
        _meters.Add(meter);
        return meter;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meters.ForEach(meter => meter.Dispose());
    }

    private void See(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        Seen.Enqueue($"{instrument.Name}{{{string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal))}}}");
}
