namespace OAuthKit;

public sealed class TokenResponseIdTokenTests : IDisposable
{
    private readonly LoginServer _login = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _login.Dispose();

    public static TheoryData<string> Grants() => [.. _grants.Keys];

    /// <summary>Each grant whose response can bring an ID token.</summary>
    private static readonly Dictionary<string, Func<TokenGrant>> _grants = new()
    {
        ["authorization_code"] = () => new AuthorizationCodeGrant(LoginServer.Code) { IdToken = new() { IsRequired = true } },
        ["authorization_code by hand"] = () => new AuthorizationCodeGrant(LoginServer.Code),
        ["device_code"] = () => new DeviceCodeGrant(DeviceCode.Parse(The.Canary)),
        ["ciba"] = () => new BackchannelAuthenticationGrant(AuthReqId.Parse(The.Canary)),
        ["refresh_token"] = () => new RefreshTokenGrant(RefreshToken.Parse(The.Canary)),
        ["token-exchange"] = () => new TokenExchangeGrant(AccessToken.Parse(The.Canary)),
        ["password"] = () => new ResourceOwnerPasswordGrant("jane", UserPassword.Parse(The.Canary)),
        ["jwt-bearer"] = () => new JwtBearerGrant(Assertion.Parse(The.Jwt)),
        ["saml2-bearer"] = () => new Saml2BearerGrant(The.Saml),
        ["a grant of one's own"] = () => new OwnGrant(),
    };

    [Theory]
    [MemberData(nameof(Grants))]
    public async Task R120_R209_An_ID_token_is_validated_on_every_flow(string name)
    {
        var client = _login.Client();
        using var evil = TestKey.Create();
        var good = _login.Claims(("nonce", null));

        foreach (var (idToken, code) in ((string, string)[])
        [
            (evil.Sign(good, "JWT"), OAuthFault.JwtSignature),
            (_login.Key.Sign(good, header: """{"alg":"none"}"""), OAuthFault.JwtAlgorithm),
            (_login.IdToken(("nonce", null), ("iss", "\"https://evil.example\"")), OAuthFault.JwtIssuer),
            (_login.IdToken(("nonce", null), ("aud", "\"other\"")), OAuthFault.JwtAudience),
            (_login.IdToken(("nonce", null), ("exp", $"{_login.Now - 60}")), OAuthFault.JwtTime),
            (_login.IdToken(("nonce", null), ("iat", null)), OAuthFault.JwtTime),
            (_login.IdToken(("nonce", null), ("sub", null)), OAuthFault.JwtSubject),
            (_login.IdToken(("nonce", null), ("at_hash", "\"x\"")), OAuthFault.IdTokenHash),
        ])
        {
            _login.Answer(idToken, ",\"issued_token_type\":\"urn:ietf:params:oauth:token-type:access_token\"");
            var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(_grants[name](), Stop));
            Assert.Equal(code, e.Code);
            LoginServer.AssertShowsNoToken(idToken, e);
        }

