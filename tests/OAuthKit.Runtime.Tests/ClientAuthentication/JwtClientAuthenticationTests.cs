namespace OAuthKit;

public sealed class JwtClientAuthenticationTests
{
    private const string LongSecret = "c4narY-0123456789-0123456789-0123456789-0123456789-0123456789-ü€";

    private static readonly SigningKey _key = SigningKey.Generate(keyId: "2026-01");

    private readonly FakeServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Methods() => ["client_secret_jwt", "private_key_jwt"];

    public static TheoryData<string, string> MethodsAndEndpoints() =>
        [.. from method in Methods() from endpoint in Endpoint.BackChannel select (method.Data, endpoint.OptionName)];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task R028_S014_The_assertion_has_the_claims_of_RFC_7523(string method)
    {
        var sent = await _server.SendAsync(Create(method));

        Assert.Null(sent.Authorization);
        Assert.Equal("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", Assert.Single(sent.Form["client_assertion_type"]));
        Assert.Equal(The.ClientId, Assert.Single(sent.Form["client_id"]));
        Assert.False(sent.Form.Contains("client_secret"));
        var jwt = sent.ClientAssertion;
        Assert.Equal(["iss", "sub", "aud", "exp", "iat", "jti"], jwt.Claims.EnumerateObject().Select(claim => claim.Name));
        Assert.Equal((The.ClientId, The.ClientId), (jwt.Text("iss"), jwt.Text("sub")));
        Assert.Equal(_server.Clock.GetUtcNow().ToUnixTimeSeconds(), jwt.Number("iat"));
        Assert.Equal(jwt.Number("iat") + 60, jwt.Number("exp"));
        Assert.Equal(16, System.Buffers.Text.Base64Url.DecodeFromChars(jwt.Text("jti")).Length);
        Assert.Equal("client-authentication+jwt", jwt.Header.GetProperty("typ").GetString());
    }

    [Fact]
    public async Task R032_S016_The_private_key_signs_and_is_named()
    {
        var jwt = (await _server.SendAsync(ClientAuthentication.PrivateKeyJwt(The.ClientId, _key))).ClientAssertion;

        Assert.Equal(["alg", "kid", "typ"], jwt.HeaderNames);
        Assert.Equal(("ES256", "2026-01"), (jwt.Header.GetProperty("alg").GetString(), jwt.Header.GetProperty("kid").GetString()));
        Assert.True(jwt.IsSignedBy(_key.ExportPublicJwk()));
    }

    [Fact]
    public async Task S020_A_key_without_an_identifier_signs_without_one()
    {
        using var key = SigningKey.Generate();

        Assert.Equal(["alg", "typ"], (await _server.SendAsync(new PrivateKeyJwt(The.ClientId, key))).ClientAssertion.HeaderNames);
    }

    [Theory]
    [MemberData(nameof(MethodsAndEndpoints))]
    public async Task R029_R037_S015_The_audience_is_the_issuer_at_every_endpoint(string method, string endpointName)
    {
        var endpoint = Endpoint.BackChannel.Single(endpoint => endpoint.OptionName == endpointName);
        using var client = new OAuthClient(Everywhere(), Create(method), _server.Options);

        using var response = await client.SendAsync(endpoint, [], null, Stop);

        var sent = _server.LastTokenRequest;
        Assert.Equal($"https://rogue.example/{endpointName}", sent.Url.OriginalString);
        Assert.Equal(The.Issuer, sent.ClientAssertion.Text("aud"));
        Assert.All(sent.Form, parameter => Assert.Single(parameter));
    }

