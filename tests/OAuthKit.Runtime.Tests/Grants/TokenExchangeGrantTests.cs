using System.Net;

namespace OAuthKit;

public sealed class TokenExchangeGrantTests
{
    private const string Urn = "urn:ietf:params:oauth:token-type:";

    private readonly FakeServer _server = new() { Answer = _ => Issued() };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static TokenSet Tokens { get; } = new(AccessToken.Parse(The.Token(1)))
    {
        RefreshToken = RefreshToken.Parse("refresh-c4narY"),
        EncodedIdToken = EncodedIdToken.Parse("id.c4narY.x"),
    };

    [Fact]
    public async Task R212_Sends_the_grant_type_and_the_subject_with_its_type()
    {
        var sent = await SendAsync(new TokenExchangeGrant(AccessToken.Parse(The.Token(1))));

        Assert.Equal("urn:ietf:params:oauth:grant-type:token-exchange", Assert.Single(sent.Form["grant_type"]));
        Assert.Equal(The.Token(1), Assert.Single(sent.Form["subject_token"]));
        Assert.Equal(Urn + "access_token", Assert.Single(sent.Form["subject_token_type"]));
    }

    [Fact]
    public async Task S041_What_is_not_given_is_not_sent()
    {
        var sent = await SendAsync(new TokenExchangeGrant(new ExchangeToken("c4narY", "access_token")) { Resource = ["urn:orders"] });

        Assert.Equal(["grant_type", "subject_token", "subject_token_type", "resource"], sent.Form.Select(parameter => parameter.Key));
    }

    [Fact]
    public async Task R213_An_actor_is_sent_with_its_type()
    {
        var sent = await SendAsync(new TokenExchangeGrant(Tokens) { ActorToken = Tokens.EncodedIdToken! });

        Assert.Equal("id.c4narY.x", Assert.Single(sent.Form["actor_token"]));
        Assert.Equal(Urn + "id_token", Assert.Single(sent.Form["actor_token_type"]));
    }

    [Fact]
    public async Task R213_Without_an_actor_no_type_of_one_is_sent()
    {
        var sent = await SendAsync(new TokenExchangeGrant(Tokens));

        Assert.Empty(sent.Form["actor_token"]);
        Assert.Empty(sent.Form["actor_token_type"]);
    }

    [Fact]
    public async Task R214_Several_audiences_and_resources_are_sent_each_by_itself()
    {
        var sent = await SendAsync(new TokenExchangeGrant(Tokens) { Audiences = ["orders", "stock"], Audience = "billing", Resource = ["urn:a", "urn:b"], Scope = "x y" });

        Assert.Equal(["orders", "stock", "billing"], sent.Form["audience"]);
        Assert.Equal(["urn:a", "urn:b"], sent.Form["resource"]);
        Assert.Equal("x y", Assert.Single(sent.Form["scope"]));
    }

    [Theory]
    [InlineData("jwt", Urn + "jwt")]
    [InlineData("access_token", Urn + "access_token")]
    [InlineData("urn:acme:cookie", "urn:acme:cookie")]
    public async Task The_requested_type_is_given_by_its_short_name_or_as_a_uri(string type, string sentType)
    {
        var sent = await SendAsync(new TokenExchangeGrant(Tokens) { RequestedTokenType = type });

        Assert.Equal(sentType, Assert.Single(sent.Form["requested_token_type"]));
    }

    [Theory]
    [InlineData("access_token")]
    [InlineData("refresh_token")]
    [InlineData("id_token")]
    [InlineData("saml1")]
    [InlineData("saml2")]
    [InlineData("jwt")]
    public void S044_Short_names_stand_for_uris_and_uris_for_themselves(string name)
    {
        Assert.Equal(Urn + name, new ExchangeToken("x", name).Type);
        Assert.Equal(Urn + name, new ExchangeToken("x", Urn + name).Type);
        Assert.Equal("https://acme.example/t", new ExchangeToken("x", "https://acme.example/t").Type);
    }

    /// <summary>The reference sends any text as a type. RFC 8693 section 3 has URIs, so a slip is an error here.</summary>
    [Theory]
    [InlineData("foobar")]
    [InlineData("acess_token")]
    [InlineData("/token")]
    [InlineData("")]
    [InlineData(null)]
    public void S044_A_type_that_is_neither_a_short_name_nor_a_uri_is_an_argument_error(string? type)
    {
        Assert.ThrowsAny<ArgumentException>(() => new ExchangeToken("x", type!));
        Assert.ThrowsAny<ArgumentException>(() => ExchangeToken.From(Tokens, type!));
    }

    [Theory]
    [InlineData(null, "access_token", "token-")]
    [InlineData("access_token", "access_token", "token-")]
    [InlineData("jwt", "jwt", "token-")]
    [InlineData("refresh_token", "refresh_token", "refresh-")]
    [InlineData("id_token", "id_token", "id.")]
    public void S042_Of_a_token_set_the_token_of_the_type_is_taken(string? type, string name, string start)
    {
        var token = type is null ? ExchangeToken.From(Tokens) : ExchangeToken.From(Tokens, type);

        Assert.Equal(Urn + name, token.Type);
        Assert.StartsWith(start, token.Reveal(), StringComparison.Ordinal);
    }

