using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace OAuthKit;

/// <summary>The clients of a container: each made when it is first needed, and all disposed with the container.</summary>
internal sealed class ClientRegistry(
    IServiceProvider services,
    OAuthConfiguration configuration,
    IOptionsMonitor<OAuthClientOptions> monitor,
    IOptionsMonitorCache<OAuthClientOptions> cache,
    IOptionsMonitor<BackchannelOptions> backchannels,
    TokenManager tokens)
    : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, OAuthClient> _named = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<ServerKey, AuthorizationServer> _servers = [];
    private readonly List<IDisposable> _owned = [];
    private readonly ILogger _logger = (services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger<ClientRegistry>();
    private bool _isDisposed;

    /// <summary>A client by its name.</summary>
    public OAuthClient Get(string name)
    {
        lock (_gate)
        {
            if (_named.TryGetValue(name, out var client))
            {
                return client;
            }

            var known = configuration.ClientNames;
            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw new InvalidOperationException(UnknownClient.Describe(name, known));
            }

            return _named[name] = Create(new MonitoredOptions<OAuthClientOptions>(name, monitor, cache, configuration.Client(name)));
        }
    }

    /// <summary>A client that is given in place, under an API.</summary>
    public OAuthClient Create(OptionsSource source)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var options = source.Read();
            var backchannel = BackchannelOf(source.Name, options);
            var authentication = new ReloadableAuthentication(ClientFactory.CreateAuthentication(options));
            var client = new OAuthClient(ServerOf(options, backchannel), authentication, backchannel)
            {
                Tokens = tokens,
                Parameters = options.Parameters.ToDictionary(StringComparer.Ordinal),
            };
            _owned.Add(client);
            _owned.Add(source.Watch(() => Reload(source, authentication)));
            return client;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            foreach (var owned in _owned)
            {
                owned.Dispose();
            }

            foreach (var server in _servers.Values)
            {
                server.Dispose();
            }
        }
    }

    private AuthorizationServer ServerOf(OAuthClientOptions options, BackchannelOptions backchannel)
    {
        var key = ServerKey.Of(options, backchannel);
        return _servers.TryGetValue(key, out var server) ? server : _servers[key] = ClientFactory.CreateServer(options, backchannel);
    }

    private BackchannelOptions BackchannelOf(string name, OAuthClientOptions options)
    {
        var backchannel = backchannels.Get(name).Copy();
        backchannel.Timeout = options.BackchannelTimeout ?? backchannel.Timeout;
        backchannel.LoggerFactory ??= services.GetService<ILoggerFactory>();
        backchannel.MeterFactory ??= services.GetService<IMeterFactory>();
        if (backchannel.TimeProvider == TimeProvider.System)
        {
            backchannel.TimeProvider = services.GetService<TimeProvider>() ?? TimeProvider.System;
        }

        return backchannel;
    }

    private void Reload(OptionsSource source, ReloadableAuthentication authentication)
    {
        try
        {
            if (authentication.TryReplace(ClientFactory.CreateAuthentication(source.Read())))
            {
                RegistrationLog.Reloaded(_logger, source.Name);
            }
            else
            {
                RegistrationLog.NeedsRestart(_logger, source.Name);
            }
        }
        catch (OptionsValidationException e)
        {
            RegistrationLog.NotReloaded(_logger, source.Name, string.Join(" ", e.Failures));
        }
    }
}
