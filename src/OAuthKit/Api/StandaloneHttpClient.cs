namespace OAuthKit;

/// <summary>The HttpClient of an API that is called without a container.</summary>
internal static class StandaloneHttpClient
{
    public static HttpClient Create(OAuthClient client, Uri baseAddress, OAuthApiOptions options, HttpMessageHandler? handler)
    {
        ThrowIfMisplaced(options, baseAddress);
        var oauth = new OAuthHandler((TokenPolicy?)null, baseAddress, ApiHandlerOptions.Of(options, client.Options.LoggerFactory))
        {
            InnerHandler = handler ?? client.CreateApiHandler(baseAddress, options.AllowedOrigins),
        };
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
