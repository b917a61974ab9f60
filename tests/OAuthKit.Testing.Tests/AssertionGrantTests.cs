using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing.Tests;

public sealed class AssertionGrantTests
{
    private const string JwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private const string Saml2Bearer = "urn:ietf:params:oauth:grant-type:saml2-bearer";
    private const string Exchange = "urn:ietf:params:oauth:grant-type:token-exchange";
    private const string AccessTokenType = "urn:ietf:params:oauth:token-type:access_token";

    [Fact]
    public async Task Takes_the_assertion_of_a_trusted_issuer()
    {
        await using var rig = await Rig.StartAsync();
        using var key = TestSigningKey.CreateEs256();
        rig.Server.TrustIssuer("https://idp.test", key.ToPublicJwk());

        Assert.Null(Rig.ErrorOf(await rig.GrantAsync(JwtBearer, ("assertion", key.CreateJwt(Claims(rig), "JWT")))));
        Assert.Equal("bob", rig.Server.IssuedTokens[0].Subject);
    }

    [Theory]
    [InlineData("iss", "https://other.test")]
    [InlineData("aud", "https://other.test")]
    [InlineData("sub", null)]
    [InlineData("exp", 1)]
    [InlineData("exp", null)]
    [InlineData("nbf", 4102444800)]
    public async Task Refuses_an_assertion_that_is_wrong(string claim, object? value)
    {
        await using var rig = await Rig.StartAsync();
        using var key = TestSigningKey.CreateEs256();
        rig.Server.TrustIssuer("https://idp.test", key.ToPublicJwk());
        var claims = Claims(rig);
        claims[claim] = value is string text ? text : value is null ? null : Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal("invalid_grant", Rig.ErrorOf(await rig.GrantAsync(JwtBearer, ("assertion", key.CreateJwt(claims, "JWT")))));
    }

    [Fact]
    public async Task Refuses_an_assertion_that_another_key_signed_and_one_that_comes_again()
    {
        await using var rig = await Rig.StartAsync();
        using var key = TestSigningKey.CreateEs256();
        using var other = TestSigningKey.CreateEs256();
        rig.Server.TrustIssuer("https://idp.test", key.ToPublicJwk());
        var once = Claims(rig);
        once["jti"] = "1";

        Assert.Equal("invalid_grant", Rig.ErrorOf(await rig.GrantAsync(JwtBearer, ("assertion", other.CreateJwt(Claims(rig), "JWT")))));
        Assert.Equal("invalid_grant", Rig.ErrorOf(await rig.GrantAsync(JwtBearer, ("assertion", "x.y"))));
        Assert.Equal("invalid_request", Rig.ErrorOf(await rig.GrantAsync(JwtBearer)));
        Assert.Null(Rig.ErrorOf(await rig.GrantAsync(JwtBearer, ("assertion", key.CreateJwt(once, "JWT")))));
        Assert.Equal("invalid_grant", Rig.ErrorOf(await rig.GrantAsync(JwtBearer, ("assertion", key.CreateJwt(once, "JWT")))));
    }

    [Fact]
    public async Task Takes_an_assertion_of_the_client_itself()
    {
        await using var rig = await Rig.StartAsync();
        using var key = TestSigningKey.CreateEs256();
        rig.Server.AddClient(new TestClient(Rig.ClientId, Rig.Secret) { Jwks = key.ToPublicJwk() });
        var claims = Claims(rig);
        claims["iss"] = Rig.ClientId;

        Assert.Null(Rig.ErrorOf(await rig.GrantAsync(JwtBearer, ("assertion", key.CreateJwt(claims, "JWT")))));
    }

