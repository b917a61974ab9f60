using System.Net;
using System.Net.Http.Json;
using McpSample;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using OAuthKit;
using OAuthKit.Testing;

using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(1));
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};

// The demo: an authorization server, and an MCP server that takes its tokens. The client below knows neither.
await using var login = await TestAuthorizationServer.StartAsync(cancellationToken: stop.Token);
login.AddUser(new TestUser("alice"));
await using var server = await DemoMcpServer.StartAsync(login, stop.Token);
using var connections = login.CertificateAuthority!.CreateHandler();

try
{
    // 1. Nobody is let in without a token, and the refusal says where to ask.
    using var anonymous = new HttpClient(connections, disposeHandler: false);
    using var refusal = await anonymous.PostAsJsonAsync(server.Endpoint, new { jsonrpc = "2.0", id = 1, method = "tools/list" }, stop.Token);
    Console.WriteLine($"{server.Endpoint} answers {(int)refusal.StatusCode}, {refusal.Headers.WwwAuthenticate}");
    if (refusal.StatusCode != HttpStatusCode.Unauthorized)
    {
        return 1;
    }

    // 2. Challenge, metadata of the MCP server, its authorization server, and a registration there.
    using var api = ProtectedResource.FromChallenge(refusal, new ProtectedResourceOptions
    {
        // A program for people asks them here: the MCP server could name anybody.
        AllowedIssuers = [login.Issuer],
        Backchannel = new BackchannelOptions { ConfigureHandler = login.CertificateAuthority.TrustIn },
    });
    using var client = await OAuthClient.ForResourceAsync(api, new Registrations().FindOrRegisterAsync, stop.Token);
    Console.WriteLine($"{client.ProtectedResource!.ResourceName} takes tokens of {client.Server.Issuer}, with the scope {client.ResourceScope}");

    // 3. The user signs in: authorization code, PKCE, and tokens for this MCP server only.
    var tokens = await client.SignInAsync(
        redirectUri => new AuthorizationRequest { RedirectUri = redirectUri, Scope = client.ResourceScope },
        new NativeSignInOptions { Browser = UserBrowser.From(BrowseAsync) },
        stop.Token);

    // 4. Every request of the MCP client carries the token, which is refreshed when it ends.
    var policy = new TokenPolicy(TokenSource.RefreshToken(client, tokens), client.Tokens, "mcp");
    using var http = new HttpClient(new OAuthHandler(policy, server.Endpoint) { InnerHandler = connections }, disposeHandler: false);
    await using var mcp = await McpClient.CreateAsync(
        new HttpClientTransport(new HttpClientTransportOptions { Endpoint = server.Endpoint, TransportMode = HttpTransportMode.StreamableHttp }, http),
        cancellationToken: stop.Token);
    foreach (var tool in await mcp.ListToolsAsync(cancellationToken: stop.Token))
    {
        Console.WriteLine($"Tool {tool.Name}: {tool.Description}");
    }

    var result = await mcp.CallToolAsync("get_order", new Dictionary<string, object?> { ["id"] = 42 }, cancellationToken: stop.Token);
    Console.WriteLine($"get_order(42) -> {result.Content.OfType<TextContentBlock>().Single().Text}");
    return result.IsError == true ? 1 : 0;
}
catch (Exception e) when (e is OAuthException or HttpRequestException or ModelContextProtocol.McpException)
{
    Console.Error.WriteLine($"{e.GetType().Name}: {e.Message}");
    return 1;
}

// Where a program of yours opens the user's browser, the demo signs its user in by itself.
async Task BrowseAsync(string url, CancellationToken cancellationToken)
{
    var callback = await login.SignInAsync(url, new TestSignIn("alice"), cancellationToken);
    using var browser = new HttpClient();
    using var page = await browser.SendAsync(callback.CreateRequest(), cancellationToken);
}
