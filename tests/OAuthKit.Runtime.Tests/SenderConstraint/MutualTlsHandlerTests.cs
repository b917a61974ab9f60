using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace OAuthKit;

public sealed class MutualTlsHandlerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static MutualTlsHandlerOptions Trusting => new() { ConfigureHandler = Pki.TrustIn };

    [Fact]
    public async Task R244_R246_The_origins_of_the_API_see_the_certificate_and_no_other_host_is_reached()
    {
        using var certificate = Pki.Issue("orders");
        await using var api = await KestrelServer.StartAsync();
        await using var more = await KestrelServer.StartAsync();
        await using var other = await KestrelServer.StartAsync();
        using var http = Http(new MutualTlsHandler(ClientCertificate.From(certificate), [new Uri(api.Origin, "/orders"), more.Origin], Trusting));

        using var first = await http.GetAsync(new Uri(api.Origin, "/orders/1"), Stop);
        using var second = await http.GetAsync(new Uri(more.Origin, "/anything"), Stop);
        var e = await Assert.ThrowsAsync<OAuthException>(() => http.GetAsync(other.Origin, Stop));

        Assert.Equal(OAuthFault.ForeignOrigin, e.Code);
        Assert.Contains(other.Origin.GetLeftPart(UriPartial.Authority), e.Message, StringComparison.Ordinal);
        Assert.Equal(TlsIdentity.ThumbprintOf(certificate), Assert.Single(api.Requests).Thumbprint);
        Assert.Equal(TlsIdentity.ThumbprintOf(certificate), Assert.Single(more.Requests).Thumbprint);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task R244_A_redirect_to_another_host_is_handed_back()
    {
        using var certificate = Pki.Issue("orders");
        await using var other = await KestrelServer.StartAsync();
        await using var api = await KestrelServer.StartAsync(context =>
        {
            context.Response.Redirect(other.Origin.ToString());
            return Task.CompletedTask;
        });
        var options = new MutualTlsHandlerOptions
        {
            ConfigureHandler = handler =>
            {
                Pki.TrustIn(handler);
                handler.AllowAutoRedirect = true;
            },
        };
        using var http = Http(new MutualTlsHandler(ClientCertificate.From(certificate), [api.Origin, other.Origin], options));

        using var response = await http.GetAsync(api.Origin, Stop);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Empty(other.Requests);
    }

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("https://user@api.example.com/")]
    [InlineData("/relative")]
    public void R244_An_origin_that_is_no_https_URL_is_refused(string origin)
    {
        using var certificate = Pki.Issue("orders");

        Assert.Throws<ArgumentException>(() => new MutualTlsHandler(ClientCertificate.From(certificate), [new Uri(origin, UriKind.RelativeOrAbsolute)]));
        Assert.Throws<ArgumentException>(() => new MutualTlsHandler(ClientCertificate.From(certificate), []));
    }

    [Theory]
    [InlineData("1.1", false)]
    [InlineData("1.1", true)]
    [InlineData("2.0", false)]
    [InlineData("2.0", true)]
    public async Task R248_R250_Two_identities_never_share_a_connection(string version, bool reconnecting)
    {
        using var one = Pki.Issue("one");
        using var two = Pki.Issue("two");
        await using var api = await KestrelServer.StartAsync();
        var options = new MutualTlsHandlerOptions
        {
            ConfigureHandler = handler =>
            {
                Pki.TrustIn(handler);
                // A new connection for each request, which may resume the TLS session of the one before.
                handler.PooledConnectionLifetime = reconnecting ? TimeSpan.Zero : Timeout.InfiniteTimeSpan;
            },
        };
        using var first = Http(new MutualTlsHandler(ClientCertificate.From(one), [api.Origin], options), version);
        using var second = Http(new MutualTlsHandler(ClientCertificate.From(two), [api.Origin], options), version);
        using var anonymous = ApiConnections.Create(new MutualTlsHandlerOptions { ConfigureHandler = options.ConfigureHandler });
        using var third = Http(anonymous, version);
        HttpClient[] clients = [first, second, third];
        var path = new Dictionary<HttpClient, string> { [first] = "/one", [second] = "/two", [third] = "/none" };
        for (var i = 0; i < 4; i++)
        {
            foreach (var client in clients)
            {
                using var response = await client.GetAsync(new Uri(api.Origin, path[client]), Stop);
            }
        }

        Assert.Equal(12, api.Requests.Length);
        Assert.All(api.Requests, seen => Assert.Equal("HTTP/" + version[..1], seen.Protocol[..6]));
        Assert.All(api.Requests, seen => Assert.Equal(seen.Path switch { "/one" => TlsIdentity.ThumbprintOf(one), "/two" => TlsIdentity.ThumbprintOf(two), _ => null }, seen.Thumbprint));
        Assert.Equal(reconnecting ? 12 : 3, api.Requests.Select(seen => seen.Connection).Distinct().Count());
    }

    [Fact]
    public async Task R250_A_connection_of_one_host_is_not_used_for_another_that_its_certificate_would_allow()
    {
        using var certificate = Pki.Issue("orders");
        await using var api = await KestrelServer.StartAsync();
        var byName = new Uri($"https://localhost:{api.Port}");
        using var both = Http(new MutualTlsHandler(ClientCertificate.From(certificate), [api.Origin, byName], Trusting), "2.0");
        using var one = Http(new MutualTlsHandler(ClientCertificate.From(certificate), [api.Origin], Trusting), "2.0");

        using var first = await both.GetAsync(api.Origin, Stop);
        using var second = await both.GetAsync(byName, Stop);
        using var third = await one.GetAsync(api.Origin, Stop);
        await Assert.ThrowsAsync<OAuthException>(() => one.GetAsync(byName, Stop));

        Assert.Equal(["127.0.0.1", "localhost", "127.0.0.1"], api.Requests.Select(seen => seen.Host));
        Assert.Equal(3, api.Requests.Select(seen => seen.Connection).Distinct().Count());
    }

    [Fact]
    public async Task R248_A_certificate_that_is_exchanged_is_shown_on_new_connections_and_requests_on_their_way_finish()
    {
        using var folder = new TempFolder();
        using var old = Pki.Issue("orders");
        using var next = Pki.Issue("orders");
        var clock = new FakeTimeProvider();
        var arrived = new TaskCompletionSource();
        var gate = new TaskCompletionSource();
        await using var api = await KestrelServer.StartAsync(async context =>
        {
            if (context.Request.Path == "/slow")
            {
                arrived.SetResult();
                await gate.Task;
                await context.Response.WriteAsync("done");
            }
        });
        var path = folder.Write("certificate.pem", Pki.Pem(old));
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 1, 1));
        using var http = Http(new MutualTlsHandler(ClientCertificate.FromFile(path, timeProvider: clock), [api.Origin], Trusting));

        using var first = await http.GetAsync(api.Origin, Stop);
        var slow = http.GetStringAsync(new Uri(api.Origin, "/slow"), Stop);
        await arrived.Task.WaitAsync(Stop);
        folder.Write("certificate.pem", Pki.Pem(next));
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 1, 2));
        clock.Advance(TimeSpan.FromSeconds(1));
        using var second = await http.GetAsync(api.Origin, Stop);
        gate.SetResult();

        Assert.Equal("done", await slow);
        Assert.Equal(
            [TlsIdentity.ThumbprintOf(old), TlsIdentity.ThumbprintOf(old), TlsIdentity.ThumbprintOf(next)],
            api.Requests.Select(seen => seen.Thumbprint));
        Assert.NotEqual(api.Requests[0].Connection, api.Requests[2].Connection);
    }

    [Fact]
    public async Task R245_An_API_that_nobody_vouches_for_sees_nothing()
    {
        using var serverCertificate = Pki.SelfSigned("localhost");
        await using var api = await KestrelServer.StartAsync(certificate: serverCertificate);
        using var certificate = Pki.Issue("orders");
        using var trusting = Http(new MutualTlsHandler(ClientCertificate.From(certificate), [api.Origin], Trusting));
        using var system = Http(new MutualTlsHandler(ClientCertificate.From(certificate), [api.Origin]));

        await Assert.ThrowsAsync<HttpRequestException>(() => trusting.GetAsync(api.Origin, Stop));
        await Assert.ThrowsAsync<HttpRequestException>(() => system.GetAsync(api.Origin, Stop));

        Assert.Empty(api.Requests);
    }

    [Fact]
    public async Task R249_TLS_is_1_2_or_later_whatever_is_configured_and_revocation_is_asked_where_it_is_wanted()
    {
        using var certificate = Pki.Issue("orders");
        await using var api = await KestrelServer.StartAsync();
        SocketsHttpHandler? made = null;
        var options = new MutualTlsHandlerOptions
        {
            RevocationMode = X509RevocationMode.Online,
            ConfigureHandler = handler =>
            {
                made = handler;
                Assert.Equal(X509RevocationMode.Online, handler.SslOptions.CertificateRevocationCheckMode);
                Pki.TrustIn(handler);
#pragma warning disable SYSLIB0039, CA5397
                handler.SslOptions.EnabledSslProtocols = SslProtocols.Tls11;
#pragma warning restore SYSLIB0039, CA5397
                handler.UseCookies = true;
                handler.SslOptions.ClientCertificateContext = System.Net.Security.SslStreamCertificateContext.Create(Pki.Server, null, offline: true);
            },
        };
        using var http = Http(new MutualTlsHandler(ClientCertificate.From(certificate), [api.Origin], options));
        options.ConfigureHandler = _ => throw new InvalidOperationException("It was copied.");

        using var response = await http.GetAsync(api.Origin, Stop);

        Assert.Equal(SslProtocols.Tls12 | SslProtocols.Tls13, made!.SslOptions.EnabledSslProtocols | SslProtocols.Tls13);
        Assert.False(made.UseCookies);
        Assert.False(made.AllowAutoRedirect);
        Assert.Equal(TlsIdentity.ThumbprintOf(certificate), Assert.Single(api.Requests).Thumbprint);
        Assert.Equal(X509RevocationMode.NoCheck, new MutualTlsHandlerOptions().RevocationMode);
    }

    [Fact]
    public async Task A_request_may_be_sent_synchronously_under_the_same_rules()
    {
        using var certificate = Pki.Issue("orders");
        await using var api = await KestrelServer.StartAsync();
        var handler = new MutualTlsHandler(ClientCertificate.From(certificate), [api.Origin], Trusting);
        using (var http = Http(handler))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, api.Origin);
            using var response = http.Send(request, Stop);
            using var foreign = new HttpRequestMessage(HttpMethod.Get, "https://127.0.0.1:1/");

            Assert.Equal(OAuthFault.ForeignOrigin, Assert.Throws<OAuthException>(() => http.Send(foreign, Stop)).Code);
        }

        using var invoker = new HttpMessageInvoker(handler);
        using var late = new HttpRequestMessage(HttpMethod.Get, api.Origin);
        await Assert.ThrowsAnyAsync<ObjectDisposedException>(() => invoker.SendAsync(late, Stop));
        Assert.Equal(TlsIdentity.ThumbprintOf(certificate), Assert.Single(api.Requests).Thumbprint);
    }

    private static HttpClient Http(HttpMessageHandler handler, string version = "1.1") => new(handler)
    {
        DefaultRequestVersion = Version.Parse(version),
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };
}
