using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace OAuthKit;

/// <summary>
/// Options of the container. Their own section is watched here and not by the monitor, which would throw into whatever
/// reloads the configuration when the new values are faulty.
/// </summary>
internal sealed class MonitoredOptions<T>(string name, IOptionsMonitor<T> monitor, IOptionsMonitorCache<T> cache, IConfiguration? section) : OptionsSource(name)
    where T : OAuthClientOptions
{
    public override OAuthClientOptions Read()
    {
        try
        {
            return monitor.Get(Name);
        }
        catch (OptionsValidationException)
        {
            // The cache would keep the failure, and nobody watches the section of a client that doesn't exist yet.
            cache.TryRemove(Name);
            throw;
        }
    }

    public override IDisposable Watch(Action changed)
    {
        var byMonitor = monitor.OnChange((_, name) =>
        {
            if (name == Name)
            {
                changed();
            }
        });
        var bySection = section is null ? null : ChangeToken.OnChange(section.GetReloadToken, () =>
        {
            cache.TryRemove(Name);
            changed();
        });
        return new Both(byMonitor, bySection);
    }

    private sealed class Both(IDisposable? first, IDisposable? second) : IDisposable
    {
        public void Dispose()
        {
            first?.Dispose();
            second?.Dispose();
        }
    }
}
