namespace OAuthKit;

public sealed class SignedBackchannelRequestTests
{
    private readonly PollServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R210_S136_Bug12_All_of_the_request_is_in_a_signed_jwt_for_the_issuer()
    {
        using var key = SigningKey.Generate(keyId: "k1");

        await _server.StartBackchannelAsync(new BackchannelAuthenticationRequest
        {
            Signer = key,
            Scope = "openid orders",
            LoginHint = "jane",
            AcrValues = ["2", "1"],
            BindingMessage = "W4SCT \"ü\"",
            RequestedExpiry = TimeSpan.FromMinutes(2),
            Resource = ["urn:orders", "urn:stock"],
            UsePing = true,
            Parameters = new Dictionary<string, string> { ["tenant"] = "eu" },
        });

        Assert.Equal("request", Assert.Single(_server.LastPost.Form).Key);
        var jwt = new DecodedJwt(Assert.Single(_server.LastPost.Form["request"]));
        Assert.True(jwt.IsSignedBy(key.ExportPublicJwk()));
        Assert.Equal("k1", jwt.Header.GetProperty("kid").GetString());
        var now = _server.Clock.GetUtcNow().ToUnixTimeSeconds();
        Assert.Equal(The.Issuer, jwt.Text("aud"));
        Assert.Equal(The.ClientId, jwt.Text("iss"));
        Assert.Equal(now, jwt.Number("iat"));
        Assert.Equal(now, jwt.Number("nbf"));
        Assert.Equal(now + 300, jwt.Number("exp"));
        Assert.Equal(22, jwt.Text("jti").Length);
        Assert.Equal("openid orders", jwt.Text("scope"));
        Assert.Equal("jane", jwt.Text("login_hint"));
        Assert.Equal("2 1", jwt.Text("acr_values"));
        Assert.Equal("W4SCT \"ü\"", jwt.Text("binding_message"));
        Assert.Equal(120, jwt.Number("requested_expiry"));
        Assert.Equal(["urn:orders", "urn:stock"], jwt.Claims.GetProperty("resource").EnumerateArray().Select(item => item.GetString()!));
        Assert.Equal(43, jwt.Text("client_notification_token").Length);
        Assert.Equal("eu", jwt.Text("tenant"));
        Assert.Equal(14, jwt.Claims.EnumerateObject().Count());
    }

    [Fact]
    public async Task R210_Client_authentication_alone_stays_beside_the_jwt_and_each_request_has_its_own()
    {
        using var key = SigningKey.Generate();
        using var client = _server.Client(new PrivateKeyJwt(The.ClientId, key));
        var request = new BackchannelAuthenticationRequest { Signer = key, LoginHint = "jane" };
        var seen = new HashSet<string>();

        for (var i = 0; i < 3; i++)
        {
            await client.StartBackchannelAuthenticationAsync(request, Stop);
            Assert.Equal(["client_assertion", "client_assertion_type", "client_id", "request"], _server.LastPost.Form.Select(group => group.Key).Order(StringComparer.Ordinal));
            Assert.True(seen.Add(new DecodedJwt(Assert.Single(_server.LastPost.Form["request"])).Text("jti")));
        }
    }

    [Fact]
    public async Task R210_A_symmetric_key_or_a_server_without_issuer_is_refused_before_any_request()
    {
        using var key = SigningKey.Generate();
        var server = AuthorizationServer.FromEndpoints(new ServerEndpoints { BackchannelAuthentication = PollServer.BackchannelEndpoint }, options: _server.Options);
        using var client = new OAuthClient(server, The.Basic, _server.Options);

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.StartBackchannelAuthenticationAsync(new() { LoginHint = "jane", Signer = key }, Stop));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _server.StartBackchannelAsync(new() { LoginHint = "jane", Signer = new Symmetric() }));

        Assert.Empty(_server.Handler.Requests);
    }

    private sealed class Symmetric : JwsSigner
    {
        public override string Algorithm => JwsAlgorithms.HS256;

        protected internal override ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