        _login.Answer(_login.Key.Sign(good, "JWT"), ",\"issued_token_type\":\"urn:ietf:params:oauth:token-type:access_token\"");
        Assert.Equal(LoginServer.Subject, (await client.RequestTokenAsync(_grants[name](), Stop)).IdToken?.Subject);
        Assert.Equal(1, _login.Paths.Count(path => path == "/jwks"));
    }

    [Theory]
    [InlineData("authorization_code by hand", true)]
    [InlineData("device_code", true)]
    [InlineData("ciba", true)]
    [InlineData("refresh_token", false)]
    [InlineData("token-exchange", false)]
    [InlineData("password", false)]
    public async Task R116_A_nonce_is_refused_where_an_authentication_without_one_was_asked_for(string name, bool isRefused)
    {
        var client = _login.Client();
        _login.Answer(_login.IdToken(), ",\"issued_token_type\":\"urn:ietf:params:oauth:token-type:access_token\"");
        var request = client.RequestTokenAsync(_grants[name](), Stop);

        if (isRefused)
        {
            Assert.Equal(OAuthFault.IdTokenNonce, (await Assert.ThrowsAsync<OAuthException>(() => request)).Code);
        }
        else
        {
            Assert.Equal(LoginServer.Nonce, (await request).IdToken?.Nonce);
        }
    }

    [Fact]
    public async Task R103_S071_An_ID_token_is_required_where_it_was_asked_for()
    {
        foreach (var expected in (IdTokenExpectations[])[new() { IsRequired = true }, new() { Nonce = "n" }, new() { MaxAge = TimeSpan.Zero }])
        {
            await _login.AssertRejectedAsync(OAuthFault.IdTokenMissing, null, null, expected);
        }

        Assert.Null((await _login.ExchangeAsync(null, new IdTokenExpectations())).IdToken);
        Assert.DoesNotContain("/jwks", _login.Paths);
    }

    [Theory]
    [InlineData("openid orders", true)]
    [InlineData("orders openid", true)]
    [InlineData("openid2", false)]
    [InlineData(null, false)]
    public async Task R103_A_device_that_asked_for_openid_gets_an_ID_token(string? scope, bool isRequired)
    {
        var server = new PollServer { Answers = [() => StubHandler.Json(The.TokenJson())] };
        using var client = server.Client();
        var authorization = await client.StartDeviceAuthorizationAsync(new DeviceAuthorizationRequest { Scope = scope }, Stop);
        var request = client.RequestTokenAsync(new DeviceCodeGrant(authorization), Stop);

        if (isRequired)
        {
            Assert.Equal(OAuthFault.IdTokenMissing, (await Assert.ThrowsAsync<OAuthException>(() => request)).Code);
        }
        else
        {
            Assert.Null((await request).IdToken);
        }

        Assert.Single(server.TokenRequests);
    }

    [Fact]
    public async Task R103_R209_A_backchannel_authentication_always_gives_an_ID_token()
    {
        var server = new PollServer { Answers = [() => StubHandler.Json(The.TokenJson()), () => StubHandler.Json(The.TokenJson()), PollServer.Tokens] };
        using var client = server.Client();
        var authentication = await server.StartBackchannelAsync();

        Assert.Equal(OAuthFault.IdTokenMissing, (await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(new BackchannelAuthenticationGrant(authentication), Stop))).Code);
        Assert.Equal(OAuthFault.IdTokenMissing, (await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(new BackchannelAuthenticationGrant(authentication.AuthReqId), Stop))).Code);
        Assert.Equal("jane", (await client.RequestTokenAsync(new BackchannelAuthenticationGrant(authentication), Stop)).IdToken?.Subject);
    }

    [Fact]
    public async Task Where_the_issuer_is_not_known_an_ID_token_stays_as_it_came()
    {
        var client = ByHand();
        _login.Answer(_login.IdToken());

        var tokens = await client.RequestTokenAsync(new AuthorizationCodeGrant(LoginServer.Code), Stop);

        Assert.NotNull(tokens.EncodedIdToken);
        Assert.Null(tokens.IdToken);
        Assert.Equal(["/token"], _login.Paths);
    }

    [Fact]
    public async Task R103_Where_the_issuer_is_not_known_nothing_is_sent_that_needs_an_ID_token()
    {
        var client = ByHand();

        foreach (var expected in (IdTokenExpectations[])[new() { IsRequired = true }, new() { Nonce = "n" }, new() { MaxAge = TimeSpan.Zero }])
        {
            var e = await Assert.ThrowsAsync<InvalidOperationException>(() => client.RequestTokenAsync(new AuthorizationCodeGrant(LoginServer.Code) { IdToken = expected }, Stop));
            Assert.Contains("issuer", e.Message, StringComparison.Ordinal);
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.ValidateIdTokenAsync(EncodedIdToken.Parse(_login.IdToken()), LoginServer.Expected, Stop));
        Assert.Empty(_login.Paths);
    }

    [Fact]
    public async Task The_ID_token_of_client_credentials_is_neither_validated_nor_used()
    {
        _login.Answer(_login.IdToken(("iss", "\"https://evil.example\"")));

        var tokens = await _login.Client().RequestTokenAsync(The.Grant, Stop);

        Assert.Null(tokens.IdToken);
        Assert.NotNull(tokens.EncodedIdToken);
        Assert.DoesNotContain("/jwks", _login.Paths);
    }

    [Fact]
    public async Task S053_Validation_cannot_be_turned_off()
    {
        Assert.DoesNotContain(typeof(IdTokenOptions).GetProperties().Concat(typeof(OAuthClient).GetProperties()), property => property.Name.Contains("Skip", StringComparison.Ordinal) || property.Name.Contains("Dangerously", StringComparison.Ordinal));
        await Assert.ThrowsAsync<ArgumentNullException>(() => Task.Run(() => _login.Client(null!) is { } && new OAuthClient(_login.Server.Server, The.Basic) { IdTokens = null! } is { }, Stop));
    }

    [Fact]
    public async Task A_key_that_cannot_be_had_fails_the_exchange_and_not_the_next_one()
    {
        var keys = _login.Server.Answers["/jwks"];
        _login.Server.Answers["/jwks"] = _ => new HttpResponseMessage(System.Net.HttpStatusCode.NotFound);
        await _login.AssertRejectedAsync(OAuthFault.KeysStatus, null, _login.IdToken());

        _login.Server.Answers["/jwks"] = keys;
        Assert.NotNull((await _login.ExchangeAsync(_login.IdToken())).IdToken);
    }

    private OAuthClient ByHand()
    {
        var server = _login.Server.Keep(AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = The.TokenEndpoint, Jwks = $"{The.Issuer}/jwks" }, options: _login.Server.Options));
        return _login.Server.Keep(new OAuthClient(server, The.Basic, _login.Server.Options));
    }

    private sealed class OwnGrant : TokenGrant
    {
        public override string GrantType => "urn:own";
    }
}
