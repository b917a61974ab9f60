using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace OAuthKit;

/// <summary>A token that is bound to a certificate goes over connections that show it, or nowhere (RFC 8705 section 3).</summary>
public sealed class BoundConnectionsTests
{
    private int _tokens;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SocketsHttpHandler", false, 1)]
    [InlineData("HttpClientHandler", false, 1)]
    [InlineData("below another handler", false, 1)]
    [InlineData("SocketsHttpHandler with another", false, 2)]
    [InlineData("HttpClientHandler with another", false, 2)]
    [InlineData("context of another", false, 2)]
    [InlineData("MutualTlsHandler with another", false, 2)]
    [InlineData("SocketsHttpHandler with it", true, 1)]
    [InlineData("HttpClientHandler with it", true, 1)]
    [InlineData("context of it", true, 1)]
    [InlineData("MutualTlsHandler with it", true, 1)]
    [InlineData("MutualTlsHandler below another handler", true, 1)]
    public async Task R246_A_bound_token_is_not_sent_where_its_certificate_is_known_not_to_be_shown(string connections, bool sent, int tokens)
    {
        using var certificate = Pki.Issue("orders");
        using var another = Pki.Issue("orders");
        await using var server = await KestrelServer.StartAsync(AnswerAsync);
        await using var api = await KestrelServer.StartAsync();
        using var client = Client(server, ClientCertificate.From(certificate));
        var shown = connections.EndsWith("another", StringComparison.Ordinal) ? another : certificate;
        using var http = new HttpClient(new OAuthHandler(client, The.Grant, api.Origin) { InnerHandler = Connections(connections, shown, api) });

        for (var i = 0; i < 2; i++)
        {
            if (sent)
            {
                using var response = await http.GetAsync(api.Origin, Stop);
            }
            else
            {
                Assert.Equal(OAuthFault.CertificateNotShown, (await Assert.ThrowsAsync<OAuthException>(() => http.GetAsync(api.Origin, Stop))).Code);
            }
        }

        // One that is bound to another certificate is renewed, once, in case that the certificate was exchanged.
        Assert.Equal(tokens, server.Requests.Length);
        Assert.Equal(sent ? 2 : 0, api.Requests.Length);
        Assert.All(api.Requests, seen => Assert.Equal(TlsIdentity.ThumbprintOf(certificate), seen.Thumbprint));
    }

    [Fact]
    public async Task Nothing_is_refused_where_nobody_knows_what_is_shown_or_said_that_tokens_are_bound()
    {
        using var certificate = Pki.Issue("orders");
        await using var server = await KestrelServer.StartAsync(AnswerAsync);
        using var bound = Client(server, ClientCertificate.From(certificate));
        using var byTls = new OAuthClient(Server(server), ClientAuthentication.TlsClientAuth(The.ClientId, ClientCertificate.From(certificate)), Trusting());
        var stub = new StubHandler(_ => new HttpResponseMessage());
        await using var api = await KestrelServer.StartAsync();
        using var unknown = new HttpClient(new OAuthHandler(bound, The.Grant, The.Api) { InnerHandler = stub });
        using var unsaid = new HttpClient(new OAuthHandler(byTls, The.Grant, api.Origin) { InnerHandler = Connections("SocketsHttpHandler", certificate, api) });

        using var first = await unknown.GetAsync(The.Api, Stop);
        using var second = await unsaid.GetAsync(api.Origin, Stop);

        Assert.Single(stub.Requests);
        Assert.Single(api.Requests);
    }

