using System.Net;

namespace OAuthKit;

public sealed class OriginTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("orders/7", "https://api.example.com/v1/orders/7")]
    [InlineData("/orders", "https://api.example.com/orders")]
    [InlineData("?a=https://evil.example/", "https://api.example.com/v1/?a=https://evil.example/")]
    [InlineData("https://api.example.com/x", "https://api.example.com/x")]
    [InlineData("https://api.example.com", "https://api.example.com/")]
    [InlineData("https://api.example.com?x", "https://api.example.com/?x")]
    [InlineData("https://api.example.com:443/x", "https://api.example.com/x")]
    [InlineData("https://API.Example.COM/x", "https://api.example.com/x")]
    [InlineData("HTTPS://api.example.com/x", "https://api.example.com/x")]
    [InlineData("https://api.example.com/@evil.example/", "https://api.example.com/@evil.example/")]
    [InlineData("/\\evil.example/x", "https://api.example.com//evil.example/x")]
    public async Task R279_The_token_goes_to_the_apis_origin(string url, string sent)
    {
        using var rig = new Rig();

        using var response = await rig.Http.GetAsync(new Uri(url, UriKind.RelativeOrAbsolute), Stop);

        Assert.Equal(sent, Assert.Single(rig.Api.Requests).Url.AbsoluteUri);
        Assert.Equal([Rig.Bearer(1)], rig.SentTokens);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("https://api.example.com.evil.example/")]
    [InlineData("https://api.example.com@evil.example/")]
    [InlineData("https://api.example.com:x@evil.example/")]
    [InlineData("https://api.example.com;@evil.example/")]
    [InlineData("https://api.example.com:443@evil.example/")]
    [InlineData("https://api.example.com:444/")]
    [InlineData("https://api.example.com./")]
    [InlineData("https://user:pw@api.example.com/")]
    [InlineData("https://example.com/")]
    [InlineData("https://sub.api.example.com/")]
    [InlineData("https://xn--pi-8ia.example.com/")]
    [InlineData("https://аpi.example.com/")]
    [InlineData("http://api.example.com/")]
    [InlineData("http://api.example.com:443/")]
    [InlineData("ftp://api.example.com/")]
    [InlineData("//evil.example/x")]
    [InlineData("\\\\evil.example/x")]
    public async Task R279_Another_origin_gets_nothing(string url)
    {
        using var rig = new Rig();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(The.Api, url));

        var e = await Assert.ThrowsAnyAsync<Exception>(() => rig.Http.SendAsync(request, Stop));

        Assert.True(e is OAuthException { Code: OAuthFault.ForeignOrigin } or NotSupportedException, e.ToString());
        Assert.Empty(rig.Api.Requests);
        Assert.Empty(rig.Server.Handler.Requests);
        Assert.Null(request.Headers.Authorization);
    }

    [Fact]
    public async Task R279_The_refusal_is_logged_and_repeats_no_secret_of_the_url()
    {
        using var rig = new Rig();

        var e = await Assert.ThrowsAsync<OAuthException>(() => rig.Http.GetAsync($"https://{The.Canary}:{The.Canary}@evil.example:444/{The.Canary}?{The.Canary}", Stop));

        var (id, _, text) = Assert.Single(rig.Logs.Messages);
        Assert.Equal(402, id.Id);
        Assert.Contains("https://evil.example:444", text, StringComparison.Ordinal);
        Assert.Contains("https://evil.example:444", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(The.Canary, e + text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("orders")]
    [InlineData("//api.example.com/orders")]
    [InlineData(null)]
    public async Task R279_A_request_without_an_absolute_address_is_not_sent(string? url)
    {
        using var rig = new Rig();
        using var invoker = new HttpMessageInvoker(rig.Handler, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, url is null ? null : new Uri(url, UriKind.Relative));

        var e = await Assert.ThrowsAsync<OAuthException>(() => invoker.SendAsync(request, Stop));

        Assert.Equal(OAuthFault.ForeignOrigin, e.Code);
        Assert.Empty(rig.Api.Requests);
        Assert.Empty(rig.Server.Handler.Requests);
    }

    [Fact]
    public async Task R279_Further_origins_must_be_allowed()
    {
        var options = new OAuthHandlerOptions { AllowedOrigins = { new Uri("https://files.example.com:8443/any/path") } };
        using var rig = new Rig(options: options);
        options.AllowedOrigins.Clear();

        using var response = await rig.Http.GetAsync("https://files.example.com:8443/x", Stop);

        Assert.Equal([Rig.Bearer(1)], rig.SentTokens);
        await Assert.ThrowsAsync<OAuthException>(() => rig.Http.GetAsync("https://files.example.com/x", Stop));
    }

    [Fact]
    public async Task R279_An_international_name_is_compared_as_it_is_resolved()
    {
        using var rig = new Rig(baseAddress: new Uri("https://bücher.example/"));

        using var response = await rig.Http.GetAsync("https://xn--bcher-kva.example/x", Stop);
        using var second = await rig.Http.GetAsync("https://bücher.example/x", Stop);

        Assert.Equal(2, rig.Api.Requests.Length);
        await Assert.ThrowsAsync<OAuthException>(() => rig.Http.GetAsync("https://bucher.example/x", Stop));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task R279_A_redirect_that_the_inner_handler_follows_is_found_out_and_carries_no_token(int status)
    {
        await using var evil = new LoopbackServer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        await using var api = new LoopbackServer($"HTTP/1.1 {status} Moved\r\nLocation: {evil.Origin}/\r\nContent-Length: 0\r\n\r\n");
        using var inner = new SocketsHttpHandler { AllowAutoRedirect = true };
        using var rig = new Rig(inner: inner, baseAddress: new Uri(api.Origin), options: new OAuthHandlerOptions { DangerouslyAllowHttp = true });

        var e = await Assert.ThrowsAsync<OAuthException>(() => rig.Http.GetAsync("/", Stop));

        Assert.Equal(OAuthFault.RedirectFollowed, e.Code);
        Assert.Contains(The.Token(1), Assert.Single(api.Requests), StringComparison.Ordinal);
        Assert.DoesNotContain(The.Canary, Assert.Single(evil.Requests), StringComparison.Ordinal);
        Assert.Contains(rig.Logs.Messages, message => message.Id.Id == 403);
    }

    [Fact]
    public async Task R279_A_redirect_that_a_handler_follows_with_a_copy_of_the_request_is_found_out()
    {
        var inner = new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = new HttpRequestMessage(HttpMethod.Get, "https://evil.example/") });
        using var rig = new Rig(inner: inner);

        var e = await Assert.ThrowsAsync<OAuthException>(() => rig.Http.GetAsync("orders", Stop));

        Assert.Equal(OAuthFault.RedirectFollowed, e.Code);
    }

    [Fact]
    public async Task R279_A_copy_of_the_request_that_stays_is_none()
    {
        var inner = new StubHandler(sent => new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = new HttpRequestMessage(HttpMethod.Get, sent.Url) });
        using var rig = new Rig(inner: inner);

        using var response = await rig.Http.GetAsync("orders", Stop);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task R279_A_redirect_that_nobody_follows_is_the_callers()
    {
        await using var evil = new LoopbackServer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        await using var api = new LoopbackServer($"HTTP/1.1 302 Moved\r\nLocation: {evil.Origin}/\r\nContent-Length: 0\r\n\r\n");
        using var inner = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var rig = new Rig(inner: inner, baseAddress: new Uri(api.Origin), options: new OAuthHandlerOptions { DangerouslyAllowHttp = true });

        using var response = await rig.Http.GetAsync("/", Stop);

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal(0, evil.Connections);
    }

    [Theory]
    [InlineData("http://api.example.com")]
    [InlineData("http://localhost")]
    [InlineData("http://127.0.0.1:5000")]
    [InlineData("ftp://api.example.com")]
    [InlineData("https://user:pw@api.example.com")]
    [InlineData("/relative")]
    public void R280_A_base_address_without_tls_is_refused(string url)
    {
        var address = new Uri(url, UriKind.RelativeOrAbsolute);

        var e = Assert.Throws<ArgumentException>(() => new OAuthHandler(TokenPolicy.Anonymous, address));
        Assert.Throws<ArgumentException>(() => new OAuthHandler(TokenPolicy.Anonymous, The.Api, new OAuthHandlerOptions { AllowedOrigins = { address } }));

        Assert.DoesNotContain("pw", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost")]
    [InlineData("http://127.0.0.1:5000")]
    [InlineData("http://[::1]:5000")]
    public void R280_A_switch_opens_loopback(string url)
    {
        using var handler = new OAuthHandler(TokenPolicy.Anonymous, new Uri(url), new OAuthHandlerOptions { DangerouslyAllowHttp = true });

        Assert.Throws<ArgumentException>(() => new OAuthHandler(TokenPolicy.Anonymous, new Uri("http://10.0.0.1"), new OAuthHandlerOptions { DangerouslyAllowHttp = true }));
    }
}
