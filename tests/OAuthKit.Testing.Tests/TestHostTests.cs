using System.Net;
using System.Net.Sockets;

namespace OAuthKit.Testing.Tests;

public sealed class TestHostTests
{
    [Fact]
    public async Task In_memory_a_request_completes_synchronously()
    {
        await using var rig = await Rig.StartAsync();
        using var invoker = new HttpMessageInvoker(rig.Server.Handler, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Post, rig.Server.Token.Address)
        {
            Content = Rig.Form(("grant_type", "client_credentials"), ("client_id", Rig.ClientId), ("client_secret", Rig.Secret)),
        };

        var pending = invoker.SendAsync(request, Rig.Cancellation);

        Assert.True(pending.IsCompletedSuccessfully);
        Assert.Equal(HttpStatusCode.OK, (await pending).StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Takes_synchronous_requests(bool loopback)
    {
        await using var rig = await Rig.StartAsync(loopback);

        using var response = rig.Http.Send(new HttpRequestMessage(HttpMethod.Get, rig.Api.Address + "/ping"), Rig.Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    public async Task On_loopback_it_listens_over_https_under_the_name_asked_for(string name)
    {
        if (name == "[::1]" && !Socket.OSSupportsIPv6)
        {
            return;
        }

        await using var server = await TestAuthorizationServer.StartAsync(new() { LoopbackName = name }, Rig.Cancellation);
        using var client = server.CreateClient();

        var metadata = await Rig.ReadAsync(await client.GetAsync(server.OpenIdDiscovery.Path, Rig.Cancellation));

        Assert.Matches("^https://" + name.Replace("[", "\\[", StringComparison.Ordinal) + ":\\d+$", server.Issuer);
        Assert.Equal(server.Issuer, (string?)metadata["issuer"]);
        Assert.Equal(server.Issuer + "/token", (string?)metadata["token_endpoint"]);
    }

    [Fact]
    public async Task On_loopback_it_may_speak_plain_http()
    {
        await using var server = await TestAuthorizationServer.StartAsync(new() { UseHttps = false, IssuerPath = "/t" }, Rig.Cancellation);
        using var client = server.CreateClient();

        Assert.StartsWith("http://127.0.0.1:", server.Issuer, StringComparison.Ordinal);
        Assert.Equal(server.Issuer, (string?)(await Rig.ReadAsync(await client.GetAsync(server.OpenIdDiscovery.Path, Rig.Cancellation)))["issuer"]);
    }

    [Fact]
    public async Task On_loopback_it_refuses_names_that_are_not_loopback() =>
        await Assert.ThrowsAsync<ArgumentException>(() => TestAuthorizationServer.StartAsync(new() { LoopbackName = "0.0.0.0" }, Rig.Cancellation));

    [Fact]
    public async Task Two_servers_never_share_a_port()
    {
        await using var first = await TestAuthorizationServer.StartAsync(cancellationToken: Rig.Cancellation);
        await using var second = await TestAuthorizationServer.StartAsync(cancellationToken: Rig.Cancellation);

        Assert.NotEqual(first.Address, second.Address);
    }

    [Fact]
    public async Task A_network_reaches_all_of_its_hosts_and_no_others()
    {
        await using var rig = await Rig.StartAsync();
        await using var other = new TestAuthorizationServer(new() { Address = "https://other.test:8443", Network = rig.Server.Network });

        Assert.Equal(HttpStatusCode.OK, (await rig.Http.GetAsync("https://other.test:8443/jwks", Rig.Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await rig.CallAsync("/ping")).StatusCode);
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => rig.Http.GetAsync("https://evil.test/?secret=s", Rig.Cancellation));
        Assert.Equal(HttpRequestError.NameResolutionError, failure.HttpRequestError);
        Assert.Contains("https://api.test, https://login.test, https://other.test:8443", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_on_a_network_is_taken_once()
    {
        await using var first = new TestAuthorizationServer();

        Assert.Throws<InvalidOperationException>(() => new TestAuthorizationServer(new() { Network = first.Network }));
        await first.DisposeAsync();
        await using var second = new TestAuthorizationServer(new() { Network = first.Network });
        Assert.Equal(HttpStatusCode.OK, (await second.CreateClient().GetAsync("/jwks", Rig.Cancellation)).StatusCode);
    }

    [Fact]
    public async Task An_api_takes_clock_and_network_from_its_server_unless_told_otherwise()
    {
        await using var rig = await Rig.StartAsync();
        await using var api = new TestApi(rig.Server, new() { Address = "https://second.test", TimeProvider = TimeProvider.System, Network = new TestNetwork() });

        Assert.Same(rig.Clock, rig.Api.TimeProvider);
        Assert.Same(rig.Server.Network, rig.Api.Network);
        Assert.Same(TimeProvider.System, api.TimeProvider);
        Assert.NotSame(rig.Server.Network, api.Network);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Disposing_a_client_leaves_the_handler_usable(bool loopback)
    {
        await using var rig = await Rig.StartAsync(loopback);
        new HttpClient(rig.Server.Handler).Dispose();

        Assert.Equal(HttpStatusCode.OK, (await rig.CallAsync("/ping")).StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Disposal_ends_requests_that_are_held_delayed_or_stalled(bool loopback)
    {
        var rig = await Rig.StartAsync(loopback);
        var gate = rig.Server.Token.HoldNext();
        rig.Server.Jwks.Next(Fault.Delay(TimeSpan.FromDays(1)));
        rig.Server.OpenIdDiscovery.Next(Fault.Stall(3));
        var held = rig.RequestAsync();
        var delayed = rig.Http.GetAsync(rig.Server.Address + rig.Server.Jwks.Path, Rig.Cancellation);
        var stalled = rig.Http.GetAsync(rig.Server.Address + rig.Server.OpenIdDiscovery.Path, Rig.Cancellation);
        await rig.Server.WaitForRequestsAsync(3, Rig.Cancellation);
        await gate.Entered.WaitAsync(Rig.Cancellation);

        await rig.Server.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => held);
        await Assert.ThrowsAsync<HttpRequestException>(() => delayed);
        await Assert.ThrowsAsync<HttpRequestException>(() => stalled);
        await rig.DisposeAsync();
    }

    [Fact]
    public async Task After_disposal_requests_are_refused_and_not_recorded()
    {
        await using var server = new TestAuthorizationServer();
        using var client = server.CreateClient();
        await server.DisposeAsync();
        await server.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("/jwks", Rig.Cancellation));
        Assert.Equal(0, server.RequestCount);
    }

    [Fact]
    public async Task After_disposal_the_port_is_closed()
    {
        var server = await TestAuthorizationServer.StartAsync(cancellationToken: Rig.Cancellation);
        await server.DisposeAsync();
        using var socket = new TcpClient();

        await Assert.ThrowsAsync<SocketException>(async () => await socket.ConnectAsync(IPAddress.Loopback, server.BaseAddress.Port, Rig.Cancellation));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Records_method_path_headers_query_body_and_time(bool loopback)
    {
        await using var rig = await Rig.StartAsync(loopback);
        rig.Clock.Advance(TimeSpan.FromMinutes(1));
        var request = new HttpRequestMessage(HttpMethod.Put, rig.Server.Address + "/some%20thing?a=1&a=2&b=%26") { Content = new StringContent("hello") };
        request.Headers.Add("X-Test", "value");

        Assert.Equal(HttpStatusCode.NotFound, (await rig.Http.SendAsync(request, Rig.Cancellation)).StatusCode);

        var recorded = Assert.Single(rig.Server.Requests);
        Assert.Equal("PUT", recorded.Method);
        Assert.Equal("/some thing", recorded.Path);
        Assert.Equal(["1", "2"], recorded.Query.GetAll("a"));
        Assert.Equal("&", recorded.Query["b"]);
        Assert.Null(recorded.Query["c"]);
        Assert.True(recorded.Headers.Contains("x-test"));
        Assert.Equal("value", recorded.Headers["X-TEST"]);
        Assert.Equal("hello", recorded.ReadText());
        Assert.Empty(recorded.Form);
        Assert.Equal(rig.Clock.GetUtcNow(), recorded.Time);
        Assert.Equal(404, recorded.StatusCode);
        Assert.Equal("PUT /some thing?a=[redacted]&a=[redacted]&b=[redacted] -> 404", recorded.ToString());
    }

    [Fact]
    public async Task Records_every_one_of_many_concurrent_requests()
    {
        await using var rig = await Rig.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => rig.RequestAsync())));

        Assert.Equal(200, rig.Server.TokenRequests);
        Assert.Equal(200, rig.Server.IssuedTokens.Select(token => token.Id).Distinct().Count());
        rig.Server.Token.ClearRequests();
        Assert.Empty(rig.Server.Token.Requests);
    }

    [Fact]
    public async Task Speaks_HTTP_2_on_loopback_with_its_faults()
    {
        await using var rig = await Rig.StartAsync(loopback: true);
        rig.Api.Next(Fault.None, Fault.Truncate(), Fault.ConnectionFailure(), Fault.None);

        using var first = await SendAsync();
        Assert.Equal(HttpVersion.Version20, first.Version);
        await Assert.ThrowsAnyAsync<HttpRequestException>(SendAsync);
        await Assert.ThrowsAnyAsync<HttpRequestException>(SendAsync);
        using var last = await SendAsync();
        Assert.Equal(HttpStatusCode.OK, last.StatusCode);

        Task<HttpResponseMessage> SendAsync() => rig.Http.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, rig.Api.Address + "/ping") { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact },
            Rig.Cancellation);
    }

    [Fact]
    public async Task A_start_that_fails_leaves_nothing_behind()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TestAuthorizationServer.StartAsync(cancellationToken: cancelled.Token));
    }

    [Fact]
    public async Task A_body_that_can_be_sent_once_only_is_not_buffered_behind_the_callers_back()
    {
        await using var rig = await Rig.StartAsync();
        using var content = new StreamContent(new ForwardOnlyStream());
        await rig.Http.PostAsync(rig.Api.Address + "/orders", content, Rig.Cancellation);

        await Assert.ThrowsAsync<InvalidOperationException>(() => content.CopyToAsync(Stream.Null, Rig.Cancellation));
    }

    private sealed class ForwardOnlyStream : MemoryStream
    {
        public override bool CanSeek => false;
    }
}
