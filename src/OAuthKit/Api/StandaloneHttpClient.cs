using Microsoft.Extensions.Logging;

namespace OAuthKit;

/// <summary>The HttpClient of an API that is called without a container.</summary>
internal static class StandaloneHttpClient
{
    private static readonly Lazy<HttpMessageHandler> _shared = new(static () => ApiConnections.Create());

    public static HttpClient Create(OAuthClient client, Uri baseAddress, OAuthApiOptions options, HttpMessageHandler? handler)
    {
        ThrowIfMisplaced(options, baseAddress);
        return Create(baseAddress, options, client.Options.LoggerFactory, handler ?? client.CreateApiHandler(baseAddress, options.AllowedOrigins));
    }

    public static HttpClient Create(TokenSource tokens, Uri baseAddress, OAuthApiOptions options, HttpMessageHandler? handler)
    {
        if (options.TokenSource != tokens)
        {
            throw Misplaced(nameof(OAuthApiOptions.TokenSource), "The source is an argument of Create.");
        }

        ThrowIfMisplaced(options, baseAddress);
        return Create(baseAddress, options, tokens.Client?.Options.LoggerFactory, handler ?? tokens.Client?.CreateApiHandler(baseAddress, options.AllowedOrigins) ?? _shared.Value);
    }

    private static HttpClient Create(Uri baseAddress, OAuthApiOptions options, ILoggerFactory? loggerFactory, HttpMessageHandler handler)
    {
        var oauth = new OAuthHandler((TokenPolicy?)null, baseAddress, ApiHandlerOptions.Of(options, loggerFactory)) { InnerHandler = handler };
        // The home of API calls without a container: the connections below it belong to the OAuthClient or to the caller.
#pragma warning disable RS0030
        return new HttpClient(oauth, disposeHandler: false) { BaseAddress = baseAddress };
#pragma warning restore RS0030
    }

    private static void ThrowIfMisplaced(OAuthApiOptions options, Uri baseAddress)
    {
        if (options.BaseAddress != baseAddress)
        {
            throw Misplaced(nameof(OAuthApiOptions.BaseAddress), "The address is an argument of Create.");
        }

        if (options.Client is not null)
        {
            throw Misplaced(nameof(OAuthApiOptions.Client), "There are no named clients without a container.");
        }

        if (options.StatesClient)
        {
            throw Misplaced(nameof(OAuthClientOptions), "The client is an argument of Create.");
        }
    }

    private static InvalidOperationException Misplaced(string name, string why) =>
        new($"{name} can't be set where a client is made by Create. {why}");
}
