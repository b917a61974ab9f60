namespace OAuthKit.Tool.Http;

/// <summary>The connections to the API that is called: they trust --ca, show the client's certificate, and are traced.</summary>
internal static class TracedApiConnections
{
    public static HttpMessageHandler Create(OAuthClient client, Uri root, ToolRun run)
    {
        var trust = Trust.Of(run);
        HttpMessageHandler handler;
        if (client.Certificate is { } certificate && root.Scheme == Uri.UriSchemeHttps)
        {
            handler = new MutualTlsHandler(certificate, [root], new MutualTlsHandlerOptions { ConfigureHandler = trust });
        }
        else
        {
            var sockets = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
            trust?.Invoke(sockets);
            handler = sockets;
        }

        return run.Trace?.Wrap(handler) ?? handler;
    }
}
