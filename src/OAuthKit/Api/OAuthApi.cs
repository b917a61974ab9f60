using System.ComponentModel;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace OAuthKit;

/// <summary>An API and its generated client: how to make one, with a container or without. Generated code holds one of each API.</summary>
/// <typeparam name="TApi">The annotated interface.</typeparam>
/// <typeparam name="TClient">The generated client.</typeparam>
/// <typeparam name="TOptions">The generated options.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OAuthApi<TApi, TClient, TOptions>
    where TApi : class
    where TClient : class, TApi
    where TOptions : OAuthApiOptions, new()
{
    private readonly Func<OAuthApiContext, TClient> _create;
    private readonly ApiPolicy[] _policies;
    private readonly IssuerDiscovery? _discovery;

    /// <summary>Describes an API. Nothing is looked up or sent.</summary>
    /// <param name="name">The name of the API in the configuration.</param>
    /// <param name="create">Makes the generated client.</param>
    /// <param name="policies">The distinct policies of its methods, in the order by which the client knows them.</param>
    public OAuthApi(string name, Func<OAuthApiContext, TClient> create, params ReadOnlySpan<ApiPolicy> policies)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(create);
        Name = name;
        _create = create;
        _policies = [.. policies];
    }

    /// <summary>The name of the API in the configuration.</summary>
    public string Name { get; }

    /// <summary>The JSON context of the API's types.</summary>
    /// <value>The default, null, uses reflection where that is on.</value>
    public JsonSerializerContext? Json { get; init; }

    /// <summary>Whether the authorization server is found in the metadata of the API (<see cref="OAuth2ApiAttribute.FromResourceMetadata"/>).</summary>
    /// <value>The default is false.</value>
    public bool FromResourceMetadata
    {
        get => _discovery is not null;
        init => _discovery = value ? new ResourceIssuerDiscovery() : null;
    }

    /// <summary>Whether the API's tokens are bound to a certificate that it sees in TLS (<see cref="MutualTlsAttribute"/>).</summary>
    /// <value>The default is false.</value>
    public bool MutualTls
    {
        get;
        init
        {
            field = value;
            ClientFeatures.Carry();
        }
    }

    /// <summary>The vendor of the authorization server: a <see cref="VendorAttribute"/> of the interface, made again.</summary>
    /// <value>The default, null, is that of the configuration, else none.</value>
    public VendorAttribute? Vendor
    {
        get;
        init
        {
            field = value;
            VendorFeature.Carry();
        }
    }

    /// <summary>
    /// Makes a client without a container. It isn't disposable: its connections and tokens are those of the
    /// <see cref="OAuthClient"/>, which the caller owns, and which clients of several APIs can share.
    /// </summary>
    /// <param name="client">The client that gets the tokens. Where the authorization server is found in the metadata of the API, it is one of <see cref="OAuthClient.ForResourceAsync(ProtectedResource, ClientAuthentication, CancellationToken)"/>.</param>
    /// <param name="baseAddress">The address of the API, an absolute https URL.</param>
    /// <param name="configure">Sets further options. The client and the address are those above.</param>
    /// <param name="handler">What sends the requests; it must not follow redirects, and isn't disposed. By default the connections of the <paramref name="client"/>.</param>
    /// <returns>The client.</returns>
    /// <exception cref="ArgumentException">An address isn't an absolute https URL.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="configure"/> sets what has no place here, the API needs a JSON context and has none, or it asks for tokens that are bound in another way than those of the <paramref name="client"/>.</exception>
    public TClient Create(OAuthClient client, Uri baseAddress, Action<TOptions>? configure = null, HttpMessageHandler? handler = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(baseAddress);
        var options = new TOptions { BaseAddress = baseAddress };
        configure?.Invoke(options);
        options.Audience ??= Vendor?.Profile is { Missing.Count: 0 } vendor ? vendor.Audience : null;
        StandaloneBinding.ThrowIfMissing(Name, client, MutualTls);
        var http = StandaloneHttpClient.Create(client, baseAddress, options, handler);
        var own = options.TokenSource is { } source ? new SourcePolicies(source, client.Tokens, Name, MutualTls) : null;
        return _create(new OAuthApiContext(http, new ApiSettings(Name, _policies, options, Json, own ?? (ApiClients)new StandaloneClients(Name, PolicyOf))));

        TokenPolicy PolicyOf(ApiPolicy policy, TokenGrant grant)
        {
            StandaloneBinding.ThrowIfContradicted(Name, client, policy);
            if (grant is SignInGrant signIn)
            {
                return signIn.CreateSession(client, client.Tokens, Name, options.SignIn, services: null).Policy;
            }

            return new(client, FromResourceMetadata ? grant.WithDefaults(client.ResourceScope, [], null) : grant, Name);
        }
    }

    /// <summary>
    /// Makes a client without a container, whose tokens come from a source in place of the grants of its attributes. The source keeps
    /// them, so that clients of several APIs can share them.
    /// </summary>
    /// <param name="tokens">The source. What the attributes ask for is told to <see cref="TokenSource.For"/>.</param>
    /// <param name="baseAddress">The address of the API, an absolute https URL.</param>
    /// <param name="configure">Sets further options. The source and the address are those above.</param>
    /// <param name="handler">What sends the requests; it must not follow redirects, and isn't disposed. By default the connections of the source's <see cref="OAuthClient"/>; else connections that all such clients share.</param>
    /// <returns>The client.</returns>
    /// <exception cref="ArgumentException">An address isn't an absolute https URL.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="configure"/> sets what has no place here, or the API needs a JSON context and has none.</exception>
    public TClient Create(TokenSource tokens, Uri baseAddress, Action<TOptions>? configure = null, HttpMessageHandler? handler = null)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(baseAddress);
        var options = new TOptions { BaseAddress = baseAddress, TokenSource = tokens };
        configure?.Invoke(options);
        var http = StandaloneHttpClient.Create(tokens, baseAddress, options, handler);
        return _create(new OAuthApiContext(http, new ApiSettings(Name, _policies, options, Json, new SourcePolicies(tokens, null, Name, MutualTls))));
    }

    /// <summary>Registers the client. Its options come from <c>OAuth:Apis:{Name}</c> of the container's configuration.</summary>
    /// <param name="services">The services.</param>
    /// <returns>The builder of the API's named <see cref="HttpClient"/>, for handlers of one's own.</returns>
    /// <exception cref="InvalidOperationException">The API is registered already.</exception>
    public IHttpClientBuilder Add(IServiceCollection services)
    {
        var builder = Register(services, Name, configuration => configuration.Api(Name), readsRoot: true);
        AddClient(services);
        return builder;
    }

    /// <summary>Registers the client with the options of a section, which has the keys of <c>OAuth:Apis:{Name}</c>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="section">The section.</param>
    /// <returns>The builder of the API's named <see cref="HttpClient"/>, for handlers of one's own.</returns>
    /// <exception cref="InvalidOperationException">The API is registered already.</exception>
    public IHttpClientBuilder Add(IServiceCollection services, IConfiguration section)
    {
        Sections.ThrowIfRoot(section, Name);
        var builder = Register(services, Name, _ => section);
        AddClient(services);
        return builder;
    }

    /// <summary>Registers the client with options set in code.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder of the API's named <see cref="HttpClient"/>, for handlers of one's own.</returns>
    /// <exception cref="InvalidOperationException">The API is registered already.</exception>
    public IHttpClientBuilder Add(IServiceCollection services, Action<TOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = Register(services, Name, _ => null);
        services.Configure(Name, configure);
        AddClient(services);
        return builder;
    }

    /// <summary>Registers the client under a key, so that one API can be called at several addresses or as several clients.</summary>
    /// <param name="services">The services.</param>
    /// <param name="key">The key of the services. Its text is part of the name of the <see cref="HttpClient"/>.</param>
    /// <param name="section">The section, which has the keys of <c>OAuth:Apis:{Name}</c>.</param>
    /// <returns>The builder of the API's named <see cref="HttpClient"/>, for handlers of one's own.</returns>
    /// <exception cref="InvalidOperationException">The API is registered under this key already.</exception>
    public IHttpClientBuilder AddKeyed(IServiceCollection services, object key, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(key);
        Sections.ThrowIfRoot(section, Name);
        var registration = $"{Name}:{key}";
        var builder = Register(services, registration, _ => section);
        services.AddKeyedTransient(key, (provider, _) => _create(ApiHttpClient.CreateContext(provider, registration)));
        services.AddKeyedTransient<TApi>(key, static (provider, key) => provider.GetRequiredKeyedService<TClient>(key));
        return builder;
    }

    private void AddClient(IServiceCollection services)
    {
        services.AddTransient(provider => _create(ApiHttpClient.CreateContext(provider, Name)));
        services.AddTransient<TApi>(static provider => provider.GetRequiredService<TClient>());
    }

    private IHttpClientBuilder Register(IServiceCollection services, string registration, Func<OAuthConfiguration, IConfiguration?> section, bool readsRoot = false)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (Registrations.Has<ApiRegistration>(services, api => api.HasName(registration)))
        {
            throw new InvalidOperationException($"The API \"{registration}\" is registered already. Register it once, or each time under another key.");
        }

        CoreServices.Add(services);
        services.AddSingleton(new ApiRegistration(registration, readsRoot, provider => provider.GetRequiredService<IOptionsMonitor<TOptions>>().Get(registration)));
        services.AddSingleton<IConfigureOptions<TOptions>>(CreateSetup);
        services.AddSingleton<IPostConfigureOptions<TOptions>>(CreateSetup);
        services.AddSingleton<IValidateOptions<TOptions>>(CreateSetup);
        services.AddKeyedSingleton(ApiHttpClient.NameOf(registration), (provider, _) => new ApiInstance(
            provider,
            new MonitoredOptions<TOptions>(
                registration,
                provider.GetRequiredService<IOptionsMonitor<TOptions>>(),
                provider.GetRequiredService<IOptionsMonitorCache<TOptions>>(),
                section(provider.GetRequiredService<OAuthConfiguration>())),
            (options, clients) => new ApiSettings(Name, _policies, options, Json, clients),
            CreateNeeds()));
        return ApiHttpClient.Add(services, registration);

        ApiOptionsSetup<TOptions> CreateSetup(IServiceProvider provider)
        {
            var configuration = provider.GetRequiredService<OAuthConfiguration>();
            return new(
                registration,
                CreateNeeds(),
                section(configuration),
                configuration,
                provider.GetRequiredService<IOptionsMonitor<BackchannelOptions>>(),
                provider.GetRequiredService<NamedClients>(),
                provider.GetServices<VendorProfile>(),
                provider.GetRequiredService<IServiceProviderIsService>().IsService(typeof(IUserPrompt)));
        }
    }

    private ApiNeeds CreateNeeds() => new(Name, _policies, _discovery, MutualTls, Vendor);
}
