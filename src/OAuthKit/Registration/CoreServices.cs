using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OAuthKit;

/// <summary>What every registration needs, once in a container.</summary>
internal static class CoreServices
{
    public static void Add(IServiceCollection services)
    {
        if (Registrations.HasService(services, typeof(OAuthConfiguration)))
        {
            return;
        }

        services.AddSingleton(static provider => new OAuthConfiguration(provider));
        services.AddSingleton<IConfigureOptions<OAuthClientOptions>, ClientOptionsSetup>();
        services.AddSingleton<IPostConfigureOptions<OAuthClientOptions>, ClientOptionsSetup>();
        services.AddSingleton<IValidateOptions<OAuthClientOptions>, ClientOptionsSetup>();
        services.AddSingleton<IConfigureOptions<TokenManagerOptions>, TokensOptionsSetup>();
        services.AddSingleton<IValidateOptions<TokenManagerOptions>, TokensOptionsSetup>();
        services.AddSingleton<IValidateOptions<StartOptions>, StartOptionsValidator>();
        services.AddOptions<StartOptions>().ValidateOnStart();
        services.TryAddSingleton(CreateTokenManager);
        services.AddSingleton<NamedClients>();
        services.AddSingleton<ClientRegistry>();
        services.AddSingleton(static provider => new UserSessions(provider));
        services.AddKeyedSingleton(KeyedService.AnyKey, static (provider, key) => provider.GetRequiredService<ClientRegistry>().Get(
            key as string ?? throw new InvalidOperationException("An OAuthClient is a keyed service under its name, a string.")).Default);
    }

    private static TokenManager CreateTokenManager(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<TokenManagerOptions>>().Value.Copy();
        options.LoggerFactory ??= services.GetService<ILoggerFactory>();
        options.MeterFactory ??= services.GetService<IMeterFactory>();
        if (options.TimeProvider == TimeProvider.System)
        {
            options.TimeProvider = services.GetService<TimeProvider>() ?? TimeProvider.System;
        }

        return new TokenManager(options);
    }
}
