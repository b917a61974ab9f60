using Microsoft.Extensions.Options;

namespace OAuthKit;

/// <summary>Finds the options of a client by its name, for what must be known of it elsewhere.</summary>
internal sealed class NamedClients(OAuthConfiguration configuration, IOptionsMonitor<OAuthClientOptions> monitor, IOptionsMonitorCache<OAuthClientOptions> cache)
{
    /// <summary>The client by the name that it was added under; null where there is none, or where it has faults.</summary>
    public OptionsOfClient? Find(string name)
    {
        if (configuration.FindClientName(name) is not { } known)
        {
            return null;
        }

        try
        {
            return new(known, Source(known).Read());
        }
        catch (OptionsValidationException)
        {
            return null;
        }
    }

    public MonitoredOptions<OAuthClientOptions> Source(string name) => new(name, monitor, cache, configuration.Client(name));
}
