using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Time.Testing;

namespace OAuthKit;

public sealed class BackchannelTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task R301_A_redirect_of_the_token_endpoint_reaches_nobody(int status)
    {
        await using var evil = new LoopbackServer(LoopbackServer.Json(The.TokenJson()));
        await using var server = new LoopbackServer($"HTTP/1.1 {status} Moved\r\nLocation: {evil.Origin}/token\r\nContent-Length: 0\r\n\r\n");
        using var client = ClientOf(server);

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(OAuthFault.RedirectRefused, e.Code);
        Assert.Equal(status, e.StatusCode);
        Assert.Single(server.Requests);
        Assert.Equal(0, evil.Connections);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    public async Task R301_A_redirect_of_the_metadata_reaches_nobody(int status)
    {
        await using var evil = new LoopbackServer(LoopbackServer.Json(The.Metadata()));
        await using var server = new LoopbackServer($"HTTP/1.1 {status} Moved\r\nLocation: {evil.Origin}/\r\nContent-Length: 0\r\n\r\n");
        using var client = new OAuthClient(server.Origin, The.Basic, Options());

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(OAuthFault.RedirectRefused, e.Code);
        Assert.Equal(0, evil.Connections);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000")]
    [InlineData("http://localhost")]
    [InlineData("http://[::1]:5000")]
    public void R302_Http_on_loopback_needs_the_switch(string issuer)
    {
        Assert.Throws<ArgumentException>(() => new AuthorizationServer(issuer));
        using var server = new AuthorizationServer(issuer, Options());

        Assert.Equal(issuer, server.Issuer);
    }

    [Theory]
    [InlineData("http://login.example.com")]
    [InlineData("http://127.0.0.1.evil.example")]
    [InlineData("http://localhost.evil.example")]
    [InlineData("http://127.0.0.1@evil.example")]
    [InlineData("http://0.0.0.0")]
    [InlineData("http://10.0.0.1")]
    [InlineData("http://169.254.169.254")]
    [InlineData("http://[::]")]
    public void R302_The_switch_opens_loopback_only(string issuer)
    {
        Assert.Throws<ArgumentException>(() => new AuthorizationServer(issuer, Options()));
        Assert.Throws<ArgumentException>(() => AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = issuer + "/token" }, options: Options()));
        Assert.Throws<ArgumentException>(() => new OAuthHandler(TokenPolicy.Anonymous, new Uri(issuer), new OAuthHandlerOptions { DangerouslyAllowHttp = true }));
    }

    [Fact]
    public async Task R302_Metadata_from_loopback_cannot_send_secrets_elsewhere_in_the_clear()
    {
        var handler = new StubHandler(_ => StubHandler.Json(The.Metadata("http://127.0.0.1:5000", "http://login.example.com/token")));
        var options = Options(handler);
        using var client = new OAuthClient("http://127.0.0.1:5000", The.Basic, options);

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(OAuthFault.MetadataMemberInvalid, e.Code);
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task R302_A_client_without_the_switch_does_not_take_it_from_its_server()
    {
        var handler = new StubHandler(_ => StubHandler.Json(The.TokenJson()));
        using var server = AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = "http://127.0.0.1:5000/token" }, options: Options(handler));
        using var client = new OAuthClient(server, The.Basic, new BackchannelOptions { Handler = handler });

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Empty(handler.Requests);
    }

    [Fact]
    public void R302_The_switch_is_logged()
    {
        var logs = new LogCapture();
        using var server = new AuthorizationServer("http://localhost", new BackchannelOptions { DangerouslyAllowHttp = true, LoggerFactory = logs });
        using var handler = new OAuthHandler(TokenPolicy.Anonymous, new Uri("http://localhost"), new OAuthHandlerOptions { DangerouslyAllowHttp = true, LoggerFactory = logs });

        Assert.Equal([201, 404], logs.Messages.Select(message => message.Id.Id));
        Assert.All(logs.Messages, message => Assert.Equal(Microsoft.Extensions.Logging.LogLevel.Warning, message.Level));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"access_token\":\"")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"acc")]
    public async Task R304_A_server_that_stalls_ends_in_a_typed_error(string sent)
    {
        var clock = new FakeTimeProvider();
        await using var server = new LoopbackServer(async (_, stream, stop) =>
        {
            await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(sent), stop);
            clock.Advance(BackchannelOptions.DefaultTimeout);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
        });
        using var client = ClientOf(server, Options(time: clock));

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(OAuthFault.BackchannelTimeout, e.Code);
        Assert.IsType<TimeoutException>(e.InnerException);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task R304_A_body_that_drips_does_not_outlast_the_timeout()
    {
        var clock = new FakeTimeProvider();
        var dripped = 0;
        await using var server = new LoopbackServer(async (_, stream, stop) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"u8.ToArray(), stop);
            while (true)
            {
                await stream.WriteAsync(" "u8.ToArray(), stop);
                dripped++;
                clock.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
            }
        });
        using var client = ClientOf(server, Options(time: clock));

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(OAuthFault.BackchannelTimeout, e.Code);
        Assert.True(dripped >= 30);
    }

    [Fact]
    public async Task R304_The_timeout_holds_in_real_time()
    {
        await using var server = new LoopbackServer((_, _, stop) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop));
        var options = Options();
        options.Timeout = TimeSpan.FromMilliseconds(100);
        using var client = ClientOf(server, options);

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(OAuthFault.BackchannelTimeout, e.Code);
    }

    [Theory]
    [InlineData("Content-Length: 500\r\n\r\n{\"access_token\":\"token-c4narY")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n40\r\n{\"access_token\":\"token-c4narY")]
    public async Task R099_A_body_that_breaks_off_is_a_fault_of_the_transport(string sent)
    {
        await using var server = new LoopbackServer(async (_, stream, stop) =>
        {
            await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + sent), stop);
            stream.Dispose();
        });
        using var client = ClientOf(server);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task R304_The_callers_cancellation_is_a_cancellation()
    {
        using var cancellation = new CancellationTokenSource();
        await using var server = new LoopbackServer(async (_, stream, stop) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"u8.ToArray(), stop);
            await cancellation.CancelAsync();
        });
        using var client = ClientOf(server);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.RequestTokenAsync(The.Grant, cancellation.Token));
    }

    [Fact]
    public async Task R304_A_timeout_of_the_handler_itself_is_no_cancellation_of_the_caller()
    {
        var handler = new StubHandler((_, _) => Task.FromException<HttpResponseMessage>(new TaskCanceledException("connect", new TimeoutException())));
        using var client = new OAuthClient(AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = The.TokenEndpoint }), The.Basic, Options(handler));

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(OAuthFault.BackchannelTimeout, e.Code);
    }

    [Fact]
    public async Task R306_No_cookie_is_sent_back_and_no_header_is_sent_that_has_no_purpose()
    {
        await using var server = new LoopbackServer(LoopbackServer.Json(The.TokenJson(), "Set-Cookie: session=7; Path=/\r\n"));
        using var client = ClientOf(server);

        await client.RequestTokenAsync(The.Grant, Stop);
        await client.RequestTokenAsync(The.Grant, Stop);

        Assert.Equal(2, server.Requests.Length);
        foreach (var request in server.Requests)
        {
            var names = request.Split("\r\n\r\n")[0].Split("\r\n").Skip(1).Select(line => line.Split(':')[0]);
            Assert.Equal(["Accept", "Authorization", "Content-Length", "Content-Type", "Host"], names.Where(name => name != "traceparent").Order(StringComparer.Ordinal));
        }

        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task R306_What_one_client_sends_is_not_in_the_requests_of_another()
    {
        await using var server = new LoopbackServer(LoopbackServer.Json(The.TokenJson()));
        using var first = ClientOf(server);
        using var second = new OAuthClient(AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = server.Origin + "/token" }, options: Options()), ClientAuthentication.None("other"), Options());

        await first.RequestTokenAsync(The.Grant, Stop);
        await second.RequestTokenAsync(The.Grant, Stop);

        Assert.Contains("Authorization: Basic", server.Requests[0], StringComparison.Ordinal);
        Assert.DoesNotContain("Authorization", server.Requests[1], StringComparison.Ordinal);
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task R307_A_certificate_that_nobody_trusts_ends_the_call()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        await using var server = new LoopbackServer((_, _, _) => Task.CompletedTask, certificate);
        using var client = ClientOf(server, new BackchannelOptions());

        var e = await Assert.ThrowsAsync<HttpRequestException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(HttpRequestError.SecureConnectionError, e.HttpRequestError);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void R307_The_own_handler_validates_certificates_and_sees_dns_changes()
    {
        using var handler = Backchannel.CreateHandler(new BackchannelOptions());

        Assert.Null(handler.SslOptions.RemoteCertificateValidationCallback);
        Assert.Null(handler.SslOptions.ClientCertificates);
        Assert.Equal(TlsVersions.Allowed, handler.SslOptions.EnabledSslProtocols);
        Assert.InRange(handler.PooledConnectionLifetime, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(15));
        Assert.False(handler.AllowAutoRedirect);
        Assert.False(handler.UseCookies);
        Assert.False(handler.PreAuthenticate);
        Assert.Null(handler.Credentials);
        Assert.Null(handler.DefaultProxyCredentials);
        Assert.Equal(DecompressionMethods.None, handler.AutomaticDecompression);
    }

    [Fact]
    public async Task R309_A_token_request_is_sent_once_whatever_happens()
    {
        await using var server = new LoopbackServer((_, stream, _) =>
        {
            stream.Dispose();
            return Task.CompletedTask;
        });
        using var client = ClientOf(server);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    public async Task R309_A_token_request_that_was_refused_for_now_is_sent_once(HttpStatusCode status)
    {
        var server = new FakeServer { Token = _ => new HttpResponseMessage(status) };
        using var client = server.Client();

        await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(1, server.TokenRequests);
    }

    [Fact]
    public async Task R309_A_document_is_asked_for_three_times_at_most()
    {
        var handler = new StubHandler(_ => throw new HttpRequestException("no route"));
        using var server = new AuthorizationServer(The.Issuer, new BackchannelOptions { Handler = handler });

        await Assert.ThrowsAsync<HttpRequestException>(() => server.GetMetadataAsync(Stop).AsTask());

        Assert.Equal(3, handler.Requests.Length);
    }

    [Fact]
    public async Task R309_The_pauses_have_a_random_part_and_follow_the_clock()
    {
        var fake = new FakeServer { Metadata = () => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) };
        var clock = new TimerClock();
        var options = fake.Options;
        options.TimeProvider = clock;
        using var server = new AuthorizationServer(The.Issuer, options);

        await Assert.ThrowsAsync<OAuthException>(() => server.GetMetadataAsync(Stop).AsTask());

        var pauses = clock.DueTimes.Where(due => due < TimeSpan.FromSeconds(1)).ToArray();
        Assert.Equal(2, pauses.Length);
        Assert.InRange(pauses[0], TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(200));
        Assert.InRange(pauses[1], TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(400));
    }

    [Fact]
    public async Task R309_A_server_that_says_when_to_come_back_is_not_asked_again_before()
    {
        var fake = new FakeServer
        {
            Metadata = () =>
            {
                var response = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
                response.Headers.TryAddWithoutValidation("Retry-After", "60");
                return response;
            },
        };
        using var server = new AuthorizationServer(The.Issuer, fake.Options);

        var e = await Assert.ThrowsAsync<OAuthException>(() => server.GetMetadataAsync(Stop).AsTask());

        Assert.Equal(1, fake.MetadataRequests);
        Assert.Equal(fake.Clock.GetUtcNow().AddSeconds(60), e.RetryAt);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    public async Task R310_A_handler_that_follows_redirects_is_found_out(int status)
    {
        await using var other = new LoopbackServer(LoopbackServer.Json(The.TokenJson()));
        await using var server = new LoopbackServer($"HTTP/1.1 {status} Moved\r\nLocation: {other.Origin}/token\r\nContent-Length: 0\r\n\r\n");
        using var following = new SocketsHttpHandler { AllowAutoRedirect = true };
        using var client = ClientOf(server, Options(following));

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(OAuthFault.RedirectFollowed, e.Code);
    }

    [Fact]
    public async Task R310_A_handler_that_sends_the_request_elsewhere_is_found_out()
    {
        using var moving = new MovingHandler { InnerHandler = new StubHandler(_ => StubHandler.Json(The.TokenJson())) };
        using var client = new OAuthClient(AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = The.TokenEndpoint }), The.Basic, Options(moving));

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(OAuthFault.RedirectFollowed, e.Code);
    }

    [Fact]
    public async Task R310_An_answer_to_another_request_is_found_out()
    {
        var handler = new StubHandler(_ =>
        {
            var response = StubHandler.Json(The.TokenJson());
            response.RequestMessage = new HttpRequestMessage(HttpMethod.Get, "https://evil.example/");
            return response;
        });
        using var client = new OAuthClient(AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = The.TokenEndpoint }), The.Basic, Options(handler));

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(OAuthFault.RedirectFollowed, e.Code);
    }

    [Fact]
    public async Task R310_A_handler_of_the_user_is_used_and_not_disposed()
    {
        var server = new FakeServer();
        using (var client = server.Client())
        {
            await client.RequestTokenAsync(The.Grant, Stop);
        }

        using var second = server.Client();
        await second.RequestTokenAsync(The.Grant, Stop);

        Assert.Equal(2, server.TokenRequests);
    }

    [Fact]
    public async Task R315_The_query_of_an_endpoint_is_in_no_log_trace_or_exception()
    {
        await using var server = new LoopbackServer("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");
        var endpoint = $"{server.Origin}/token?key={The.Canary}";
        var options = Options();
        options.LoggerFactory = CanaryWatch.Logs;
        using var client = new OAuthClient(AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = endpoint }, options: options), The.Basic, options);
        using var documents = new AuthorizationServer(server.Origin, options) { MetadataAddress = $"{server.Origin}/as.json?key={The.Canary}" };

        var first = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));
        var second = await Assert.ThrowsAsync<OAuthException>(() => documents.GetMetadataAsync(Stop).AsTask());

        Assert.DoesNotContain(The.Canary, first.ToString() + second, StringComparison.Ordinal);
        Assert.Contains(The.Canary, server.Requests[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_range_are_refused_when_they_are_used()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new AuthorizationServer(The.Issuer, new BackchannelOptions { Timeout = TimeSpan.Zero }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AuthorizationServer(The.Issuer, new BackchannelOptions { Timeout = Timeout.InfiniteTimeSpan }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AuthorizationServer(The.Issuer, new BackchannelOptions { Timeout = TimeSpan.MaxValue }));
        Assert.Throws<ArgumentNullException>(() => new AuthorizationServer(The.Issuer, new BackchannelOptions { TimeProvider = null! }));
    }

    [Fact]
    public async Task Options_are_copied()
    {
        var server = new FakeServer();
        var options = server.Options;
        using var client = new OAuthClient(The.Issuer, The.Basic, options);
        options.Handler = null;
        options.Timeout = TimeSpan.FromTicks(1);

        await client.RequestTokenAsync(The.Grant, Stop);

        Assert.Equal(1, server.TokenRequests);
    }

    private static BackchannelOptions Options(HttpMessageHandler? handler = null, TimeProvider? time = null) => new()
    {
        DangerouslyAllowHttp = true,
        Handler = handler,
        TimeProvider = time ?? TimeProvider.System,
        LoggerFactory = CanaryWatch.Logs,
    };

    private static OAuthClient ClientOf(LoopbackServer server, BackchannelOptions? options = null)
    {
        options ??= Options();
        return new OAuthClient(AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = server.Origin + "/token" }, options: options), The.Basic, options);
    }

    private sealed class MovingHandler : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri("http://login.example.com/token");
            return base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>The system's clock, but for timers, which it notes.</summary>
    private sealed class TimerClock : TimeProvider
    {
        public List<TimeSpan> DueTimes { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            DueTimes.Add(dueTime);
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
