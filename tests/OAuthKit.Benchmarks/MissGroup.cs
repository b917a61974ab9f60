namespace OAuthKit.Benchmarks;

/// <summary>A token that isn't there: asked for in memory and over loopback, beside the leanest request by hand.</summary>
internal static class MissGroup
{
    private const double InMemoryBytes = 7000;
    private const double LoopbackBytes = 7200;

    public static async Task<(List<Figure> Figures, List<Gate> Gates)> RunAsync(Plan plan)
    {
        using var transport = new TokenTransport(The.TokenLength);
        using var client = The.Client(transport);
        using var invoker = new HttpMessageInvoker(transport);
        var inMemory = await MeasureAsync("miss, in memory", client, new LeanTokenRequest(invoker, new Uri("https://login.example.com/token")), plan);

        using var server = await LoopbackTokenServer.StartAsync();
        var options = new BackchannelOptions { DangerouslyAllowHttp = true };
        using var authorizationServer = AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = server.Endpoint.ToString() }, options: options);
        using var loopbackClient = new OAuthClient(authorizationServer, ClientAuthentication.ClientSecretBasic("orders-worker", "secret"), options);
        using var sockets = new HttpMessageInvoker(new SocketsHttpHandler());
        var loopback = await MeasureAsync("miss, loopback", loopbackClient, new LeanTokenRequest(sockets, server.Endpoint), plan);

        return ([.. inMemory, .. loopback],
        [
            new("miss, in memory: bytes", inMemory[2].BytesPerOperation, InMemoryBytes),
            new("miss, loopback: bytes", loopback[2].BytesPerOperation, LoopbackBytes),
        ]);
    }

    private static async Task<List<Figure>> MeasureAsync(string name, OAuthClient client, LeanTokenRequest lean, Plan plan)
    {
        var grant = new ClientCredentialsGrant { Scope = "orders.read" };
        var policy = The.Policy(client);
        return await Measure.RunAsync(
            name,
            plan.Rounds,
            plan.Misses,
            new Row("lean request by hand", async n =>
            {
                for (var i = 0; i < n; i++)
                {
                    await lean.SendAsync();
                }
            }),
            new Row("OAuthClient.RequestTokenAsync", async n =>
            {
                for (var i = 0; i < n; i++)
                {
                    await client.RequestTokenAsync(grant);
                }
            }),
            new Row("TokenManager.GetTokenAsync", async n =>
            {
                for (var i = 0; i < n; i++)
                {
                    client.Tokens.Forget(policy);
                    await client.Tokens.GetTokenAsync(policy);
                }
            }));
    }
}
