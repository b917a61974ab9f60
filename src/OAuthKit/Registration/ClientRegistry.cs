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
    NamedClients clients,
    IOptionsMonitor<BackchannelOptions> backchannels,
    TokenManager tokens)
    : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ConfiguredClient> _named = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<SharedServer> _servers = [];
    private readonly List<IDisposable> _owned = [];
    private readonly ILogger _logger = (services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger<ClientRegistry>();
    private TenantFactory? _tenants;
    private bool _isDisposed;

    /// <summary>A client by its name.</summary>
    public ConfiguredClient Get(string name)
    {
        lock (_gate)
        {
            if (_named.TryGetValue(name, out var client))
            {
                return client;
            }

            // Options and sections are found by the name as it was given where the client was added.
            var known = configuration.FindClientName(name)
                ?? throw new InvalidOperationException(UnknownClient.Describe(name, configuration.ClientNames));
            return _named[known] = Create(clients.Source(known));
        }
    }

    /// <summary>A client that is given in place, under an API.</summary>
    public ConfiguredClient Create(OptionsSource source)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var options = source.Read();
            var backchannel = BackchannelOf(source.Name, options);
            var authentication = AuthenticationOf(options, backchannel);
            var tenants = new ClientTenants(source.Name, options, _tenants ??= CreateTenantFactory());
            var client = Create(options, backchannel, authentication, tenants);
            _owned.Add(source.Watch(() => Reload(source, authentication, backchannel, tenants)));
            return client;
        }
    }

    /// <summary>A client whose authorization server is found in the metadata of its API.</summary>
    public ResourceApiClient CreateForResource(OptionsSource source, SenderConstraint constraint)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var options = (OAuthApiOptions)source.Read();
            var backchannel = BackchannelOf(source.Name, options);
            ClientFeatures.Available?.Adopt(options, backchannel);
            var authentication = new ReloadableAuthentication(ClientFactory.CreateAuthentication(options));
            var client = new ResourceApiClient(ClientFactory.CreateResource(options, constraint, backchannel), authentication);
            _owned.Add(client);
            _owned.Add(source.Watch(() => Reload(source, authentication, backchannel)));
            return client;
        }
    }

    private TenantFactory CreateTenantFactory() => new(
        services.GetService<IClientRegistrationSource>(),
        services.GetService<TimeProvider>() ?? TimeProvider.System,
        CreateForTenant,
        (client, merged, subject, faults) => TenantChecks.CheckMerged(merged, subject, backchannels.Get(client), services.GetServices<VendorProfile>(), faults),
        services.GetServices<VendorProfile>());

    private ConfiguredClient CreateForTenant(string client, OAuthClientOptions options, bool isFound)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var backchannel = BackchannelOf(client, options);
            return Create(options, backchannel, AuthenticationOf(options, backchannel), tenants: null, renewsAhead: !isFound);
        }
    }

    private ConfiguredClient Create(OAuthClientOptions options, BackchannelOptions backchannel, ReloadableAuthentication authentication, ClientTenants? tenants, bool renewsAhead = true)
    {
        var server = ServerOf(options, backchannel);
        var client = new ConfiguredClient(options, constraint => ClientFactory.CreateClient(options, constraint, server, authentication, backchannel, tokens)) { Tenants = tenants, RenewsAhead = renewsAhead };
        _owned.Add(client);
        return client;
    }

    private static ReloadableAuthentication AuthenticationOf(OAuthClientOptions options, BackchannelOptions backchannel)
    {
        ClientFeatures.Available?.Adopt(options, backchannel);
        return new(ClientFactory.CreateAuthentication(options));
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
        }
    }

    private AuthorizationServer ServerOf(OAuthClientOptions options, BackchannelOptions backchannel)
    {
        foreach (var known in _servers)
        {
            if (known.Serves(options, backchannel))
            {
                return known.Server;
            }
        }

        var added = new SharedServer(options, backchannel);
        _servers.Add(added);
        _owned.Add(added.Server);
        return added.Server;
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

    private void Reload(OptionsSource source, ReloadableAuthentication authentication, BackchannelOptions backchannel, ClientTenants? tenants = null)
    {
        try
        {
            var options = source.Read();
            ClientFeatures.Available?.Adopt(options, backchannel);
            tenants?.Use(options);
            if (authentication.TryReplace(ClientFactory.CreateAuthentication(options)))
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
