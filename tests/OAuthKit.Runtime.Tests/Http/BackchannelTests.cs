using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

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
        using var client = server.Client();

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
        using var client = new OAuthClient(server.Origin, The.Basic, LoopbackServer.Options());

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(OAuthFault.RedirectRefused, e.Code);
        Assert.Equal(0, evil.Connections);
    }

    [Fact]
    public async Task R306_No_cookie_is_sent_back_and_no_header_is_sent_that_has_no_purpose()
    {
        await using var server = new LoopbackServer(LoopbackServer.Json(The.TokenJson(), "Set-Cookie: session=7; Path=/\r\n"));
        using var client = server.Client();

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
        using var first = server.Client();
        using var second = new OAuthClient(AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = server.Origin + "/token" }, options: LoopbackServer.Options()), ClientAuthentication.None("other"), LoopbackServer.Options());

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
        using var client = server.Client(new BackchannelOptions());

        var e = await Assert.ThrowsAsync<HttpRequestException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(HttpRequestError.SecureConnectionError, e.HttpRequestError);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_handler_in_front_sees_each_request_once_also_where_a_certificate_is_shown(bool shows)
    {
        var server = new FakeServer();
        var wrapped = new List<HttpMessageHandler>();
        var options = new BackchannelOptions
        {
            WrapHandler = inner =>
            {
                wrapped.Add(inner);
                return server.Handler;
            },
        };
        var authentication = shows ? ClientAuthentication.TlsClientAuth(The.ClientId, ClientCertificate.From(Pki.Issue("wrapped"))) : The.Basic;
        using var client = new OAuthClient(The.Issuer, authentication, options);

        await client.RequestTokenAsync(The.Grant, Stop);

        Assert.Equal(["GET", "POST"], server.Handler.Requests.Select(request => request.Method));
        Assert.All(wrapped, handler => Assert.False(Assert.IsType<SocketsHttpHandler>(handler).AllowAutoRedirect));
        Assert.Contains(wrapped, handler => ((SocketsHttpHandler)handler).SslOptions.ClientCertificateContext is not null == shows);
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

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    public async Task R310_A_handler_that_follows_redirects_is_found_out(int status)
    {
        await using var other = new LoopbackServer(LoopbackServer.Json(The.TokenJson()));
        await using var server = new LoopbackServer($"HTTP/1.1 {status} Moved\r\nLocation: {other.Origin}/token\r\nContent-Length: 0\r\n\r\n");
        using var following = new SocketsHttpHandler { AllowAutoRedirect = true };
        using var client = server.Client(LoopbackServer.Options(following));

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(OAuthFault.RedirectFollowed, e.Code);
    }

    [Fact]
    public async Task R310_A_handler_that_sends_the_request_elsewhere_is_found_out()
    {
        using var moving = new MovingHandler { InnerHandler = new StubHandler(_ => StubHandler.Json(The.TokenJson())) };
        using var client = new OAuthClient(AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = The.TokenEndpoint }), The.Basic, LoopbackServer.Options(moving));

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
        using var client = new OAuthClient(AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = The.TokenEndpoint }), The.Basic, LoopbackServer.Options(handler));

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
        var options = LoopbackServer.Options();
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

    private sealed class MovingHandler : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri("http://login.example.com/token");
            return base.SendAsync(request, cancellationToken);
        }
    }
}
