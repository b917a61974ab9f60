using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace OAuthKit;

/// <summary>Puts an OAuth handler into a named HttpClient, below whatever else is added to it.</summary>
internal static class InnermostOAuthHandler
{
    public static void Add(IHttpClientBuilder builder, string? client, Func<HttpMessageHandlerBuilder, OAuthHandler> create)
    {
        if (Registrations.Has<HandlerRegistration>(builder.Services, handler => handler.Has(builder.Name)))
        {
            throw new InvalidOperationException($"The HttpClient \"{builder.Name}\" has an OAuth token already. Remove one of the two registrations.");
        }

        builder.Services.AddSingleton(new HandlerRegistration(builder.Name, client));
        builder.Services.AddOptions<HttpClientFactoryOptions>(builder.Name).PostConfigure(options =>
        {
            options.HttpMessageHandlerBuilderActions.Add(handlers => handlers.AdditionalHandlers.Add(create(handlers)));
            Redact(options);
        });
    }

    // The factory logs the headers of a request below this handler, where the token is on it.
    private static void Redact(HttpClientFactoryOptions options)
    {
        var others = options.ShouldRedactHeaderValue;
        options.ShouldRedactHeaderValue = name => HeaderNames.IsSecret(name) || others(name);
    }
}
