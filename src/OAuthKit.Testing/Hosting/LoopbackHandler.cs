namespace OAuthKit.Testing;

internal static class LoopbackHandler
{
    public static SocketsHttpHandler Create() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
    };
}
