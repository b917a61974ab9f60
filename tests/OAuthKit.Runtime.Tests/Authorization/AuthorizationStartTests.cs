namespace OAuthKit;

public sealed class AuthorizationStartTests : IDisposable
{
    private readonly AuthorizationRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task R042_S092_Pkce_by_S256_is_part_of_every_request_for_a_code_of_every_client()
    {
        _rig.Metadata["response_types_supported"] = """["code","id_token code"]""";
        foreach (var authentication in (ClientAuthentication[])[The.Basic, ClientAuthentication.None(The.ClientId)])
        {
            using var client = _rig.Create(authentication);
            foreach (var request in (AuthorizationRequest[])[AuthorizationRig.Request, new() { RedirectUri = AuthorizationRig.Callback, Scope = "openid", ResponseType = ResponseTypes.CodeIdToken }])
            {
                var start = await client.StartAuthorizationAsync(request, TestContext.Current.CancellationToken);

                var query = AuthorizationRig.Query(start.Url);
                Assert.Equal("S256", Assert.Single(query["code_challenge_method"]));
                Assert.Equal(start.Transaction.CodeVerifier!.ToChallenge(), Assert.Single(query["code_challenge"]));
                Assert.Equal(43, start.Transaction.CodeVerifier.ToChallenge().Length);
                Assert.DoesNotContain(start.Transaction.CodeVerifier.Reveal(), start.Url, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void R043_S109_The_challenge_is_that_of_RFC_7636_appendix_B()
    {
        var vector = Vectors.Find("pkce.json", "pkce", "pkce-s256");

        Assert.Equal(vector.Text("code_challenge"), CodeVerifier.Parse(vector.Text("code_verifier")).ToChallenge());
    }

    [Fact]
    public void R043_S109_Verifiers_have_256_random_bits_in_unreserved_characters()
    {
        var seen = new HashSet<string>();
        for (var i = 0; i < 10_000; i++)
        {
            var verifier = CodeVerifier.Create().Reveal();
            Assert.Matches("^[A-Za-z0-9._~-]{43,128}$", verifier);
            Assert.True(seen.Add(verifier));
        }
    }

    [Fact]
    public async Task R044_R045_S090_S091_State_and_nonce_are_new_and_unguessable_for_each_request()
    {
        var seen = new HashSet<string>();
        for (var i = 0; i < 100; i++)
        {
            var start = await _rig.StartAsync(AuthorizationRig.SignIn);
            var query = AuthorizationRig.Query(start.Url);
            var state = Assert.Single(query["state"]);
            var nonce = Assert.Single(query["nonce"]);

            Assert.Equal(start.Transaction.State, state);
            Assert.Equal(start.Transaction.Nonce, nonce);
            Assert.All([state, nonce], value => Assert.Matches("^[A-Za-z0-9_-]{43}$", value));
            Assert.True(seen.Add(state) && seen.Add(nonce) && seen.Add(start.Transaction.CodeVerifier!.Reveal()));
        }
    }

    [Fact]
    public async Task R045_S090_A_nonce_is_sent_where_openid_is_asked_for_and_only_there()
    {
        var sent = await Task.WhenAll(((string?[])["openid", "orders openid", "openid2", "myopenid", null])
            .Select(async scope => AuthorizationRig.Query((await _rig.StartAsync(new() { RedirectUri = AuthorizationRig.Callback, Scope = scope })).Url).Contains("nonce")));

        Assert.Equal([true, true, false, false, false], sent);
    }

    [Theory]
    [InlineData(ResponseTypes.IdToken)]
    [InlineData(ResponseTypes.CodeIdToken)]
    public async Task R045_An_ID_token_by_the_browser_is_not_asked_for_without_openid(string type) =>
        await _rig.AssertNotStartedAsync<InvalidOperationException>(new() { RedirectUri = AuthorizationRig.Callback, Scope = "orders", ResponseType = type });

    [Theory]
    [InlineData("https://rp.example/cb?tenant=a")]
    [InlineData("https://rp.example")]
    [InlineData("https://rp.example/")]
    [InlineData("https://RP.example:443/cb/?a=%2f&b=%C3%A4")]
    [InlineData("https://rp.example/a%2Fb")]
    [InlineData("http://127.0.0.1:49152/cb")]
    [InlineData("http://[::1]:49152/cb")]
    [InlineData("com.example.app:/cb")]
    public async Task R046_The_redirect_uri_is_sent_to_the_character(string uri)
    {
        var start = await _rig.StartAsync(new() { RedirectUri = uri });

        Assert.Equal(uri, Assert.Single(AuthorizationRig.Query(start.Url)["redirect_uri"]));
        Assert.Equal(uri, start.Transaction.RedirectUri);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/cb")]
    [InlineData("rp.example/cb")]
    [InlineData("https://rp.example/cb#x")]
    [InlineData("https://rp.example/cb#")]
    [InlineData("https://user@rp.example/cb")]
    [InlineData("http://rp.example/cb")]
    [InlineData("https://rp.example/c b")]
    [InlineData("https://rp.example/ä")]
    [InlineData("https://rp.example\\cb")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("urn:ietf:wg:oauth:2.0:oob")]
    public void R046_What_cannot_be_a_redirect_uri_is_refused(string uri) =>
        Assert.ThrowsAny<ArgumentException>(() => new AuthorizationRequest { RedirectUri = uri });

    [Theory]
    [InlineData("/authorize?p=b2c_1", "/authorize?p=b2c_1&client_id=")]
    [InlineData("/authorize?p=b2c_1&", "/authorize?p=b2c_1&client_id=")]
    [InlineData("/authorize?", "/authorize?client_id=")]
    [InlineData("/authorize?a=%2F%2f&b=+", "/authorize?a=%2F%2f&b=+&client_id=")]
    [InlineData("/authorize", "/authorize?client_id=")]
    public async Task R047_The_query_of_the_endpoint_is_kept(string endpoint, string start)
    {
        _rig.Metadata["authorization_endpoint"] = $"\"{The.Issuer}{endpoint}\"";

        var url = (await _rig.StartAsync()).Url;

        Assert.StartsWith(The.Issuer + start, url, StringComparison.Ordinal);
        Assert.DoesNotContain('#', url);
    }

    [Fact]
    public async Task R061_The_authorization_endpoint_is_never_called()
    {
        var start = await _rig.StartAsync();
        await _rig.CompleteAsync(start.Transaction, AuthorizationRig.Answer(start.Transaction));

        Assert.Empty(_rig.Server.RequestsTo("/authorize"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _rig.Client.SendAsync(Endpoint.Authorization, [], null, TestContext.Current.CancellationToken).AsTask());
        Assert.Empty(_rig.Server.RequestsTo("/authorize"));
    }

    [Fact]
    public async Task S110_The_endpoint_is_that_of_the_client()
    {
        var start = await _rig.StartAsync(new() { RedirectUri = AuthorizationRig.Callback, Scope = "a b" });

        Assert.StartsWith(The.Issuer + "/authorize?", start.Url, StringComparison.Ordinal);
        Assert.Equal("a b", Assert.Single(AuthorizationRig.Query(start.Url)["scope"]));
        Assert.Equal("a b", start.Transaction.Scope);
    }

    [Fact]
    public async Task S027_S108_A_sign_in_needs_an_issuer()
    {
        var server = AuthorizationServer.FromEndpoints(new ServerEndpoints { Authorization = The.Issuer + "/authorize", Token = The.TokenEndpoint }, options: _rig.Server.Options);
        using var client = new OAuthClient(server, The.Basic, _rig.Server.Options);

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.StartAuthorizationAsync(AuthorizationRig.SignIn, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.StartAuthorizationAsync(new() { RedirectUri = AuthorizationRig.Callback, ResponseMode = ResponseModes.Jwt }, TestContext.Current.CancellationToken));
        var start = await client.StartAuthorizationAsync(AuthorizationRig.Request, TestContext.Current.CancellationToken);

        Assert.Null(start.Transaction.Issuer);
        Assert.Empty(_rig.Server.Handler.Requests);
    }
}
