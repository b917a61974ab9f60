using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace OAuthKit.Testing;

/// <summary>Brings the programs under test to the test servers.</summary>
public static class TestServiceCollectionExtensions
{
    /// <summary>
    /// Takes every OAuthKit client and every <see cref="HttpClient"/> of the container's factory to a test host and what shares its
    /// network or certificate authority, whatever the program itself has set up.
    /// </summary>
    /// <remarks>In memory, all of them get <see cref="TestHost.Handler"/>. On loopback they keep their own handlers and trust the host's certificate authority. Where the host was given a clock, OAuthKit clients take it too.</remarks>
    /// <param name="services">The services of the program.</param>
    /// <param name="host">The authorization server, or an API.</param>
    /// <returns>The same services.</returns>
    /// <example><code>
    /// services.AddOrdersApi(configuration.GetSection("Orders"));
    /// services.UseTestServer(server);
    /// </code></example>
    public static IServiceCollection UseTestServer(this IServiceCollection services, TestHost host)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(host);
        if (host.TimeProvider != TimeProvider.System)
        {
            services.PostConfigureAll<BackchannelOptions>(options => options.TimeProvider = host.TimeProvider);
            services.PostConfigureAll<TokenManagerOptions>(options => options.TimeProvider = host.TimeProvider);
        }

        if (host.CertificateAuthority is { } authority)
        {
            return services.TrustTestAuthority(authority);
        }

        if (host.Network is null)
        {
            return services;
        }

        services.PostConfigureAll<BackchannelOptions>(options => options.Handler = host.Handler);
        return services.PostConfigureAll<HttpClientFactoryOptions>(options =>
            options.HttpMessageHandlerBuilderActions.Add(builder => builder.PrimaryHandler = host.Handler));
    }

    /// <summary>
    /// Gives the generated clients of the container tokens that are fakes, and takes every <see cref="HttpClient"/> of its factory to a
    /// stub, so that what uses the clients can be tested by itself. Nothing reaches the network.
    /// </summary>
    /// <remarks>
    /// No API needs a client, a secret or an address; an address that isn't configured is <c>https://api.test</c>. A request that the
    /// stub has no answer to fails, and so does whatever asks an authorization server.
    /// </remarks>
    /// <param name="services">The services of the program, before or after its registrations.</param>
    /// <returns>The stub: say there what is answered, and see what was sent.</returns>
    /// <example><code>
    /// services.AddOrdersApi();
    /// var api = services.UseFakeTokens();
    /// api.MapGet("/orders/{id}", request => new JsonObject { ["id"] = 42 });
    /// </code></example>
    public static StubApi UseFakeTokens(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        var stub = new StubApi();
        services.AddSingleton(stub);
        services.AddSingleton(typeof(IPostConfigureOptions<>), typeof(FakeApiOptions<>));
        services.PostConfigureAll<BackchannelOptions>(static options => options.Handler = new NoBackchannel());
        services.PostConfigureAll<HttpClientFactoryOptions>(options =>
            options.HttpMessageHandlerBuilderActions.Add(builder => builder.PrimaryHandler = stub.Handler));
        return stub;
    }

    /// <summary>Lets every OAuthKit client and every <see cref="HttpClient"/> of the container's factory trust the certificates of a test authority, and no others.</summary>
    /// <remarks>A client whose innermost handler isn't a <see cref="SocketsHttpHandler"/> or a <see cref="MutualTlsHandler"/> of OAuthKit's stays as it is.</remarks>
    /// <param name="services">The services of the program.</param>
    /// <param name="authority">The authority.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection TrustTestAuthority(this IServiceCollection services, TestCertificateAuthority authority)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(authority);
        services.PostConfigureAll<BackchannelOptions>(options =>
        {
            // Handlers that OAuthKit makes: one that is given couldn't show a client certificate.
            options.Handler = null;
            options.ConfigureHandler += authority.TrustIn;
        });
        services.PostConfigureAll<MutualTlsHandlerOptions>(options => options.ConfigureHandler += authority.TrustIn);
        return services.PostConfigureAll<HttpClientFactoryOptions>(options =>
            options.HttpMessageHandlerBuilderActions.Add(builder =>
            {
                if (builder.PrimaryHandler is SocketsHttpHandler handler)
                {
                    authority.TrustIn(handler);
                }
            }));
    }
}
