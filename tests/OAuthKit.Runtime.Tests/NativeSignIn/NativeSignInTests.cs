using System.Net;
using System.Net.Sockets;

namespace OAuthKit;

public sealed class NativeSignInTests : IDisposable
{
    private readonly AuthorizationRig _rig = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData(false, @"127\.0\.0\.1")]
    [InlineData(true, @"\[::1\]")]
    public async Task R059_The_user_comes_back_to_an_ephemeral_port_of_a_loopback_address(bool useIPv6, string host)
    {
        var browser = LoopbackBrowser.Answering();

        var tokens = await SignInAsync(browser, new NativeSignInOptions { Browser = browser, UseIPv6 = useIPv6 });
        await browser.Script;

        Assert.Equal(The.Token(1), tokens.AccessToken.Reveal());
        Assert.Matches($@"^http://{host}:[1-9][0-9]+/callback$", browser.RedirectUri);
        var form = _rig.Server.Handler.Requests.Single(request => request.Url.AbsolutePath == "/token").Form;
        Assert.Equal(browser.RedirectUri, form["redirect_uri"].Single());
        Assert.NotEmpty(form["code_verifier"].Single());
    }

    [Fact]
    public async Task The_page_says_that_the_window_can_be_closed_and_may_load_nothing()
    {
        var browser = LoopbackBrowser.Answering();

        await SignInAsync(browser);
        await browser.Script;

        Assert.Equal(HttpStatusCode.OK, browser.LastPage!.Status);
        Assert.Contains("You can close this window", browser.LastPage.Html, StringComparison.Ordinal);
        Assert.Contains("Cache-Control: no-store", browser.LastPage.Headers, StringComparison.Ordinal);
        Assert.Contains("Referrer-Policy: no-referrer", browser.LastPage.Headers, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", browser.LastPage.Headers, StringComparison.Ordinal);
        Assert.DoesNotContain(browser.State, browser.LastPage.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_of_the_application_is_text_and_no_markup()
    {
        var browser = LoopbackBrowser.Answering();

        await SignInAsync(browser, new NativeSignInOptions { Browser = browser, DoneMessage = "Back to <Orders>" });
        await browser.Script;

        Assert.Contains("Back to &lt;Orders&gt;", browser.LastPage!.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R059_Nothing_but_the_answer_to_this_request_ends_the_waiting()
    {
        var statuses = new List<string>();
        var browser = new LoopbackBrowser(async browser =>
        {
            var good = $"/callback?code={AuthorizationRig.Code}&state={browser.State}";
            statuses.Add(await browser.SendRawAsync($"GET /favicon.ico HTTP/1.1\r\nHost: {browser.Root.Authority}\r\n\r\n"));
            statuses.Add(await browser.SendRawAsync($"GET {good} HTTP/1.1\r\nHost: evil.example\r\n\r\n"));
            statuses.Add(await browser.SendRawAsync($"GET {good} HTTP/1.1\r\n\r\n"));
            statuses.Add(await browser.SendRawAsync($"GET {good}x HTTP/1.1\r\nHost: {browser.Root.Authority}\r\n\r\n"));
            statuses.Add(await browser.SendRawAsync($"GET /callback?code=x HTTP/1.1\r\nHost: {browser.Root.Authority}\r\n\r\n"));
            statuses.Add(await browser.SendRawAsync($"GET {good}&state=y HTTP/1.1\r\nHost: {browser.Root.Authority}\r\n\r\n"));
            statuses.Add(await browser.SendRawAsync($"POST {good} HTTP/1.1\r\nHost: {browser.Root.Authority}\r\nContent-Length: 0\r\n\r\n"));
            statuses.Add(await browser.SendRawAsync($"GET {good} HTTP/1.1\r\nHost: {browser.Root.Authority}\r\nHost: {browser.Root.Authority}\r\n\r\n"));
            statuses.Add(await browser.SendRawAsync($"GET {good} HTTP/1.1\r\nHost: {browser.Root.Authority}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"));
            statuses.Add(await browser.SendRawAsync("\u0016\u0003\u0001 hello\r\n\r\n"));
            statuses.Add(await browser.SendRawAsync("GET"));
            await browser.GetAsync($"{browser.RedirectUri}?code={AuthorizationRig.Code}&state={browser.State}");
        });

        await SignInAsync(browser);
        await browser.Script;

        Assert.Equal(
            ["404", "404", "404", "400", "400", "400", "400", "400", "400", "400", "400"],
            statuses.Select(line => line.Split(' ') is [_, var status, ..] ? status : line));
        Assert.Equal(HttpStatusCode.OK, browser.LastPage!.Status);
    }

    [Fact]
    public async Task A_connection_that_says_nothing_holds_nobody_up()
    {
        using var silent = new TcpClient();
        var browser = new LoopbackBrowser(async browser =>
        {
            await silent.ConnectAsync(IPAddress.Loopback, browser.Root.Port, Stop);
            await browser.GetAsync($"{browser.RedirectUri}?code={AuthorizationRig.Code}&state={browser.State}");
        });

        await SignInAsync(browser);
        await browser.Script;
    }

    [Fact]
    public async Task R059_The_port_is_closed_when_the_answer_has_come()
    {
        var browser = LoopbackBrowser.Answering();
        await SignInAsync(browser);
        await browser.Script;

        await Assert.ThrowsAsync<HttpRequestException>(() => browser.GetAsync(browser.RedirectUri));
    }

    [Fact]
    public async Task A_refusal_is_shown_and_thrown()
    {
        var browser = LoopbackBrowser.Answering("error=access_denied");

        var e = await Assert.ThrowsAsync<OAuthServerException>(() => SignInAsync(browser));
        await browser.Script;

        Assert.Equal("access_denied", e.Error);
        Assert.Contains("The sign-in was not completed", browser.LastPage!.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answer_may_come_as_a_form()
    {
        var browser = new LoopbackBrowser(browser => browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, browser.RedirectUri)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["code"] = AuthorizationRig.Code, ["state"] = browser.State }),
        }));

        var tokens = await SignInAsync(browser, responseMode: ResponseModes.FormPost);
        await browser.Script;

        Assert.Equal(The.Token(1), tokens.AccessToken.Reveal());
    }

    [Fact]
    public async Task The_answer_may_come_as_a_signed_response()
    {
        var browser = new LoopbackBrowser(browser =>
        {
            var jwt = _rig.Key.Sign($$"""{"iss":"{{The.Issuer}}","aud":"{{The.ClientId}}","exp":{{_rig.Now + 60}},"code":"{{AuthorizationRig.Code}}","state":"{{browser.State}}"}""", "JWT");
            return browser.GetAsync($"{browser.RedirectUri}?response={jwt}");
        });

        var tokens = await SignInAsync(browser, responseMode: ResponseModes.Jwt);
        await browser.Script;

        Assert.Equal(The.Token(1), tokens.AccessToken.Reveal());
    }

    [Fact]
    public async Task A_fragment_is_refused_before_the_browser_opens()
    {
        var browser = LoopbackBrowser.Answering();

        await Assert.ThrowsAsync<InvalidOperationException>(() => SignInAsync(browser, responseMode: ResponseModes.Fragment));

        Assert.False(browser.Opened.IsCompleted);
    }

    [Fact]
    public async Task Another_redirect_uri_is_refused_before_the_browser_opens()
    {
        var browser = LoopbackBrowser.Answering();

        await Assert.ThrowsAsync<InvalidOperationException>(() => _rig.Client.SignInAsync(_ => AuthorizationRig.Request, new NativeSignInOptions { Browser = browser }, Stop));

        Assert.False(browser.Opened.IsCompleted);
    }

    [Fact]
    public async Task A_browser_that_does_not_open_closes_the_port()
    {
        var redirectUri = "";
        var browser = UserBrowser.From((url, _) =>
        {
            redirectUri = AuthorizationRig.Query(url)["redirect_uri"].Single();
            throw new OAuthException(OAuthFault.BrowserUnavailable, "No.");
        });

        var e = await Assert.ThrowsAsync<OAuthException>(() => SignInAsync(null, new NativeSignInOptions { Browser = browser }));

        Assert.Equal(OAuthFault.BrowserUnavailable, e.Code);
        using var connection = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(() => connection.ConnectAsync(IPAddress.Loopback, new Uri(redirectUri).Port, Stop).AsTask());
    }

    [Fact]
    public async Task A_user_who_does_not_come_back_is_waited_for_as_long_as_is_said()
    {
        var browser = new LoopbackBrowser(_ => Task.CompletedTask);
        var signIn = SignInAsync(browser);
        await browser.Opened.WaitAsync(Stop);

        _rig.Server.Clock.Advance(NativeSignInOptions.DefaultTimeout - TimeSpan.FromSeconds(1));
        Assert.False(signIn.IsCompleted);
        _rig.Server.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(OAuthFault.AuthorizationExpired, (await Assert.ThrowsAsync<OAuthException>(() => signIn)).Code);
    }

    [Fact]
    public async Task Cancelling_ends_the_waiting_at_once()
    {
        using var cancellation = new CancellationTokenSource();
        var browser = new LoopbackBrowser(_ => Task.CompletedTask);
        var signIn = SignInAsync(browser, cancellationToken: cancellation.Token);
        await browser.Opened.WaitAsync(Stop);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => signIn);
        await Assert.ThrowsAsync<HttpRequestException>(() => browser.GetAsync(browser.RedirectUri));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_a_typed_error()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var e = await Assert.ThrowsAsync<OAuthException>(() => SignInAsync(null, new NativeSignInOptions { Port = ((IPEndPoint)taken.LocalEndpoint).Port }));

        Assert.Equal(OAuthFault.LoopbackUnavailable, e.Code);
    }

    [Theory]
    [InlineData("callback")]
    [InlineData("/call back")]
    [InlineData("/callback?x=1")]
    [InlineData("/%2e%2e")]
    [InlineData("")]
    public void The_path_of_the_redirect_uri_is_plain(string path) =>
        Assert.Throws<ArgumentException>(() => new NativeSignInOptions { Path = path });

    private Task<TokenSet> SignInAsync(LoopbackBrowser? browser, NativeSignInOptions? options = null, string? responseMode = null, CancellationToken? cancellationToken = null) =>
        _rig.Client.SignInAsync(
            redirectUri => new AuthorizationRequest { RedirectUri = redirectUri, Scope = The.Scope, ResponseMode = responseMode },
            options ?? new NativeSignInOptions { Browser = browser! },
            cancellationToken ?? Stop);
}
