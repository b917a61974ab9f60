using System.Net;

namespace OAuthKit;

public sealed class GuardedConnectionsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://169.254.169.254/latest")]
    [InlineData("https://2852039166/latest")]
    [InlineData("https://0xa9.0xfe.0xa9.0xfe/")]
    [InlineData("https://0251.0376.0251.0376/")]
    [InlineData("https://127.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:169.254.169.254]/")]
    [InlineData("https://[64:ff9b::a9fe:a9fe]/")]
    [InlineData("https://[fe80::1]/")]
    [InlineData("https://10.1.2.3/")]
    [InlineData("https://localhost/")]
    [InlineData("https://LOCALHOST./")]
    [InlineData("https://login.localhost/")]
    [InlineData("https://169.254.169.254./")]
    public async Task R311_An_address_in_the_url_sends_nothing_whatever_its_spelling(string url)
    {
        using var handler = new StubHandler(_ => StubHandler.Json("{}"));
        using var backchannel = new Backchannel(new BackchannelOptions { Handler = handler, GuardAddresses = true });

        var e = await Assert.ThrowsAsync<OAuthException>(() => backchannel.SendAsync(new BackchannelRequest(HttpMethod.Get, new Uri(url), 1024), Stop).AsTask());

        Assert.Equal(OAuthFault.AddressRefused, e.Code);
        Assert.Empty(handler.Requests);
    }

    [Fact]
    public async Task R311_A_name_that_resolves_to_a_refused_address_is_not_connected_to()
    {
        await using var server = new LoopbackServer(LoopbackServer.Json("{}"));
        using var handler = Handler(server, AddressGuard.PublicOnly, _ => [IPAddress.Loopback]);

        var e = await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(handler, $"http://rebinding.example:{new Uri(server.Origin).Port}/"));

        Assert.Equal(OAuthFault.AddressRefused, Assert.IsType<OAuthException>(e.InnerException).Code);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task R311_A_name_that_changes_its_address_between_two_requests_does_not_get_through()
    {
        await using var server = new LoopbackServer(LoopbackServer.Json("{}"));
        var port = new Uri(server.Origin).Port;
        var lookups = 0;
        // The first answer is the address that the guard was told of, the second one a private one.
        using var handler = Handler(
            server,
            AddressGuard.From((_, address) => address.Equals(IPAddress.Loopback)),
            _ => ++lookups == 1 ? [IPAddress.Loopback] : [IPAddress.Parse("10.0.0.1")]);

        Assert.Equal("{}", await GetAsync(handler, $"http://rebinding.example:{port}/"));
        var e = await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(handler, $"http://rebinding.example:{port}/"));

        Assert.Equal(OAuthFault.AddressRefused, Assert.IsType<OAuthException>(e.InnerException).Code);
        Assert.Equal((2, 1), (lookups, server.Connections));
    }

    [Fact]
    public async Task R311_Of_several_addresses_only_those_that_are_allowed_are_connected_to()
    {
        await using var server = new LoopbackServer(LoopbackServer.Json("{}"));
        using var handler = Handler(server, AddressGuard.From((_, address) => address.Equals(IPAddress.Loopback)), _ => [IPAddress.Parse("10.0.0.1"), IPAddress.Loopback]);

        Assert.Equal("{}", await GetAsync(handler, $"http://mixed.example:{new Uri(server.Origin).Port}/"));
    }

    [Fact]
    public async Task R311_A_host_that_resolves_here_is_refused_by_the_back_channel_as_a_fault_and_tried_once()
    {
        // "localhost" as a name of this machine's own: the host name is looked up for real.
        await using var server = new LoopbackServer(LoopbackServer.Json("{}"));
        var asked = 0;
        var options = new BackchannelOptions { AddressGuard = AddressGuard.From((_, _) => Interlocked.Increment(ref asked) == 1) };
        using var backchannel = new Backchannel(options, guard: new GuardedConnections(options));
        var url = new Uri($"https://localhost:{new Uri(server.Origin).Port}/");

        var e = await Assert.ThrowsAsync<OAuthException>(() => SafeRetry.SendAsync(backchannel, new BackchannelRequest(HttpMethod.Get, url, 1024), Stop));

        Assert.Equal(OAuthFault.AddressRefused, e.Code);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task R311_What_the_application_configures_is_not_guarded()
    {
        await using var server = new LoopbackServer(LoopbackServer.Json("{}"));
        using var backchannel = new Backchannel(new BackchannelOptions { DangerouslyAllowHttp = true, AddressGuard = AddressGuard.From((_, _) => false) });

        using var response = await backchannel.SendAsync(new BackchannelRequest(HttpMethod.Get, new Uri(server.Origin), 1024), Stop);

        Assert.Equal(200, response.Status);
    }

    [Fact]
    public async Task R311_This_machine_is_reached_where_http_is_allowed_there()
    {
        await using var server = new LoopbackServer(LoopbackServer.Json("{}"));
        using var backchannel = new Backchannel(new BackchannelOptions { DangerouslyAllowHttp = true, GuardAddresses = true });

        using var response = await backchannel.SendAsync(new BackchannelRequest(HttpMethod.Get, new Uri(server.Origin), 1024), Stop);

        Assert.Equal(200, response.Status);
    }

    [Fact]
    public async Task R311_A_proxy_is_the_operators_and_is_connected_to()
    {
        await using var proxy = new LoopbackServer(LoopbackServer.Json("{}"));
        using var handler = Handler(proxy, AddressGuard.PublicOnly, _ => [IPAddress.Loopback]);
        handler.UseProxy = true;
        handler.Proxy = new WebProxy(proxy.Origin);

        Assert.Equal("{}", await GetAsync(handler, "http://public.example/"));
    }

    private static SocketsHttpHandler Handler(LoopbackServer server, AddressGuard guard, Func<string, IPAddress[]> resolve)
    {
        Assert.StartsWith("http://", server.Origin, StringComparison.Ordinal);
        var connections = new GuardedConnections(guard, allowLoopback: false, (host, _) => Task.FromResult(resolve(host)));
        // A connection for each request, so that each looks its host up.
        return new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.Zero, ConnectCallback = connections.ConnectAsync };
    }

    private static async Task<string> GetAsync(SocketsHttpHandler handler, string url)
    {
        using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        using var response = await invoker.SendAsync(new HttpRequestMessage(HttpMethod.Get, url), Stop);
        return await response.Content.ReadAsStringAsync(Stop);
    }
}
