using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OAuthKit;

/// <summary>The named HttpClient of a registered API.</summary>
internal static class ApiHttpClient
{
    public static string NameOf(string registration) => $"OAuthKit.{registration}";

    public static IHttpClientBuilder Add(IServiceCollection services, string registration)
    {
        var name = NameOf(registration);
        var builder = services.AddHttpClient(name)
            .ConfigureHttpClient((provider, http) => http.BaseAddress = InstanceOf(provider, registration).Options.BaseAddress)
            .ConfigurePrimaryHttpMessageHandler((handler, _) =>
            {
                PrimaryHandler.ForbidRedirects(handler, name);
                PrimaryHandler.ForbidCookies(handler);
            });
        CertificateHandler.Add(services, name, handlers =>
        {
            var api = InstanceOf(handlers.Services, registration);
            var certificate = api.Certificate;
            return certificate is not null || api.MayShowCertificatesOfTenants
                ? CertificateHandler.Create(handlers.Services, certificate, registration, api.Options.BaseAddress!, api.Options.AllowedOrigins)
                : null;
        });
        InnermostOAuthHandler.Add(builder, client: null, handlers =>
        {
            var options = InstanceOf(handlers.Services, registration).Options;
            return new OAuthHandler((TokenPolicy?)null, options.BaseAddress!, ApiHandlerOptions.Of(options, handlers.Services.GetService<ILoggerFactory>()));
        });
        return builder;
    }

    public static ApiInstance InstanceOf(IServiceProvider services, string registration) =>
        services.GetRequiredKeyedService<ApiInstance>(NameOf(registration));

    public static OAuthApiContext CreateContext(IServiceProvider services, string registration)
    {
        // First of all: the factory would keep the failure of faulty options for good.
        var settings = InstanceOf(services, registration).Settings;
        return new(services.GetRequiredService<IHttpClientFactory>().CreateClient(NameOf(registration)), settings);
    }
}
