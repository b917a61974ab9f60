using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;

namespace OAuthKit;

/// <summary>Gives tokens to typed and named HTTP clients that OAuthKit didn't generate.</summary>
public static class OAuthHttpClientBuilderExtensions
{
    /// <summary>
    /// Every request carries a token of the client credentials grant. The token goes to the origin of the client's
    /// <see cref="HttpClient.BaseAddress"/> only, which must be set where the HTTP client is registered.
    /// </summary>
    /// <param name="builder">The HTTP client.</param>
    /// <param name="clientName">The OAuth client, one of <c>OAuth:Clients</c> or of <c>AddOAuthClient</c>.</param>
    /// <param name="scopes">The scopes to ask for; none leaves it to the server.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">A scope isn't one.</exception>
    /// <exception cref="InvalidOperationException">The HTTP client has a token already.</exception>
    public static IHttpClientBuilder AddOAuthToken(this IHttpClientBuilder builder, string clientName, params string[] scopes)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        return builder.AddOAuthToken(clientName, new ClientCredentialsGrant { Scope = scopes.Length == 0 ? null : string.Join(' ', scopes) });
    }

    /// <summary>
    /// Every request carries a token of a grant. The token goes to the origin of the client's
    /// <see cref="HttpClient.BaseAddress"/> only, which must be set where the HTTP client is registered.
    /// </summary>
    /// <param name="builder">The HTTP client.</param>
    /// <param name="clientName">The OAuth client, one of <c>OAuth:Clients</c> or of <c>AddOAuthClient</c>.</param>
    /// <param name="grant">What to ask for.</param>
    /// <param name="configure">Sets further options of the handler, such as further origins.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="InvalidOperationException">The HTTP client has a token already.</exception>
    public static IHttpClientBuilder AddOAuthToken(this IHttpClientBuilder builder, string clientName, TokenGrant grant, Action<OAuthHandlerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(clientName);
        ArgumentNullException.ThrowIfNull(grant);
        // The builder of ConfigureHttpClientDefaults has no name.
        if (builder.Name is null)
        {
            throw new ArgumentException("A token belongs to one API, and can't be given to all HTTP clients by ConfigureHttpClientDefaults.", nameof(builder));
        }

        CoreServices.Add(builder.Services);
        CertificateHandler.Add(builder.Services, builder.Name, handlers =>
        {
            if (ClientOf(handlers).BoundCertificate is not { } certificate)
            {
                return null;
            }

            var options = new OAuthHandlerOptions();
            configure?.Invoke(options);
            return CertificateHandler.Create(handlers.Services, certificate, builder.Name, BaseAddressProbe.Find(handlers, builder.Name), options.AllowedOrigins);
        });
        InnermostOAuthHandler.Add(builder, clientName, handlers =>
        {
            var options = new OAuthHandlerOptions { LoggerFactory = handlers.Services.GetService<ILoggerFactory>() };
            configure?.Invoke(options);
            var name = string.IsNullOrEmpty(builder.Name) ? null : builder.Name;
            return new OAuthHandler(new TokenPolicy(ClientOf(handlers), grant, name), BaseAddressProbe.Find(handlers, builder.Name), options);
        });
        return builder.ConfigurePrimaryHttpMessageHandler((handler, _) => PrimaryHandler.ForbidRedirects(handler, builder.Name));

        OAuthClient ClientOf(HttpMessageHandlerBuilder handlers) => handlers.Services.GetRequiredService<ClientRegistry>().Get(clientName).Default;
    }
}