    /// <summary>The reference sends the access token of a token set under the type of a refresh token.</summary>
    [Fact]
    public async Task S046_Bug9_What_is_sent_as_a_refresh_token_is_one()
    {
        var sent = await SendAsync(new TokenExchangeGrant(ExchangeToken.From(Tokens, "refresh_token")));

        Assert.Equal("refresh-c4narY", Assert.Single(sent.Form["subject_token"]));
        Assert.Equal(Urn + "refresh_token", Assert.Single(sent.Form["subject_token_type"]));
    }

    [Fact]
    public void S046_A_token_is_not_sent_as_another_type()
    {
        var bare = new TokenSet(AccessToken.Parse(The.Token(1)));

        Assert.Throws<ArgumentException>(() => ExchangeToken.From(Tokens.EncodedIdToken!, "access_token"));
        Assert.Throws<ArgumentException>(() => ExchangeToken.From(Tokens.AccessToken, "id_token"));
        Assert.Throws<ArgumentException>(() => ExchangeToken.From(bare, "id_token"));
        Assert.Throws<ArgumentException>(() => ExchangeToken.From(bare, "refresh_token"));
        Assert.Throws<ArgumentException>(() => ExchangeToken.From(Tokens, "saml2"));
    }

    [Fact]
    public void S043_S045_A_token_without_value_or_type_is_an_argument_error()
    {
        Assert.Throws<ArgumentNullException>(() => new TokenExchangeGrant(null!));
        Assert.Throws<ArgumentNullException>(() => new ExchangeToken(null!, "jwt"));
        Assert.Throws<ArgumentException>(() => new ExchangeToken("", "jwt"));
        Assert.Throws<ArgumentNullException>(() => new TokenExchangeGrant((AccessToken)null!));
        Assert.Throws<ArgumentNullException>(() => new TokenExchangeGrant((TokenSet)null!));
        Assert.Throws<ArgumentException>(() => new TokenExchangeGrant(Tokens) { Audiences = [""] });
        Assert.Throws<ArgumentException>(() => new TokenExchangeGrant(Tokens) { RequestedTokenType = "nothing" });
    }

    [Fact]
    public async Task S042_The_issued_type_can_be_read()
    {
        var tokens = await RequestAsync(new TokenExchangeGrant(Tokens));

        Assert.Equal(Urn + "access_token", tokens.IssuedTokenType);
        Assert.Empty(tokens.OtherMembers);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("7")]
    public async Task R215_An_answer_without_issued_token_type_is_refused(string issued)
    {
        _server.Answer = _ => Issued(issued: issued);

        var e = await Assert.ThrowsAsync<OAuthException>(() => RequestAsync(new TokenExchangeGrant(Tokens)));

        Assert.Equal(OAuthFault.TokenResponseIssuedTokenType, e.Code);
    }

    [Fact]
    public async Task R215_Access_token_and_token_type_are_required()
    {
        _server.Answer = _ => StubHandler.Json($$"""{"token_type":"Bearer","issued_token_type":"{{Urn}}jwt"}""");
        Assert.Equal(OAuthFault.TokenResponseAccessToken, (await Assert.ThrowsAsync<OAuthException>(() => RequestAsync(new TokenExchangeGrant(Tokens)))).Code);

        _server.Answer = _ => StubHandler.Json($$"""{"access_token":"c4narY","issued_token_type":"{{Urn}}jwt"}""");
        Assert.Equal(OAuthFault.TokenResponseTokenType, (await Assert.ThrowsAsync<OAuthException>(() => RequestAsync(new TokenExchangeGrant(Tokens)))).Code);
    }

    [Fact]
    public async Task R215_Other_grants_need_none()
    {
        _server.Answer = null;

        Assert.Null((await RequestAsync(The.Grant)).IssuedTokenType);
    }

    [Theory]
    [InlineData("N_A")]
    [InlineData("n_a")]
    public async Task R216_N_A_is_taken_and_is_no_bearer_token(string type)
    {
        _server.Answer = _ => Issued(type);

        var tokens = await RequestAsync(new TokenExchangeGrant(Tokens) { RequestedTokenType = "saml2" });

        Assert.Equal("N_A", tokens.TokenType);
        Assert.Equal("issued-c4narY", tokens.AccessToken.Reveal());
        Assert.DoesNotContain("Bearer", tokens.AccessToken.AuthorizationHeader, StringComparison.Ordinal);
        Assert.Equal("N_A", TokenSet.FromJson(tokens.ToJson()).TokenType);
        Assert.Equal(tokens.AccessToken, TokenSet.FromJson(tokens.ToJson()).AccessToken);
    }

