using System.Text.Json;

namespace OAuthKit;

public sealed class JwtBearerAssertionTests
{
    private static readonly SigningKey _key = SigningKey.Generate(keyId: "2026-01");

    private readonly FakeServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R219_It_has_the_claims_that_are_required_and_a_good_signature()
    {
        var jwt = await SendAsync(new JwtBearerAssertion(_key, "https://sts.example", "alice"));

        Assert.Equal(["iss", "sub", "aud", "exp", "iat", "jti"], jwt.Claims.EnumerateObject().Select(claim => claim.Name));
        Assert.Equal(("https://sts.example", "alice"), (jwt.Text("iss"), jwt.Text("sub")));
        Assert.Equal(["alg", "kid", "typ"], jwt.HeaderNames);
        Assert.Equal(("ES256", "2026-01", "JWT"), (jwt.Header.GetProperty("alg").GetString(), jwt.Header.GetProperty("kid").GetString(), jwt.Header.GetProperty("typ").GetString()));
        Assert.True(jwt.IsSignedBy(_key.ExportPublicJwk()));
    }

    [Fact]
    public void R219_A_missing_claim_is_an_argument_error()
    {
        Assert.Throws<ArgumentNullException>(() => new JwtBearerAssertion(_key, null!, "alice"));
        Assert.Throws<ArgumentException>(() => new JwtBearerAssertion(_key, "", "alice"));
        Assert.Throws<ArgumentNullException>(() => new JwtBearerAssertion(_key, "iss", null!));
        Assert.Throws<ArgumentException>(() => new JwtBearerAssertion(_key, "iss", " "));
        Assert.Throws<ArgumentNullException>(() => new JwtBearerAssertion(null!, "iss", "alice"));
        Assert.Throws<ArgumentException>(() => new JwtBearerAssertion(_key, "iss", "alice") { Audience = "" });
        Assert.Throws<ArgumentNullException>(() => new JwtBearerGrant((JwtBearerAssertion)null!));
    }

    [Fact]
    public async Task R219_Without_an_audience_nothing_is_sent()
    {
        using var server = AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = The.TokenEndpoint }, options: _server.Options);
        using var client = new OAuthClient(server, The.Basic, _server.Options);

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.RequestTokenAsync(new JwtBearerGrant(new JwtBearerAssertion(_key, "iss", "alice")), Stop));
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.RequestTokenAsync(new JwtBearerGrant(new JwtBearerAssertion(_key, "iss", "alice") { Audience = "a", EndpointAsAudience = true }), Stop));

        Assert.Empty(_server.Handler.Requests);
    }

    [Fact]
    public async Task R220_The_audience_is_the_issuer_or_what_the_server_wants()
    {
        Assert.Equal(The.Issuer, (await SendAsync(new JwtBearerAssertion(_key, "iss", "alice"))).Text("aud"));
        Assert.Equal("urn:as", (await SendAsync(new JwtBearerAssertion(_key, "iss", "alice") { Audience = "urn:as" })).Text("aud"));
        Assert.Equal(The.TokenEndpoint, (await SendAsync(new JwtBearerAssertion(_key, "iss", "alice") { EndpointAsAudience = true })).Text("aud"));
    }

    [Fact]
    public async Task R220_It_is_short_lived_and_each_has_an_identifier_of_its_own()
    {
        var assertion = new JwtBearerAssertion(_key, "iss", "alice") { Lifetime = TimeSpan.FromMinutes(3) };
        var one = await SendAsync(assertion);
        var other = await SendAsync(assertion);
        var usual = await SendAsync(new JwtBearerAssertion(_key, "iss", "alice"));

        Assert.Equal(_server.Clock.GetUtcNow().ToUnixTimeSeconds(), one.Number("iat"));
        Assert.Equal(180, one.Number("exp") - one.Number("iat"));
        Assert.Equal(60, usual.Number("exp") - usual.Number("iat"));
        Assert.NotEqual(one.Text("jti"), other.Text("jti"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new JwtBearerAssertion(_key, "iss", "alice") { Lifetime = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new JwtBearerAssertion(_key, "iss", "alice") { Lifetime = TimeSpan.FromMinutes(61) });
    }

    [Fact]
    public async Task Further_claims_are_written_as_they_are()
    {
        var claims = new Dictionary<string, JsonElement> { ["scope"] = JsonElement.Parse("\"a b\""), ["act"] = JsonElement.Parse("""{"sub":"worker"}""") };

        var jwt = await SendAsync(new JwtBearerAssertion(_key, "iss", "alice") { Claims = claims });

        Assert.Equal("a b", jwt.Text("scope"));
        Assert.Equal("worker", jwt.Claims.GetProperty("act").GetProperty("sub").GetString());
    }

    [Theory]
    [InlineData("iss")]
    [InlineData("sub")]
    [InlineData("aud")]
    [InlineData("exp")]
    [InlineData("iat")]
    [InlineData("jti")]
    [InlineData("")]
    public void A_further_claim_is_none_that_is_written_anyway(string name) => Assert.Throws<ArgumentException>(() =>
        new JwtBearerAssertion(_key, "iss", "alice") { Claims = new Dictionary<string, JsonElement> { [name] = JsonElement.Parse("1") } });

    [Fact]
    public async Task R221_It_goes_beside_the_assertion_of_the_client()
    {
        using var client = _server.Client(ClientAuthentication.PrivateKeyJwt(The.ClientId, _key));

        await client.RequestTokenAsync(new JwtBearerGrant(new JwtBearerAssertion(_key, "https://sts.example", "alice")), Stop);

        var form = _server.LastTokenRequest.Form;
        Assert.Equal("alice", new DecodedJwt(Assert.Single(form["assertion"])).Text("sub"));
        Assert.Equal(The.ClientId, new DecodedJwt(Assert.Single(form["client_assertion"])).Text("sub"));
    }

    private async Task<DecodedJwt> SendAsync(JwtBearerAssertion assertion)
    {
        using var client = _server.Client();
        await client.RequestTokenAsync(new JwtBearerGrant(assertion), Stop);
        return new DecodedJwt(Assert.Single(_server.LastTokenRequest.Form["assertion"]));
    }
}
