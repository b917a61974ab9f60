using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace OAuthKit;

/// <summary>Gives a named HttpClient connections that show its client's certificate, to the API's origins and to no others.</summary>
internal static class CertificateHandler
{
    /// <summary>Puts the handler there unless no certificate is to be shown. A primary handler that is set later replaces it.</summary>
    public static void Add(IServiceCollection services, string httpClient, Func<HttpMessageHandlerBuilder, HttpMessageHandler?> create) =>
        services.Configure<HttpClientFactoryOptions>(httpClient, options => options.HttpMessageHandlerBuilderActions.Add(handlers =>
        {
            if (handlers.PrimaryHandler is not MutualTlsHandler && create(handlers) is { } handler)
            {
                handlers.PrimaryHandler = handler;
            }
        }));

    /// <param name="services">The services.</param>
    /// <param name="certificate">The certificate; null where only tenants have one.</param>
    /// <param name="name">The name of the options, that of the API or of the HttpClient.</param>
    /// <param name="baseAddress">The API.</param>
    /// <param name="allowedOrigins">Where its tokens may go beside it.</param>
    public static HttpMessageHandler Create(IServiceProvider services, ClientCertificate? certificate, string name, Uri baseAddress, IEnumerable<Uri> allowedOrigins) =>
        ClientFeatures.Available!.CreateHandler(services, certificate, name, [baseAddress, .. allowedOrigins]);
}