    [Fact]
    public async Task R216_N_A_never_reaches_an_api()
    {
        _server.Answer = _ => Issued("N_A");
        using var client = _server.Client();
        var tokens = await client.RequestTokenAsync(new TokenExchangeGrant(Tokens), Stop);
        var api = new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.OK));
        using var kept = Http(new TokenPolicy(client, new TokenExchangeGrant(Tokens), "exchange"), api);
        using var supplied = Http(TokenPolicy.CallerSupplied, api);
        using var fixedToken = Http(new TokenPolicy(TokenSource.Fixed(tokens), client.Tokens, "fixed"), api);
        using var request = new HttpRequestMessage(HttpMethod.Get, "orders");
        request.Options.Set(OAuthHandler.AccessTokenOption, tokens.AccessToken);

        OAuthException[] all =
        [
            await Assert.ThrowsAsync<OAuthException>(() => kept.GetAsync("orders", Stop)),
            await Assert.ThrowsAsync<OAuthException>(() => supplied.SendAsync(request, Stop)),
            await Assert.ThrowsAsync<OAuthException>(() => fixedToken.GetAsync("orders", Stop)),
        ];

        Assert.All(all, e => Assert.Equal(OAuthFault.TokenNotApplicable, e.Code));
        Assert.Empty(api.Requests);
    }

    [Fact]
    public async Task R216_N_A_never_reaches_an_endpoint_that_takes_access_tokens()
    {
        _server.Answer = _ => Issued("N_A");
        _server.Metadata = () => StubHandler.Json($$"""{"issuer":"{{The.Issuer}}","token_endpoint":"{{The.TokenEndpoint}}","userinfo_endpoint":"https://login.example.com/me"}""");
        using var client = _server.Client();
        var tokens = await client.RequestTokenAsync(new TokenExchangeGrant(Tokens), Stop);
        var sent = _server.Handler.Requests.Length;

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.GetUserInfoAsync(tokens, "alice", Stop));

        Assert.Equal(OAuthFault.TokenNotApplicable, e.Code);
        Assert.Equal(sent, _server.Handler.Requests.Length);
    }

    [Fact]
    public async Task R216_N_A_is_for_exchanges_only()
    {
        _server.Answer = _ => Issued("N_A");

        var e = await Assert.ThrowsAsync<OAuthException>(() => RequestAsync(The.Grant));

        Assert.Equal(OAuthFault.TokenTypeUnsupported, e.Code);
    }

    [Fact]
    public async Task R217_An_invalid_target_is_surfaced()
    {
        _server.Answer = _ => StubHandler.Json("""{"error":"invalid_target","error_description":"No such API."}""", HttpStatusCode.BadRequest);

        var e = await Assert.ThrowsAsync<OAuthServerException>(() => RequestAsync(new TokenExchangeGrant(Tokens) { Resource = ["urn:nowhere"] }));

        Assert.Equal("invalid_target", e.Error);
        Assert.Equal("No such API.", e.ErrorDescription);
    }

    [Fact]
    public async Task R218_Neither_token_is_in_a_url_or_a_log()
    {
        var logs = new LogCapture();
        var options = _server.Options;
        options.LoggerFactory = logs;
        using var client = new OAuthClient(The.Issuer, The.Basic, options);
        var grant = new TokenExchangeGrant(Tokens) { ActorToken = Tokens.EncodedIdToken! };

        await client.Tokens.GetTokenAsync(new TokenPolicy(client, grant), Stop);

        Assert.NotEmpty(logs.Messages);
        Assert.All(logs.Messages, message => Assert.False(CanaryWatch.Holds(message.Text)));
        Assert.All(_server.Handler.Requests, request => Assert.False(CanaryWatch.Holds(request.Url.OriginalString)));
        Assert.False(CanaryWatch.Holds($"{grant} {grant.SubjectToken} {grant.ActorToken}"));
    }

    [Fact]
    public void An_audience_of_the_configuration_does_not_join_those_of_the_code()
    {
        Assert.Null(new TokenExchangeGrant(Tokens) { Audiences = ["a"] }.WithDefaults(null, [], "configured").Audience);
        Assert.Equal("configured", new TokenExchangeGrant(Tokens).WithDefaults(null, [], "configured").Audience);
    }

    private static HttpClient Http(TokenPolicy policy, StubHandler api) =>
        new(new OAuthHandler(policy, The.Api) { InnerHandler = api }) { BaseAddress = The.Api };

    private static HttpResponseMessage Issued(string tokenType = "Bearer", string issued = $"\"{Urn}access_token\"") =>
        StubHandler.Json($$"""{"access_token":"issued-c4narY","token_type":"{{tokenType}}","expires_in":60,"issued_token_type":{{issued}}}""");

    private async Task<TokenSet> RequestAsync(TokenGrant grant)
    {
        using var client = _server.Client();
        return await client.RequestTokenAsync(grant, Stop);
    }

    private async Task<SentRequest> SendAsync(TokenGrant grant)
    {
        await RequestAsync(grant);
        return _server.LastTokenRequest;
    }
}
