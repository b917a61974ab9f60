namespace OAuthKit.Benchmarks;

/// <summary>The one set-up that all groups use.</summary>
internal static class The
{
    public const int TokenLength = 900;

    public static readonly Uri Api = new("https://api.example.com");

    public static OAuthClient Client(HttpMessageHandler transport)
    {
        var options = new BackchannelOptions { Handler = transport };
        var server = AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = "https://login.example.com/token" }, options: options);
        return new OAuthClient(server, ClientAuthentication.ClientSecretBasic("orders-worker", "secret"), options);
    }

    public static TokenPolicy Policy(OAuthClient client, string scope = "orders.read") =>
        new(client, new ClientCredentialsGrant { Scope = scope });
}
