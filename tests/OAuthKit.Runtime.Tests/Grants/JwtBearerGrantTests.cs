namespace OAuthKit;

public sealed class JwtBearerGrantTests
{
    private readonly FakeServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R219_S040_Sends_the_grant_type_and_one_assertion()
    {
        var sent = await SendAsync(new JwtBearerGrant(Assertion.Parse(The.Jwt)) { Scope = "a" });

        Assert.Equal("urn:ietf:params:oauth:grant-type:jwt-bearer", Assert.Single(sent.Form["grant_type"]));
        Assert.Equal(The.Jwt, Assert.Single(sent.Form["assertion"]));
        Assert.Equal(["grant_type", "assertion", "scope"], sent.Form.Select(parameter => parameter.Key));
    }

    [Theory]
    [InlineData("c4narY")]
    [InlineData("a.c4narY")]
    [InlineData("a.b.c.c4narY")]
    [InlineData(".c4narY.c")]
    [InlineData("a.c4narY.")]
    [InlineData("a.c4narY=.c")]
    [InlineData("a.c4narY+.c")]
    public void S040_What_is_no_jwt_is_an_argument_error_before_any_request(string text)
    {
        var e = Assert.Throws<ArgumentException>(() => new JwtBearerGrant(Assertion.Parse(text)));

        Assert.False(CanaryWatch.Holds(e.ToString()));
    }

    [Fact]
    public void An_encrypted_jwt_is_one() => Assert.NotNull(new JwtBearerGrant(Assertion.Parse("a..b.c.d")));

    [Fact]
    public void A_missing_assertion_is_an_argument_error()
    {
        Assert.Throws<ArgumentNullException>(() => new JwtBearerGrant((Assertion)null!));
        Assert.Throws<ArgumentNullException>(() => new JwtBearerGrant((Func<AssertionRequest, CancellationToken, ValueTask<Assertion>>)null!));
    }

    [Fact]
    public async Task R220_An_assertion_is_made_anew_for_every_request_and_told_for_whom()
    {
        var requests = new List<AssertionRequest>();
        using var client = _server.Client();
        var grant = new JwtBearerGrant((request, _) =>
        {
            requests.Add(request);
            return new(Assertion.Parse($"a.c4narY{requests.Count}.b"));
        });

        await client.RequestTokenAsync(grant, Stop);
        Assert.Equal("a.c4narY1.b", Assert.Single(_server.LastTokenRequest.Form["assertion"]));
        await client.RequestTokenAsync(grant, Stop);
        Assert.Equal("a.c4narY2.b", Assert.Single(_server.LastTokenRequest.Form["assertion"]));

        Assert.All(requests, request => Assert.Equal((The.ClientId, The.Issuer, The.TokenEndpoint), (request.ClientId, request.Issuer, request.TokenEndpoint.AbsoluteUri)));
    }

    [Fact]
    public async Task R221_The_assertion_and_that_of_the_client_are_two()
    {
        var sent = await SendAsync(new JwtBearerGrant(Assertion.Parse(The.Jwt)), new AssertingAuthentication());

        Assert.Equal(The.Jwt, Assert.Single(sent.Form["assertion"]));
        Assert.Equal("a.client-c4narY.b", Assert.Single(sent.Form["client_assertion"]));
    }

    [Fact]
    public async Task R224_A_token_that_ended_is_had_by_a_new_assertion()
    {
        _server.Token = number => StubHandler.Json($$"""{"access_token":"{{The.Token(number)}}","token_type":"Bearer","expires_in":60,"refresh_token":"stray-c4narY"}""");
        using var client = _server.Client();
        var made = 0;
        var policy = new TokenPolicy(client, new JwtBearerGrant((_, _) => new(Assertion.Parse($"a.c4narY{++made}.b"))));

        await client.Tokens.GetTokenAsync(policy, Stop);
        _server.Clock.Advance(TimeSpan.FromSeconds(61));
        await client.Tokens.GetTokenAsync(policy, Stop);

        Assert.Equal("urn:ietf:params:oauth:grant-type:jwt-bearer", Assert.Single(_server.LastTokenRequest.Form["grant_type"]));
        Assert.Equal("a.c4narY2.b", Assert.Single(_server.LastTokenRequest.Form["assertion"]));
    }

    [Fact]
    public async Task A_maker_that_fails_or_gives_nothing_sends_nothing()
    {
        using var client = _server.Client();

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.RequestTokenAsync(new JwtBearerGrant((_, _) => new((Assertion)null!)), Stop));
        await Assert.ThrowsAsync<TimeoutException>(() => client.RequestTokenAsync(new JwtBearerGrant((_, _) => throw new TimeoutException("vault")), Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => client.RequestTokenAsync(new JwtBearerGrant((_, _) => new(Assertion.Parse("no"))), Stop));

        Assert.Equal(0, _server.TokenRequests);
    }

    private async Task<SentRequest> SendAsync(TokenGrant grant, ClientAuthentication? authentication = null)
    {
        using var client = _server.Client(authentication);
        await client.RequestTokenAsync(grant, Stop);
        return _server.LastTokenRequest;
    }

    private sealed class AssertingAuthentication() : ClientAuthentication(The.ClientId)
    {
        public override string Method => "own";

        protected internal override ValueTask ApplyAsync(ClientAuthenticationRequest request, CancellationToken cancellationToken)
        {
            request.Form.Add("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
            request.Form.Add("client_assertion", "a.client-c4narY.b");
            return default;
        }
    }
}