    [Theory]
    [InlineData("client_secret_basic")]
    [InlineData("client_secret_post")]
    [InlineData("client_secret_jwt")]
    [InlineData("private_key_jwt")]
    [InlineData("client_assertion_file")]
    [InlineData("none")]
    public async Task R037_S022_Every_method_is_used_at_every_endpoint(string method)
    {
        using var folder = new TempFolder();
        var authentication = method == "client_assertion_file" ? new ClientAssertionFile(The.ClientId, folder.Write("assertion", "a.b.c")) : Create(method);
        using var client = new OAuthClient(Everywhere(), authentication, _server.Options);
        foreach (var endpoint in Endpoint.BackChannel)
        {
            using var response = await client.SendAsync(endpoint, [], null, Stop);

            var sent = _server.LastTokenRequest;
            Assert.Equal(method == "client_secret_basic", sent.Authorization is not null);
            Assert.Equal(method == "client_secret_post", sent.Form.Contains("client_secret"));
            Assert.Equal(method is "client_secret_jwt" or "private_key_jwt" or "client_assertion_file", sent.Form.Contains("client_assertion"));
            Assert.Equal(method != "client_secret_basic" || endpoint == Endpoint.PushedAuthorization, sent.Form.Contains("client_id"));
            Assert.All(sent.Form, parameter => Assert.Single(parameter));
        }
    }

    [Fact]
    public async Task R029_The_audience_does_not_follow_the_metadata()
    {
        _server.Metadata = () => StubHandler.Json(The.Metadata(tokenEndpoint: "https://victim.example/token"));

        var sent = await _server.SendAsync(Create("private_key_jwt"));

        Assert.Equal("https://victim.example/token", sent.Url.OriginalString);
        Assert.Equal(The.Issuer, sent.ClientAssertion.Text("aud"));
    }

