using System.Collections.Concurrent;
using OAuthKit;
using OAuthKit.Benchmarks;

if (args is [LoopbackTokenServer.Argument]) { await LoopbackTokenServer.ServeAsync(new TokenTransport(900).Bytes); return; }
var quick = args.Contains("--quick");
var figures = new List<Figure>();
var transport = new TokenTransport(900);
var opt = new BackchannelOptions { Handler = transport };
AuthorizationServer server = AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = "https://login.example.com/token" }, options: opt);
var client = new OAuthClient(server, ClientAuthentication.ClientSecretBasic("orders-worker", "secret"), opt);
var lean = new LeanTokenRequest(new HttpMessageInvoker(transport), new Uri("https://login.example.com/token"));
var policy = new TokenPolicy(client, new ClientCredentialsGrant { Scope = "orders.read" });
figures.AddRange(await Measure.RunAsync("miss", 15, 2000,
    new Row("lean", async n => { for (var i = 0; i < n; i++) await lean.SendAsync(); }),
    new Row("request", async n => { for (var i = 0; i < n; i++) await client.RequestTokenAsync(new ClientCredentialsGrant { Scope = "orders.read" }); }),
    new Row("miss", async n => { for (var i = 0; i < n; i++) { client.Tokens.Forget(policy); await client.Tokens.GetTokenAsync(policy); } })));
using (var srv = await LoopbackTokenServer.StartAsync())
{
    var o2 = new BackchannelOptions { DangerouslyAllowHttp = true };
    var c2 = new OAuthClient(AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = srv.Endpoint.ToString() }, options: o2), ClientAuthentication.ClientSecretBasic("orders-worker", "secret"), o2);
    var l2 = new LeanTokenRequest(new HttpMessageInvoker(new SocketsHttpHandler()), srv.Endpoint);
    var p2 = new TokenPolicy(c2, new ClientCredentialsGrant { Scope = "orders.read" });
    figures.AddRange(await Measure.RunAsync("loopback", 15, 2000,
        new Row("lean", async n => { for (var i = 0; i < n; i++) await l2.SendAsync(); }),
        new Row("request", async n => { for (var i = 0; i < n; i++) await c2.RequestTokenAsync(new ClientCredentialsGrant { Scope = "orders.read" }); }),
        new Row("miss", async n => { for (var i = 0; i < n; i++) { c2.Tokens.Forget(p2); await c2.Tokens.GetTokenAsync(p2); } })));
}
var dict = new ConcurrentDictionary<string, (string, long)>(); dict["orders.read"] = ("x", long.MaxValue);
figures.AddRange(await Measure.RunAsync("hit", 15, 1_000_000,
    new Row("dict", n => { for (var i = 0; i < n; i++) { if (!dict.TryGetValue("orders.read", out var v) || v.Item2 < TimeProvider.System.GetTimestamp()) throw new Exception(); } return Task.CompletedTask; }),
    new Row("hit", n => { for (var i = 0; i < n; i++) { if (!client.Tokens.GetTokenAsync(policy).IsCompletedSuccessfully) throw new Exception(); } return Task.CompletedTask; })));
foreach (var sync in new[] { true, false })
{
    var t = new RenderingTransport(sync);
    var token = (await client.Tokens.GetTokenAsync(policy)).AccessToken.Reveal();
    var raw = new HttpMessageInvoker(new RawHeaderHandler("Bearer " + token, t));
    var ours = new HttpMessageInvoker(new OAuthHandler(policy, new Uri("https://api.example.com")) { InnerHandler = t });
    figures.AddRange(await Measure.RunAsync("handler " + sync, 15, 100_000,
        new Row("raw", async n => { for (var i = 0; i < n; i++) { using var m = new HttpRequestMessage(HttpMethod.Get, "https://api.example.com/orders/1"); await raw.SendAsync(m, default); } }),
        new Row("ours", async n => { for (var i = 0; i < n; i++) { using var m = new HttpRequestMessage(HttpMethod.Get, "https://api.example.com/orders/1"); await ours.SendAsync(m, default); } })));
}
foreach (var f in figures) Console.WriteLine($"{f.Group,-12} {f.Name,-10} {f.NanosecondsPerOperation,10:0.0} ns {f.BytesPerOperation,10:0.0} B");
