using Microsoft.Extensions.DependencyInjection;

namespace OAuthKit;

/// <summary>One registration of an API in one container: its options, frozen when it is first used, and the settings of its policies.</summary>
internal sealed class ApiInstance(IServiceProvider services, OptionsSource source, Func<OAuthApiOptions, Func<string, TokenGrant, TokenPolicy>, ApiSettings> createSettings, IssuerDiscovery? discovery)
{
    private readonly Lock _gate = new();
    private volatile ApiSettings? _settings;
    private OAuthClient? _client;
    private Func<string, TokenGrant, TokenPolicy>? _discovered;

    public OAuthApiOptions Options { get; } = (OAuthApiOptions)source.Read();

    /// <summary>Made once; a failure isn't kept, since the configuration may be put right while the program runs.</summary>
    public ApiSettings Settings => _settings ?? Create();

    private ApiSettings Create()
    {
        lock (_gate)
        {
            return _settings ??= createSettings(Options, CreatePolicy);
        }
    }

    private TokenPolicy CreatePolicy(string name, TokenGrant grant)
    {
        if (discovery is null)
        {
            return new(GetClient(), grant, name);
        }

        _discovered ??= discovery.CreatePolicies(services, source);
        return _discovered(name, grant);
    }

    private OAuthClient GetClient()
    {
        var registry = services.GetRequiredService<ClientRegistry>();
        return _client ??= Options.Client is { } name ? registry.Get(name) : registry.Create(source);
    }
}
