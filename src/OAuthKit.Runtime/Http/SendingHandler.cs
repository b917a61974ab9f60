namespace OAuthKit;

/// <summary>What is known of the handler that sends in the end.</summary>
internal static class SendingHandler
{
    public static HttpMessageHandler? Below(HttpMessageHandler? handler)
    {
        while (handler is DelegatingHandler outer)
        {
            handler = outer.InnerHandler;
        }

        return handler;
    }

    /// <summary>
    /// Whether it would follow a redirect by itself: without the token, but with the proof, which is for another request
    /// (RFC 9449 section 4.3). A handler of the caller's own can do so unseen.
    /// </summary>
    public static bool FollowsRedirects(HttpMessageHandler? handler) =>
        Below(handler) is SocketsHttpHandler { AllowAutoRedirect: true } or HttpClientHandler { AllowAutoRedirect: true };
}
