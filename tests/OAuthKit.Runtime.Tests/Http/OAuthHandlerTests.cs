using System.Net;

namespace OAuthKit;

public sealed class OAuthHandlerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R285_A_header_of_the_caller_is_a_conflict_and_nothing_is_sent()
    {
        using var rig = new Rig();
        rig.Http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {The.Canary}");

        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => rig.Http.GetAsync("orders", Stop));

        Assert.DoesNotContain(The.Canary, e.ToString(), StringComparison.Ordinal);
        Assert.Empty(rig.Api.Requests);
        Assert.Empty(rig.Server.Handler.Requests);
    }

    [Fact]
    public async Task R286_Without_a_token_the_api_is_not_called()
    {
        using var rig = new Rig();
        rig.Server.Token = _ => new HttpResponseMessage(HttpStatusCode.InternalServerError);

        var e = await Assert.ThrowsAsync<OAuthException>(() => rig.Http.GetAsync("orders", Stop));

        Assert.Equal(OAuthFault.TokenResponseStatus, e.Code);
        Assert.Empty(rig.Api.Requests);
    }

    [Fact]
    public async Task R286_Waiting_for_a_token_heeds_the_callers_cancellation()
    {
        using var rig = new Rig();
        var gate = new TaskCompletionSource();
        rig.Server.Gate = gate.Task;
        using var cancellation = new CancellationTokenSource();

        var call = rig.Http.GetAsync("orders", cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        gate.SetResult();

        Assert.Empty(rig.Api.Requests);
    }

    [Fact]
    public async Task R286_A_request_without_a_policy_is_not_sent()
    {
        var api = new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.OK));
        using var http = new HttpClient(new OAuthHandler(null, The.Api) { InnerHandler = api });

        await Assert.ThrowsAsync<InvalidOperationException>(() => http.GetAsync(The.Api, Stop));

        Assert.Empty(api.Requests);
    }

    [Fact]
    public async Task A_request_names_its_policy()
    {
        using var rig = new Rig();
        var api = new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.OK));
        using var http = new HttpClient(new OAuthHandler(null, The.Api) { InnerHandler = api });

        await SendAsync(rig.Policy, null);
        await SendAsync(TokenPolicy.Anonymous, null);
        await SendAsync(TokenPolicy.CallerSupplied, AccessToken.Parse("own-" + The.Canary));

        Assert.Equal([Rig.Bearer(1), null, $"Bearer own-{The.Canary}"], api.Requests.Select(sent => sent.Authorization));
        await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(TokenPolicy.CallerSupplied, null));

        async Task SendAsync(TokenPolicy policy, AccessToken? token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, The.Api);
            request.Options.Set(OAuthHandler.PolicyOption, policy);
            if (token is not null)
            {
                request.Options.Set(OAuthHandler.AccessTokenOption, token);
            }

            using var response = await http.SendAsync(request, Stop);
            Assert.Null(request.Headers.Authorization);
        }
    }

    [Fact]
    public async Task A_token_of_the_caller_keeps_to_the_rules_but_is_never_renewed()
    {
        var api = new StubHandler(_ => StubHandler.Challenge(HttpStatusCode.Unauthorized));
        using var http = new HttpClient(new OAuthHandler(TokenPolicy.CallerSupplied, The.Api) { InnerHandler = api });

        using var response = await http.SendAsync(Request(The.Api), Stop);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Single(api.Requests);
        await Assert.ThrowsAsync<OAuthException>(() => http.SendAsync(Request(new Uri("https://evil.example")), Stop));
        Assert.Single(api.Requests);

        static HttpRequestMessage Request(Uri url)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Options.Set(OAuthHandler.AccessTokenOption, AccessToken.Parse("own-" + The.Canary));
            return request;
        }
    }

    [Theory]
    [InlineData("success", false)]
    [InlineData("success", true)]
    [InlineData("failure", false)]
    [InlineData("failure", true)]
    [InlineData("refusal", false)]
    [InlineData("refusal", true)]
    [InlineData("always refused", false)]
    [InlineData("always refused", true)]
    [InlineData("scope", false)]
    [InlineData("scope", true)]
    [InlineData("cancelled", true)]
    public async Task The_header_is_off_again_on_every_way_out(string way, bool late)
    {
        var calls = 0;
        var inner = new LateHandler(late, (_, stop) => (way, ++calls) switch
        {
            ("failure", _) => throw new HttpRequestException("broken"),
            ("refusal", 1) or ("always refused", _) => StubHandler.Challenge(HttpStatusCode.Unauthorized),
            ("scope", _) => StubHandler.Challenge(HttpStatusCode.Forbidden, "Bearer error=\"insufficient_scope\""),
            ("cancelled", _) => throw new TaskCanceledException(),
            _ => new HttpResponseMessage(HttpStatusCode.OK),
        });
        using var rig = new Rig(inner: inner);
        await rig.Tokens.GetTokenAsync(rig.Policy, Stop);
        using var request = new HttpRequestMessage(HttpMethod.Post, "orders") { Content = new StringContent("x") };

        await Record.ExceptionAsync(() => rig.Http.SendAsync(request, Stop));

        Assert.True(calls > 0);
        Assert.Equal(calls, inner.Seen.Count);
        Assert.All(inner.Seen, seen => Assert.StartsWith("Bearer ", seen, StringComparison.Ordinal));
        Assert.False(request.Headers.NonValidated.Contains("Authorization"));
    }

    [Fact]
    public async Task Three_attempts_of_an_outer_retry_carry_one_header_each()
    {
        var calls = 0;
        using var rig = new Rig(_ => ++calls < 3 ? throw new HttpRequestException("broken") : new HttpResponseMessage(HttpStatusCode.OK));
        using var http = new HttpClient(new RetryHandler(3) { InnerHandler = rig.Handler }) { BaseAddress = The.Api };

        using var response = await http.GetAsync("orders", Stop);

        Assert.Equal([Rig.Bearer(1), Rig.Bearer(1), Rig.Bearer(1)], rig.SentTokens);
    }

    [Fact]
    public async Task An_outer_retry_gets_the_token_of_its_time()
    {
        using var rig = new Rig(_ => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
        using var http = new HttpClient(new RetryHandler(3, () => rig.Server.Clock.Advance(TimeSpan.FromHours(1))) { InnerHandler = rig.Handler }) { BaseAddress = The.Api };

        using var response = await http.GetAsync("orders", Stop);

        Assert.Equal([Rig.Bearer(1), Rig.Bearer(2), Rig.Bearer(3)], rig.SentTokens);
    }

    [Fact]
    public void Sending_synchronously_is_not_offered()
    {
        using var rig = new Rig();
        using var request = new HttpRequestMessage(HttpMethod.Get, The.Api);

        Assert.Throws<NotSupportedException>(() => rig.Http.Send(request, Stop));

        Assert.Empty(rig.Api.Requests);
    }

    [Fact]
    public async Task Anonymous_sends_no_token_and_leaves_the_callers_header_alone()
    {
        var api = new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.OK));
        using var http = new HttpClient(new OAuthHandler(TokenPolicy.Anonymous, The.Api) { InnerHandler = api });
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Basic own");

        using var response = await http.GetAsync(The.Api, Stop);

        Assert.Equal("Basic own", Assert.Single(api.Requests).Authorization);
    }

    private sealed class LateHandler(bool late, Func<HttpRequestMessage, CancellationToken, HttpResponseMessage> respond) : HttpMessageHandler
    {
        public List<string> Seen { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Seen.Add(request.Headers.NonValidated["Authorization"].ToString());
            return late ? LateAsync(request, cancellationToken) : Task.FromResult(respond(request, cancellationToken));
        }

        private async Task<HttpResponseMessage> LateAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return respond(request, cancellationToken);
        }
    }

    private sealed class RetryHandler(int attempts, Action? between = null) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    var response = await base.SendAsync(request, cancellationToken);
                    if (response.IsSuccessStatusCode || attempt == attempts)
                    {
                        return response;
                    }
                }
                catch (HttpRequestException) when (attempt < attempts)
                {
                }

                between?.Invoke();
            }
        }
    }
}
