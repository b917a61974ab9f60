namespace OAuthKit;

/// <summary>Settles what an API's connections do by default, on the handler that is there, so that a certificate or proxy set for all clients stays.</summary>
internal static class PrimaryHandler
{
    // The platform follows a redirect without the token, so the answer would be that of an anonymous call.
    public static void ForbidRedirects(HttpMessageHandler handler, string httpClient)
    {
        try
        {
            switch (Innermost(handler))
            {
                case SocketsHttpHandler { AllowAutoRedirect: true } sockets:
                    sockets.AllowAutoRedirect = false;
                    break;
                case HttpClientHandler { AllowAutoRedirect: true } client:
                    client.AllowAutoRedirect = false;
                    break;
            }
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidOperationException($"The primary handler of the HttpClient \"{httpClient}\" is in use already, so that its redirects can't be turned off. Set AllowAutoRedirect to false where it is made.", e);
        }
    }

    // Handlers are pooled: cookies of one caller would go with the calls of others.
    public static void ForbidCookies(HttpMessageHandler handler)
    {
        try
        {
            switch (Innermost(handler))
            {
                case SocketsHttpHandler { UseCookies: true } sockets:
                    sockets.UseCookies = false;
                    break;
                case HttpClientHandler { UseCookies: true } client:
                    client.UseCookies = false;
                    break;
            }
        }
        catch (InvalidOperationException)
        {
            // A handler in use keeps what it was made with.
        }
    }

    private static HttpMessageHandler? Innermost(HttpMessageHandler? handler)
    {
        while (handler is DelegatingHandler delegating)
        {
            handler = delegating.InnerHandler;
        }

        return handler;
    }
}