    [Fact]
    public async Task R029_Another_audience_takes_a_named_option()
    {
        Assert.Equal(The.TokenEndpoint, (await _server.SendAsync(new PrivateKeyJwt(The.ClientId, _key) { EndpointAsAudience = true })).ClientAssertion.Text("aud"));
        Assert.Equal("urn:as", (await _server.SendAsync(new PrivateKeyJwt(The.ClientId, _key) { Audience = "urn:as" })).ClientAssertion.Text("aud"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _server.SendAsync(new PrivateKeyJwt(The.ClientId, _key) { Audience = "urn:as", EndpointAsAudience = true }));
        Assert.Throws<ArgumentException>(() => new PrivateKeyJwt(The.ClientId, _key) { Audience = " " });
    }

    [Fact]
    public async Task R029_Where_no_issuer_is_known_it_says_what_to_do()
    {
        var server = AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = The.TokenEndpoint }, null, _server.Options);
        using var client = new OAuthClient(server, Create("private_key_jwt"), _server.Options);
        using var other = new OAuthClient(server, new PrivateKeyJwt(The.ClientId, _key) { Audience = The.Issuer }, _server.Options);

        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => client.RequestTokenAsync(The.Grant, Stop));
        await other.RequestTokenAsync(The.Grant, Stop);

        Assert.Contains("issuer", e.Message, StringComparison.Ordinal);
        Assert.Contains("Audience", e.Message, StringComparison.Ordinal);
        Assert.Equal(1, _server.TokenRequests);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task R030_Every_request_has_an_assertion_of_its_own(string method)
    {
        using var client = _server.Client(Create(method));
        for (var i = 0; i < 20; i++)
        {
            await client.RequestTokenAsync(The.Grant, Stop);
        }

        var identifiers = _server.Handler.Requests.Where(request => request.Method == "POST").Select(request => request.ClientAssertion.Text("jti"));
        Assert.Equal(20, identifiers.Distinct().Count());
    }

    [Fact]
    public async Task R038_An_offset_repairs_a_clock_that_is_ahead()
    {
        var ahead = TimeSpan.FromSeconds(90);
        var serverTime = _server.Clock.GetUtcNow().ToUnixTimeSeconds();
        _server.Clock.Advance(ahead);

        var wrong = (await _server.SendAsync(Create("private_key_jwt"))).ClientAssertion;
        var right = (await _server.SendAsync(new PrivateKeyJwt(The.ClientId, _key) { ClockOffset = -ahead })).ClientAssertion;

        Assert.Equal(serverTime + 90, wrong.Number("iat"));
        Assert.Equal((serverTime, serverTime + 60), (right.Number("iat"), right.Number("exp")));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PrivateKeyJwt(The.ClientId, _key) { ClockOffset = TimeSpan.FromDays(2) });
    }

    [Fact]
    public async Task R028_The_lifetime_is_at_most_five_minutes()
    {
        var jwt = (await _server.SendAsync(new PrivateKeyJwt(The.ClientId, _key) { Lifetime = TimeSpan.FromMinutes(5) })).ClientAssertion;

        Assert.Equal(300, jwt.Number("exp") - jwt.Number("iat"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PrivateKeyJwt(The.ClientId, _key) { Lifetime = TimeSpan.FromSeconds(301) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PrivateKeyJwt(The.ClientId, _key) { Lifetime = TimeSpan.Zero });
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task R036_Is_not_exchanged_for_what_the_server_lists(string method)
    {
        _server.Metadata = () => StubHandler.Json($$"""{"issuer":"{{The.Issuer}}","token_endpoint":"{{The.TokenEndpoint}}","token_endpoint_auth_methods_supported":["client_secret_post"]}""");

        var e = await Assert.ThrowsAsync<OAuthException>(() => _server.SendAsync(Create(method)));

        Assert.Equal(OAuthFault.ClientAuthenticationUnsupported, e.Code);
        Assert.Equal(0, _server.TokenRequests);
    }

    [Fact]
    public async Task A_remote_signer_signs_each_request()
    {
        var signer = new RemoteSigner(_key);
        using var client = _server.Client(new PrivateKeyJwt(The.ClientId, signer));

        await client.RequestTokenAsync(The.Grant, Stop);
        await client.RequestTokenAsync(The.Grant, Stop);

        Assert.Equal(2, signer.Signatures);
        Assert.True(_server.LastTokenRequest.ClientAssertion.IsSignedBy(_key.ExportPublicJwk()));
    }

    [Theory]
    [InlineData("client_secret_basic")]
    [InlineData("client_secret_post")]
    [InlineData("client_secret_jwt")]
    public async Task R040_A_secret_that_has_ended_is_told_before_it_is_sent(string method)
    {
        var secret = ClientSecret.Parse(LongSecret).WithExpiry(_server.Clock.GetUtcNow().AddMinutes(1));
        using var client = _server.Client(method switch
        {
            "client_secret_basic" => new ClientSecretBasic(The.ClientId, secret),
            "client_secret_post" => new ClientSecretPost(The.ClientId, secret),
            _ => new ClientSecretJwt(The.ClientId, secret),
        });
        await client.RequestTokenAsync(The.Grant, Stop);

        _server.Clock.Advance(TimeSpan.FromMinutes(1));
        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(OAuthFault.ClientSecretExpired, e.Code);
        Assert.Equal(1, _server.TokenRequests);
        Assert.Null(secret.WithExpiry(null).ExpiresAt);
        Assert.Equal(secret, ClientSecret.Parse(LongSecret));
    }

    private static ClientAuthentication Create(string method) => method switch
    {
        "client_secret_basic" => The.Basic,
        "client_secret_post" => ClientAuthentication.ClientSecretPost(The.ClientId, The.Secret),
        "client_secret_jwt" => ClientAuthentication.ClientSecretJwt(The.ClientId, LongSecret),
        "private_key_jwt" => new PrivateKeyJwt(The.ClientId, _key),
        _ => ClientAuthentication.None(The.ClientId),
    };

    /// <summary>A server whose every endpoint is at another host than its issuer.</summary>
    private AuthorizationServer Everywhere() => AuthorizationServer.FromEndpoints(
        new ServerEndpoints
        {
            Token = "https://rogue.example/Token",
            DeviceAuthorization = "https://rogue.example/DeviceAuthorization",
            BackchannelAuthentication = "https://rogue.example/BackchannelAuthentication",
            Revocation = "https://rogue.example/Revocation",
            Introspection = "https://rogue.example/Introspection",
            UserInfo = "https://rogue.example/UserInfo",
            Registration = "https://rogue.example/Registration",
            Jwks = "https://rogue.example/Jwks",
            PushedAuthorization = "https://rogue.example/PushedAuthorization",
        },
        The.Issuer,
        _server.Options);
}