    [Fact]
    public async Task Takes_a_SAML_assertion_of_a_trusted_issuer()
    {
        await using var rig = await Rig.StartAsync();
        rig.Server.TrustIssuer("https://saml.test");

        Assert.Null(Rig.ErrorOf(await rig.GrantAsync(Saml2Bearer, ("assertion", Saml("https://saml.test", rig.Server.Issuer, "2026-01-02T04:00:00Z")))));
        Assert.Equal("bob", rig.Server.IssuedTokens[0].Subject);
        Assert.Equal("invalid_grant", Rig.ErrorOf(await rig.GrantAsync(Saml2Bearer, ("assertion", Saml("https://saml.test", rig.Server.Issuer, "2026-01-02T03:00:00Z")))));
        Assert.Equal("invalid_grant", Rig.ErrorOf(await rig.GrantAsync(Saml2Bearer, ("assertion", Saml("https://saml.test", "https://other.test", "2026-01-02T04:00:00Z")))));
        Assert.Equal("invalid_grant", Rig.ErrorOf(await rig.GrantAsync(Saml2Bearer, ("assertion", Saml("https://other.test", rig.Server.Issuer, "2026-01-02T04:00:00Z")))));
        Assert.Equal("invalid_grant", Rig.ErrorOf(await rig.GrantAsync(Saml2Bearer, ("assertion", "bm8geG1s"))));
    }

    [Fact]
    public async Task Exchanges_a_token_for_one_with_an_actor()
    {
        await using var rig = await Rig.StartAsync();
        var subject = rig.Server.IssueAccessToken(new AccessTokenRequest { ClientId = "app", Subject = "alice" });
        var actor = rig.Server.IssueAccessToken(new AccessTokenRequest { ClientId = "app", Subject = "robot" });

        var json = await rig.GrantAsync(
            Exchange,
            ("subject_token", subject),
            ("subject_token_type", AccessTokenType),
            ("actor_token", actor),
            ("actor_token_type", AccessTokenType),
            ("audience", "ledger"));

        Assert.Equal(AccessTokenType, (string?)json["issued_token_type"]);
        var token = rig.Server.IssuedTokens[^1];
        Assert.Equal("alice", token.Subject);
        Assert.Equal(["ledger"], token.Audiences);
        Assert.Equal("robot", (string?)token.ReadClaims()["act"]!["sub"]);
    }

    [Theory]
    [InlineData("urn:ietf:params:oauth:token-type:id_token")]
    [InlineData("urn:ietf:params:oauth:token-type:refresh_token")]
    public async Task What_is_not_an_access_token_is_not_applicable(string requested)
    {
        await using var rig = await Rig.StartAsync();
        var subject = rig.Server.IssueIdToken(Rig.ClientId, "alice");

        var json = await rig.GrantAsync(
            Exchange, ("subject_token", subject), ("subject_token_type", "urn:ietf:params:oauth:token-type:id_token"), ("requested_token_type", requested));

        Assert.Equal("N_A", (string?)json["token_type"]);
        Assert.Equal(requested, (string?)json["issued_token_type"]);
    }

    [Theory]
    [InlineData("subject_token", "wrong")]
    [InlineData("subject_token_type", "urn:example:other")]
    [InlineData("actor_token", "alone")]
    [InlineData("requested_token_type", "urn:example:other")]
    public async Task Refuses_an_exchange_that_is_wrong(string name, string value)
    {
        await using var rig = await Rig.StartAsync();
        var parameters = new Dictionary<string, string> { ["subject_token"] = rig.Server.IssueAccessToken("app"), ["subject_token_type"] = AccessTokenType, [name] = value };

        Assert.Equal("invalid_request", Rig.ErrorOf(await rig.GrantAsync(Exchange, [.. parameters.Select(pair => (pair.Key, pair.Value))])));
    }

    private static JsonObject Claims(Rig rig) => new()
    {
        ["iss"] = "https://idp.test",
        ["sub"] = "bob",
        ["aud"] = rig.Server.Issuer,
        ["exp"] = rig.Clock.GetUtcNow().AddMinutes(1).ToUnixTimeSeconds(),
    };

    private static string Saml(string issuer, string audience, string notOnOrAfter) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"""
        <Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion" Version="2.0" ID="_1" IssueInstant="2026-01-02T03:04:05Z">
          <Issuer>{issuer}</Issuer>
          <Subject><NameID>bob</NameID></Subject>
          <Conditions NotOnOrAfter="{notOnOrAfter}"><AudienceRestriction><Audience>{audience}</Audience></AudienceRestriction></Conditions>
        </Assertion>
        """));
}
