using System.Net;

namespace OAuthKit;

/// <summary>Sources of every grant, each under a policy, as a caller uses them.</summary>
public sealed class TokenSourceTests
{
    private readonly FakeServer _server = new();
    private readonly OAuthClient _client;

    public TokenSourceTests() => _client = _server.Client();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static AuthorizationCodeGrant Code => new(AuthorizationCode.Parse("code-c4narY")) { Resource = ["urn:orders"] };

    public static TheoryData<string> Grants() => [.. Sources(new FakeServer().Client(), null).Keys];

    [Fact]
    public async Task S151_Client_credentials_make_one_request_for_many_calls()
    {
        var policy = Policy(TokenSource.ClientCredentials(_client, The.Grant));

        var first = await GetAsync(policy);

        Assert.Same(first, await GetAsync(policy));
        Assert.Equal(1, _server.TokenRequests);
    }

    [Fact]
    public async Task S151_Client_credentials_ignore_a_refresh_token()
    {
        _server.Token = number => StubHandler.Json($$"""{"access_token":"{{The.Token(number)}}","token_type":"Bearer","expires_in":60,"refresh_token":"stray-c4narY"}""");
        var policy = Policy(TokenSource.ClientCredentials(_client, The.Grant));

        await GetAsync(policy);
        _server.Clock.Advance(TimeSpan.FromSeconds(61));
        await GetAsync(policy);

        Assert.Equal("client_credentials", Assert.Single(_server.LastTokenRequest.Form["grant_type"]));
    }

    [Fact]
    public async Task S152_A_code_is_exchanged_once_and_the_tokens_are_refreshed_from_then_on_for_the_same_resources()
    {
        _server.Token = number => StubHandler.Json($$"""{"access_token":"{{The.Token(number)}}","token_type":"Bearer","expires_in":60,"refresh_token":"r-{{number}}-c4narY"}""");
        var policy = Policy(TokenSource.AuthorizationCode(_client, Code));
        Assert.Equal(0, _server.TokenRequests);

        await GetAsync(policy);
        await GetAsync(policy);
        Assert.Equal(1, _server.TokenRequests);
        Assert.Equal("code-c4narY", Assert.Single(_server.LastTokenRequest.Form["code"]));

        foreach (var number in (int[])[1, 2])
        {
            _server.Clock.Advance(TimeSpan.FromSeconds(61));
            Assert.Equal(The.Token(number + 1), (await GetAsync(policy)).AccessToken.Reveal());
            Assert.Equal($"r-{number}-c4narY", Assert.Single(_server.LastTokenRequest.Form["refresh_token"]));
            Assert.Equal("urn:orders", Assert.Single(_server.LastTokenRequest.Form["resource"]));
            Assert.Empty(_server.LastTokenRequest.Form["code"]);
        }
    }

    [Theory]
    [InlineData("network")]
    [InlineData("503")]
    [InlineData("invalid_grant")]
    public async Task R102_A_code_whose_exchange_failed_is_not_sent_again(string failure)
    {
        _server.Answer = _ => failure switch
        {
            "network" => throw new HttpRequestException("broken"),
            "503" => StubHandler.Text("no", "text/plain", HttpStatusCode.ServiceUnavailable),
            _ => StubHandler.Json("""{"error":"invalid_grant"}""", HttpStatusCode.BadRequest),
        };
        var source = TokenSource.AuthorizationCode(_client, Code);
        var policy = Policy(source);

        await Assert.ThrowsAnyAsync<Exception>(() => GetAsync(policy));
        _server.Clock.Advance(TimeSpan.FromMinutes(1));
        var e = await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => GetAsync(policy));

