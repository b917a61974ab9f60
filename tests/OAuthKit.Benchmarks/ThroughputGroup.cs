using Duende.IdentityModel.Client;

namespace OAuthKit.Benchmarks;

/// <summary>Token requests over loopback, 64 at a time, beside the client library that most .NET programs use.</summary>
internal static class ThroughputGroup
{
    private const int AtATime = 64;
    private const double RequestBytes = 6500;
    private const double Ratio = 1.2;

    public static async Task<(List<Figure> Figures, List<Gate> Gates)> RunAsync(Plan plan)
    {
        using var server = await LoopbackTokenServer.StartAsync();
        using var processor = OneProcessor.First();
        var options = new BackchannelOptions { DangerouslyAllowHttp = true };
        using var authorizationServer = AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = server.Endpoint.ToString() }, options: options);
        using var client = new OAuthClient(authorizationServer, ClientAuthentication.ClientSecretBasic("orders-worker", "secret"), options);
        using var http = new HttpClient();
        using var sockets = new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        var lean = new LeanTokenRequest(sockets, server.Endpoint);
        var grant = new ClientCredentialsGrant { Scope = "orders.read" };
        var figures = await Measure.RunAsync(
            "64 at a time",
            plan.Rounds,
            plan.Misses * 4,
            new Row("Duende.IdentityModel", n => Together(n, async () =>
            {
                using var request = new ClientCredentialsTokenRequest
                {
                    Address = server.Endpoint.ToString(),
                    ClientId = "orders-worker",
                    ClientSecret = "secret",
                    ClientCredentialStyle = ClientCredentialStyle.AuthorizationHeader,
                    Scope = "orders.read",
                };
                var response = await http.RequestClientCredentialsTokenAsync(request);
                _ = response.AccessToken ?? throw new InvalidOperationException(response.Error);
            })),
            new Row("OAuthClient.RequestTokenAsync", n => Together(n, () => client.RequestTokenAsync(grant))),
            // No check, no cache, nothing encoded: what the socket handler and the kernel take, and nobody can save.
            new Row("lean request by hand", n => Together(n, lean.SendAsync)));
        var (peer, ours) = (figures[0], figures[1]);
        return (figures,
        [
            new("token request over loopback: bytes", ours.BytesPerOperation, RequestBytes),
            new("token requests, 64 at a time: Duende's throughput relative to ours", ours.NanosecondsPerOperation / peer.NanosecondsPerOperation, 1 / Ratio),
        ]);
    }

    private static async Task Together(int operations, Func<Task> operation)
    {
        var left = operations;
        await Task.WhenAll(Enumerable.Range(0, AtATime).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await operation();
            }
        }));
    }
}
