using System.Net;
using System.Text;

namespace OAuthKit;

/// <summary>Bound tokens over a real connection: bodies that are sent again, and redirects.</summary>
public sealed class BoundTransportTests
{
    private static OAuthHandlerOptions Http => new() { DangerouslyAllowHttp = true };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("string")]
    [InlineData("bytes")]
    [InlineData("seekable")]
    [InlineData("multipart")]
    public async Task R239_A_body_that_can_be_read_twice_is_sent_again_whole(string kind)
    {
        await using var api = new LoopbackServer(WantNonceFirstAsync);
        using var inner = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var rig = new DpopRig(inner: inner, baseAddress: new Uri(api.Origin), options: Http);
        using HttpContent content = kind switch
        {
            "string" => new StringContent("payload"),
            "bytes" => new ByteArrayContent("payload"u8.ToArray()),
            "seekable" => new StreamContent(new MemoryStream("payload"u8.ToArray())),
            _ => new MultipartContent { new StringContent("payload"), new StreamContent(new MemoryStream("more"u8.ToArray())) },
        };

        using var response = await rig.Http.PostAsync("/", content, Stop);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var bodies = api.Requests.Select(request => request.Split("\r\n\r\n", 2)[1]).ToArray();
        Assert.Equal(2, bodies.Length);
        Assert.Contains("payload", bodies[0], StringComparison.Ordinal);
        Assert.Equal(bodies[0], bodies[1]);
    }

    [Fact]
    public async Task R239_A_body_that_cannot_be_read_twice_gives_the_first_answer_and_its_nonce_to_the_next_request()
    {
        await using var api = new LoopbackServer(WantNonceFirstAsync);
        using var inner = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var rig = new DpopRig(inner: inner, baseAddress: new Uri(api.Origin), options: Http);
        using var content = new StreamContent(new ForwardOnlyStream("payload"u8.ToArray()));
        content.Headers.ContentLength = 7;

        using var response = await rig.Http.PostAsync("/", content, Stop);
        using var next = await rig.Http.PostAsync("/", new StringContent("payload"), Stop);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("refused", await response.Content.ReadAsStringAsync(Stop));
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Assert.Equal([404, 401], rig.Logs.Messages.Select(message => message.Id.Id));
    }

    [Fact]
    public async Task R232_The_first_answer_does_not_hold_the_connection_that_the_second_request_needs()
    {
        await using var api = new LoopbackServer(WantNonceFirstAsync);
        using var inner = new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 1 };
        using var rig = new DpopRig(inner: inner, baseAddress: new Uri(api.Origin), options: Http);

        using var response = await rig.Http.PostAsync("/", new StringContent("payload"), Stop).WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, Stop);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task R230_Where_the_primary_handler_follows_redirects_nothing_is_sent(bool isBelow)
    {
        await using var api = new LoopbackServer("HTTP/1.1 307 Go\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n");
        using HttpMessageHandler primary = isBelow ? new Passing { InnerHandler = new HttpClientHandler() } : new SocketsHttpHandler();
        using var rig = new DpopRig(inner: primary, baseAddress: new Uri(api.Origin), options: Http);

        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => rig.Http.GetAsync("/", Stop));

        Assert.Contains("AllowAutoRedirect", e.Message, StringComparison.Ordinal);
        Assert.Empty(api.Requests);
    }

    [Fact]
    public async Task R230_A_redirect_that_nobody_follows_is_the_answer()
    {
        await using var api = new LoopbackServer("HTTP/1.1 307 Go\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n");
        using var inner = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var rig = new DpopRig(inner: inner, baseAddress: new Uri(api.Origin), options: Http);

        using var response = await rig.Http.GetAsync("/", Stop);

        Assert.Equal(HttpStatusCode.TemporaryRedirect, response.StatusCode);
        Assert.Single(api.Requests);
    }

    [Fact]
    public async Task R230_The_answer_to_a_redirect_that_was_followed_unseen_is_refused_and_its_nonce_not_kept()
    {
        var calls = 0;
        using var inner = new Following(request => DpopRig.Answer(HttpStatusCode.OK, $"n-{++calls}"));
        using var rig = new DpopRig(inner: inner);

        var e = await Assert.ThrowsAsync<OAuthException>(() => rig.Http.GetAsync("orders", Stop));
        await Assert.ThrowsAsync<OAuthException>(() => rig.Http.GetAsync("orders", Stop));

        Assert.Equal(OAuthFault.RedirectFollowed, e.Code);
        Assert.All(inner.Proofs, proof => Assert.False(proof.Claims.TryGetProperty("nonce", out _)));
    }

    private static Task WantNonceFirstAsync(string request, Stream stream, CancellationToken stop)
    {
        var line = request.Split("\r\n").Single(line => line.StartsWith("DPoP:", StringComparison.Ordinal));
        var hasNonce = new DecodedJwt(line["DPoP: ".Length..]).Claims.TryGetProperty("nonce", out _);
        return stream.WriteAsync(
            Encoding.UTF8.GetBytes(hasNonce
                ? "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
                : $"HTTP/1.1 401 No\r\nDPoP-Nonce: n-1\r\nWWW-Authenticate: Bearer, {DpopRig.WantsNonce}\r\nContent-Length: 7\r\n\r\nrefused"),
            stop).AsTask();
    }

    private sealed class Passing : DelegatingHandler;

    private sealed class Following(Func<HttpRequestMessage, HttpResponseMessage> respond) : HttpMessageHandler
    {
        public List<DecodedJwt> Proofs { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Proofs.Add(new(request.Headers.NonValidated["DPoP"].ToString()));
            request.RequestUri = new Uri("https://elsewhere.example/");
            return Task.FromResult(respond(request));
        }
    }

    private sealed class ForwardOnlyStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