        Assert.True(source.ReauthenticationRequired);
        Assert.NotNull(e.InnerException);
        Assert.Equal(1, _server.TokenRequests);
    }

    [Theory]
    [MemberData(nameof(Grants))]
    public async Task S152_Initial_tokens_are_used_without_a_request(string grant)
    {
        var tokens = Held(600);
        var source = Sources(_client, tokens)[grant];

        Assert.Same(tokens, await GetAsync(Policy(source)));

        Assert.Equal(0, _server.TokenRequests);
        Assert.Same(tokens, source.Tokens);
    }

    [Theory]
    [MemberData(nameof(Grants))]
    public async Task Initial_tokens_that_have_ended_are_renewed(string grant)
    {
        _server.Answer = Any;
        var source = Sources(_client, Held(-1))[grant];

        Assert.Equal("new-c4narY", (await GetAsync(Policy(source))).AccessToken.Reveal());

        Assert.Equal(1, _server.TokenRequests);
    }

    [Theory]
    [MemberData(nameof(Grants))]
    public async Task Initial_tokens_that_an_api_refuses_are_renewed_at_once(string grant)
    {
        _server.Answer = Any;
        var policy = Policy(Sources(_client, Held(600))[grant]);
        var api = new StubHandler(request => request.Authorization == "Bearer new-c4narY" ? new(HttpStatusCode.OK) : StubHandler.Challenge(HttpStatusCode.Unauthorized, "Bearer error=\"invalid_token\""));
        using var http = new HttpClient(new OAuthHandler(policy, The.Api) { InnerHandler = api }) { BaseAddress = The.Api };

        using var response = await http.GetAsync("orders", Stop);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(1, _server.TokenRequests);
    }

    [Theory]
    [MemberData(nameof(Grants))]
    public async Task Every_source_tells_of_new_tokens_before_they_are_used(string grant)
    {
        _server.Answer = Any;
        TokenSet? told = null;
        var source = Sources(_client, Held(-1), tokens => told = tokens)[grant];

        var tokens = await GetAsync(Policy(source));

        Assert.Same(tokens, told);
        Assert.Same(tokens, source.Tokens);
    }

    [Fact]
    public async Task S150_An_ended_token_is_refreshed_and_the_api_called_with_the_new_one()
    {
        _server.Answer = Any;
        var source = TokenSource.RefreshToken(_client, Held(-1));
        var api = new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.OK));
        using var http = new HttpClient(new OAuthHandler(Policy(source), The.Api) { InnerHandler = api }) { BaseAddress = The.Api };

        await http.GetAsync("orders", Stop);

        Assert.Equal("Bearer new-c4narY", Assert.Single(api.Requests).Authorization);
        Assert.Equal("new-c4narY", source.Tokens!.AccessToken.Reveal());
        Assert.Equal("new-refresh-c4narY", source.Tokens.RefreshToken!.Reveal());
    }

    [Fact]
    public async Task S153_After_Forget_a_login_is_needed_and_no_request_is_made()
    {
        var source = TokenSource.RefreshToken(_client, Held(600));
        var policy = Policy(source);
        await GetAsync(policy);

        source.Forget();

        var e = await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => GetAsync(policy));
        Assert.Equal(OAuthFault.ReauthenticationRequired, e.Code);
        Assert.True(source.ReauthenticationRequired);
        Assert.Null(source.Tokens);
        Assert.Equal(0, _server.TokenRequests);
    }

    [Fact]
    public async Task S153_After_Forget_a_grant_that_needs_no_login_is_asked_for_again()
    {
        var source = TokenSource.ClientCredentials(_client, The.Grant);
        var policy = Policy(source);
        await GetAsync(policy);

        source.Forget();
        Assert.Null(source.Tokens);

        Assert.Equal(The.Token(2), (await GetAsync(policy)).AccessToken.Reveal());
        Assert.False(source.ReauthenticationRequired);
    }

    [Fact]
    public async Task S037_A_password_is_presented_again_when_the_token_ends()
    {
        var policy = Policy(TokenSource.Password(_client, new ResourceOwnerPasswordGrant("alice", UserPassword.Parse("c4narY"))));

        await GetAsync(policy);
        _server.Clock.Advance(TimeSpan.FromHours(2));
        await GetAsync(policy);

        Assert.Equal(2, _server.TokenRequests);
        Assert.Equal("password", Assert.Single(_server.LastTokenRequest.Form["grant_type"]));
    }

    [Fact]
    public async Task A_fixed_token_is_used_until_it_ends()
    {
        var tokens = Held(600);
        var policy = Policy(TokenSource.Fixed(tokens));

        Assert.Same(tokens, await GetAsync(policy));
        _server.Clock.Advance(TimeSpan.FromSeconds(601));

        await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => GetAsync(policy));
        Assert.Equal(0, _server.TokenRequests);
    }

    [Fact]
    public async Task S064_A_token_at_hand_stands_in_the_header_and_is_not_sent_once_it_has_ended()
    {
        var api = new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.OK));
        using var http = new HttpClient(new OAuthHandler(Policy(TokenSource.Fixed(Held(600))), The.Api) { InnerHandler = api }) { BaseAddress = The.Api };

        using var response = await http.GetAsync("orders", Stop);
        _server.Clock.Advance(TimeSpan.FromSeconds(601));
        await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => http.GetAsync("orders", Stop));

        Assert.Equal("Bearer held-c4narY", Assert.Single(api.Requests).Authorization);
    }

    [Fact]
    public async Task A_fixed_token_that_an_api_refuses_is_not_sent_twice()
    {
        var api = new StubHandler(_ => StubHandler.Challenge(HttpStatusCode.Unauthorized, "Bearer error=\"invalid_token\""));
        using var http = new HttpClient(new OAuthHandler(Policy(TokenSource.Fixed(Held(600))), The.Api) { InnerHandler = api }) { BaseAddress = The.Api };

        using var response = await http.GetAsync("orders", Stop);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Single(api.Requests);
    }

    [Fact]
    public async Task A_grant_of_ones_own_that_is_used_once_is_refreshed_from_then_on()
    {
        _server.Answer = Any;
        var policy = Policy(TokenSource.Grant(_client, Code));

        await GetAsync(policy);
        _server.Clock.Advance(TimeSpan.FromHours(2));
        await GetAsync(policy);

        Assert.Equal("new-refresh-c4narY", Assert.Single(_server.LastTokenRequest.Form["refresh_token"]));
    }

    [Fact]
    public void Missing_values_are_argument_errors_before_any_request()
    {
        Assert.Throws<ArgumentNullException>(() => TokenSource.ClientCredentials(null!, The.Grant));
        Assert.Throws<ArgumentNullException>(() => TokenSource.ClientCredentials(_client, null!));
        Assert.Throws<ArgumentNullException>(() => TokenSource.AuthorizationCode(_client, null!));
        Assert.Throws<ArgumentNullException>(() => TokenSource.AuthorizationCode(null!, Code));
        Assert.Throws<ArgumentNullException>(() => TokenSource.RefreshToken(_client, (RefreshToken)null!));
        Assert.Throws<ArgumentNullException>(() => TokenSource.RefreshToken(_client, (TokenSet)null!));
        Assert.Throws<ArgumentNullException>(() => TokenSource.RefreshToken(_client, (RefreshTokenGrant)null!));
        Assert.Throws<ArgumentNullException>(() => TokenSource.RefreshToken(null!, RefreshToken.Parse("c4narY")));
        Assert.Throws<ArgumentException>(() => TokenSource.RefreshToken(_client, new TokenSet(AccessToken.Parse("c4narY"))));
        Assert.Throws<ArgumentNullException>(() => TokenSource.Fixed(null!));
        Assert.Throws<ArgumentNullException>(() => TokenSource.RefreshToken(_client, Held(1)).Use(null!));
    }

    private static Dictionary<string, GrantTokenSource> Sources(OAuthClient client, TokenSet? initial, Action<TokenSet>? onRenewed = null)
    {
        var options = new TokenSourceOptions
        {
            InitialTokens = initial,
            OnRenewed = (tokens, _) =>
            {
                onRenewed?.Invoke(tokens);
                return Task.CompletedTask;
            },
        };
        return new()
        {
            ["client credentials"] = TokenSource.ClientCredentials(client, The.Grant, options),
            ["code"] = TokenSource.AuthorizationCode(client, Code, options),
            ["refresh token"] = TokenSource.RefreshToken(client, RefreshToken.Parse("r-c4narY"), options),
            ["exchange"] = TokenSource.TokenExchange(client, new TokenExchangeGrant(AccessToken.Parse("s-c4narY")), options),
            ["jwt"] = TokenSource.JwtBearer(client, new JwtBearerGrant(Assertion.Parse(The.Jwt)), options),
            ["saml"] = TokenSource.Saml2Bearer(client, new Saml2BearerGrant(The.Saml), options),
            ["password"] = TokenSource.Password(client, new ResourceOwnerPasswordGrant("alice", UserPassword.Parse("c4narY")), options),
        };
    }

    private static HttpResponseMessage Any(SentRequest request) =>
        StubHandler.Json("""{"access_token":"new-c4narY","token_type":"Bearer","expires_in":3600,"refresh_token":"new-refresh-c4narY","issued_token_type":"urn:x"}""");

    private TokenSet Held(double seconds) => new(AccessToken.Parse("held-c4narY"), _server.Clock.GetUtcNow().AddSeconds(seconds), _server.Clock)
    {
        RefreshToken = RefreshToken.Parse("held-refresh-c4narY"),
    };

    private TokenPolicy Policy(TokenSource source) => new(source, _client.Tokens, "user");

    private Task<TokenSet> GetAsync(TokenPolicy policy) => _client.Tokens.GetTokenAsync(policy, Stop).AsTask();
}