    [Fact]
    public async Task R248_A_token_goes_with_the_certificate_that_it_was_asked_for_under_also_after_that_was_exchanged()
    {
        using var folder = new TempFolder();
        using var old = Pki.Issue("orders");
        using var next = Pki.Issue("orders");
        var clock = new FakeTimeProvider();
        var path = folder.Write("certificate.pem", Pki.Pem(old));
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 1, 1));
        var certificate = ClientCertificate.FromFile(path, timeProvider: clock);
        await using var server = await KestrelServer.StartAsync(AnswerAsync);
        await using var api = await KestrelServer.StartAsync();
        using var client = Client(server, certificate);
        using var http = new HttpClient(new OAuthHandler(client, The.Grant, api.Origin)
        {
            InnerHandler = new Passing { InnerHandler = new MutualTlsHandler(certificate, [api.Origin], new() { ConfigureHandler = Pki.TrustIn }) },
        });

        for (var i = 0; i < 4; i++)
        {
            if (i == 2)
            {
                folder.Write("certificate.pem", Pki.Pem(next));
                File.SetLastWriteTimeUtc(path, new DateTime(2026, 1, 2));
                clock.Advance(TimeSpan.FromSeconds(1));
            }

            using var response = await http.GetAsync(api.Origin, Stop);
        }

        var (before, after) = (TlsIdentity.ThumbprintOf(old), TlsIdentity.ThumbprintOf(next));
        Assert.Equal([before, after], server.Requests.Select(seen => seen.Thumbprint));
        Assert.Equal(
            [(before, Bearer(1)), (before, Bearer(1)), (after, Bearer(2)), (after, Bearer(2))],
            api.Requests.Select(seen => (seen.Thumbprint!, seen.Authorization!)));
    }

    [Fact]
    public async Task A_token_that_came_after_a_refusal_is_not_sent_under_another_certificate_either()
    {
        using var folder = new TempFolder();
        using var old = Pki.Issue("orders");
        using var next = Pki.Issue("orders");
        var clock = new FakeTimeProvider();
        var path = folder.Write("certificate.pem", Pki.Pem(old));
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 1, 1));
        await using var server = await KestrelServer.StartAsync(AnswerAsync);
        await using var api = await KestrelServer.StartAsync(context =>
        {
            folder.Write("certificate.pem", Pki.Pem(next));
            File.SetLastWriteTimeUtc(path, new DateTime(2026, 1, 2));
            clock.Advance(TimeSpan.FromSeconds(1));
            context.Response.StatusCode = 401;
            return Task.CompletedTask;
        });
        using var client = Client(server, ClientCertificate.FromFile(path, timeProvider: clock));
        using var http = new HttpClient(new OAuthHandler(client, The.Grant, api.Origin)
        {
            InnerHandler = new MutualTlsHandler(ClientCertificate.From(old), [api.Origin], new() { ConfigureHandler = Pki.TrustIn }),
        });

        var e = await Assert.ThrowsAsync<OAuthException>(() => http.GetAsync(api.Origin, Stop));

        Assert.Equal(OAuthFault.CertificateNotShown, e.Code);
        Assert.Equal([TlsIdentity.ThumbprintOf(old), TlsIdentity.ThumbprintOf(next)], server.Requests.Select(seen => seen.Thumbprint));
        Assert.Equal(Bearer(1), Assert.Single(api.Requests).Authorization);
    }

    [Fact]
    public async Task A_token_that_was_kept_is_still_bound()
    {
        using var certificate = Pki.Issue("orders");
        await using var server = await KestrelServer.StartAsync(AnswerAsync);
        await using var api = await KestrelServer.StartAsync();
        using var client = Client(server, ClientCertificate.From(certificate));
        var tokens = TokenSet.FromJson((await client.RequestTokenAsync(The.Grant, Stop)).ToJson());
        using var handler = new OAuthHandler(TokenPolicy.CallerSupplied, api.Origin) { InnerHandler = Connections("SocketsHttpHandler", certificate, api) };
        using var http = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, api.Origin);
        request.Options.Set(OAuthHandler.AccessTokenOption, tokens.AccessToken);

        var e = await Assert.ThrowsAsync<OAuthException>(() => http.SendAsync(request, Stop));

        Assert.Equal(OAuthFault.CertificateNotShown, e.Code);
        Assert.Equal(tokens.ToJson(), TokenSet.FromJson(tokens.ToJson()).ToJson());
        Assert.Contains(TlsIdentity.ThumbprintOf(certificate), tokens.ToJson(), StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => TokenSet.FromJson(tokens.ToJson().Replace($"\"{TlsIdentity.ThumbprintOf(certificate)}\"", "7", StringComparison.Ordinal)));
        Assert.Equal(AccessToken.Parse(tokens.AccessToken.Reveal()), tokens.AccessToken);
        Assert.Empty(api.Requests);
    }

    [Fact]
    public async Task R246_UserInfo_is_asked_under_the_certificate_of_the_token_only()
    {
        using var one = Pki.Issue("one");
        using var two = Pki.Issue("two");
        await using var server = await KestrelServer.StartAsync(AnswerAsync);
        using var client = Client(server, ClientCertificate.From(one));
        using var other = Client(server, ClientCertificate.From(two));
        using var without = new OAuthClient(Server(server), The.Basic, Trusting());
        var tokens = await client.RequestTokenAsync(The.Grant, Stop);

        await client.GetUserInfoAsync(tokens, "s", Stop);
        var first = await Assert.ThrowsAsync<OAuthException>(() => other.GetUserInfoAsync(tokens, "s", Stop));
        var second = await Assert.ThrowsAsync<OAuthException>(() => without.GetUserInfoAsync(tokens, "s", Stop));

        Assert.Equal((OAuthFault.CertificateNotShown, OAuthFault.CertificateNotShown), (first.Code, second.Code));
        Assert.Equal(["/token", "/userinfo"], server.Requests.Select(seen => seen.Path));
        Assert.All(server.Requests, seen => Assert.Equal(TlsIdentity.ThumbprintOf(one), seen.Thumbprint));
    }

    private static string Bearer(int number) => "Bearer " + The.Token(number);

    private static HttpMessageHandler Connections(string kind, X509Certificate2 certificate, KestrelServer api)
    {
        var sockets = new SocketsHttpHandler();
        Pki.TrustIn(sockets);
        switch (kind.Split(' ')[0])
        {
            case "HttpClientHandler":
                var handler = new HttpClientHandler
                {
#pragma warning disable CA5399, CA5400, MA0039 // It is what is shown that is looked at here.
                    ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
#pragma warning restore CA5399, CA5400, MA0039
                };
                if (kind.Contains("with", StringComparison.Ordinal))
                {
                    handler.ClientCertificates.Add(certificate);
                }

                return handler;
            case "MutualTlsHandler":
                var mutual = new MutualTlsHandler(ClientCertificate.From(certificate), [api.Origin], new() { ConfigureHandler = Pki.TrustIn });
                return kind.EndsWith("handler", StringComparison.Ordinal) ? new Passing { InnerHandler = mutual } : mutual;
            case "context":
                sockets.SslOptions.ClientCertificateContext = System.Net.Security.SslStreamCertificateContext.Create(certificate, null, offline: true);
                return sockets;
            case "below":
                return new Passing { InnerHandler = sockets };
            default:
                if (kind.Contains("with", StringComparison.Ordinal))
                {
                    sockets.SslOptions.ClientCertificates = [certificate];
                }

                return sockets;
        }
    }

    private static AuthorizationServer Server(KestrelServer server) =>
        AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = server.Origin + "token", UserInfo = server.Origin + "userinfo" }, options: Trusting());

    private static OAuthClient Client(KestrelServer server, ClientCertificate certificate) => new(Server(server), The.Basic, Trusting()) { Certificate = certificate };

    private static BackchannelOptions Trusting() => new() { ConfigureHandler = Pki.TrustIn };

    private async Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(context.Request.Path == "/userinfo" ? """{"sub":"s"}""" : The.TokenJson(Interlocked.Increment(ref _tokens)));
    }

    private sealed class Passing : DelegatingHandler;
}
