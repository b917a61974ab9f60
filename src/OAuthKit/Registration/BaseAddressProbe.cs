using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace OAuthKit;

/// <summary>Finds out to which API a named HttpClient belongs, from what its registration sets on every HttpClient of that name.</summary>
internal static class BaseAddressProbe
{
    public static Uri Find(HttpMessageHandlerBuilder handlers, string httpClient)
    {
        var options = handlers.Services.GetRequiredService<IOptionsMonitor<HttpClientFactoryOptions>>().Get(httpClient);
        // It never sends: the registration's actions need an HttpClient to act on.
#pragma warning disable RS0030
        using var probe = new HttpClient();
#pragma warning restore RS0030
        foreach (var action in options.HttpClientActions)
        {
            action(probe);
        }

        return probe.BaseAddress ?? throw new InvalidOperationException(
            $"The HttpClient \"{httpClient}\" has no base address, so that it isn't known which API its token is for. Set BaseAddress where it is registered: AddHttpClient<...>(http => http.BaseAddress = ...).");
    }
}
