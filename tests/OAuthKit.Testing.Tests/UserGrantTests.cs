using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing.Tests;

public sealed class UserGrantTests
{
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private const string Callback = "https://shop.test/callback";

    private static readonly string _challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(Verifier)));

    [Fact]
    public async Task A_code_brings_all_tokens()
    {
        await using var rig = await StartAsync();
        var code = Issue(rig);

        var json = await rig.GrantAsync("authorization_code", ("code", code), ("redirect_uri", Callback), ("code_verifier", Verifier));

        Assert.Equal("openid orders.read", (string?)json["scope"]);
        Assert.Equal("alice", rig.Server.IssuedTokens[0].Subject);
        var claims = ReadJwt((string)json["id_token"]!).Claims;
        Assert.Equal("n-1", (string?)claims["nonce"]);
        Assert.Equal(Rig.ClientId, (string?)claims["aud"]);
        Assert.Equal("active", await rig.IntrospectAsync((string)json["refresh_token"]!));
    }

    [Theory]
    [InlineData("redirect_uri", "https://shop.test/callback/")]
    [InlineData("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXX")]
    [InlineData("code", "another")]
    public async Task A_code_wants_what_the_authorization_request_said(string name, string value)
    {
        await using var rig = await StartAsync();
        var parameters = new Dictionary<string, string> { ["code"] = Issue(rig), ["redirect_uri"] = Callback, ["code_verifier"] = Verifier, [name] = value };

        Assert.Equal("invalid_grant", Rig.ErrorOf(await rig.GrantAsync("authorization_code", [.. parameters.Select(pair => (pair.Key, pair.Value))])));
    }

    [Fact]
    public async Task A_verifier_without_a_challenge_is_refused()
    {
        await using var rig = await StartAsync();
        var code = rig.Server.IssueCode(new TestAuthorizationCode { ClientId = Rig.ClientId });

        Assert.Equal("invalid_grant", Rig.ErrorOf(await rig.GrantAsync("authorization_code", ("code", code), ("code_verifier", Verifier))));
    }

    [Fact]
    public async Task A_code_of_another_client_or_an_expired_one_is_refused()
    {
        await using var rig = await StartAsync();
        var foreign = rig.Server.IssueCode(new TestAuthorizationCode { ClientId = "other" });
        var late = rig.Server.IssueCode(new TestAuthorizationCode { ClientId = Rig.ClientId });
        rig.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("invalid_grant", Rig.ErrorOf(await rig.GrantAsync("authorization_code", ("code", foreign))));
        Assert.Equal("invalid_grant", Rig.ErrorOf(await rig.GrantAsync("authorization_code", ("code", late))));
    }

    [Fact]
    public async Task A_second_use_of_a_code_ends_the_tokens_of_the_first()
    {
        await using var rig = await StartAsync();
        var code = rig.Server.IssueCode(new TestAuthorizationCode { ClientId = Rig.ClientId, Scope = "orders.read" });
        var first = await rig.GrantAsync("authorization_code", ("code", code));

        Assert.Equal("invalid_grant", Rig.ErrorOf(await rig.GrantAsync("authorization_code", ("code", code))));
        Assert.Equal("inactive", await rig.IntrospectAsync((string)first["access_token"]!));
        Assert.Equal("inactive", await rig.IntrospectAsync((string)first["refresh_token"]!));
    }

    [Fact]
    public async Task A_refresh_token_is_replaced_with_every_use()
    {
        await using var rig = await StartAsync();
        var first = rig.Server.IssueRefreshToken(Rig.ClientId, "orders.read orders.write");

        var second = await rig.GrantAsync("refresh_token", ("refresh_token", first));
        var third = await rig.GrantAsync("refresh_token", ("refresh_token", (string)second["refresh_token"]!), ("scope", "orders.read"));

        Assert.Equal("orders.read orders.write", (string?)second["scope"]);
        Assert.Equal("orders.read", (string?)third["scope"]);
        Assert.Equal(0, rig.Server.RefreshTokenReuses);
    }

    [Fact]
    public async Task A_second_use_of_a_refresh_token_ends_its_family()
    {
        await using var rig = await StartAsync();
        var first = rig.Server.IssueRefreshToken(Rig.ClientId, "orders.read");
        var second = await rig.GrantAsync("refresh_token", ("refresh_token", first));

        Assert.Equal("invalid_grant", Rig.ErrorOf(await rig.GrantAsync("refresh_token", ("refresh_token", first))));
        Assert.Equal("invalid_grant", Rig.ErrorOf(await rig.GrantAsync("refresh_token", ("refresh_token", (string)second["refresh_token"]!))));
        Assert.Equal("inactive", await rig.IntrospectAsync((string)second["access_token"]!));
        Assert.Equal(1, rig.Server.RefreshTokenReuses);
    }

    [Fact]
    public async Task Without_rotation_a_refresh_token_stays()
    {
        await using var rig = await StartAsync();
        rig.Server.RotatesRefreshTokens = false;
        var token = rig.Server.IssueRefreshToken(Rig.ClientId, "orders.read");

        Assert.False((await rig.GrantAsync("refresh_token", ("refresh_token", token))).ContainsKey("refresh_token"));
        Assert.Null(Rig.ErrorOf(await rig.GrantAsync("refresh_token", ("refresh_token", token))));
    }

    [Fact]
    public async Task A_refused_scope_does_not_use_a_refresh_token_up()
    {
        await using var rig = await StartAsync();
        var token = rig.Server.IssueRefreshToken(Rig.ClientId, "orders.read");

        Assert.Equal("invalid_scope", Rig.ErrorOf(await rig.GrantAsync("refresh_token", ("refresh_token", token), ("scope", "orders.write"))));
        Assert.Null(Rig.ErrorOf(await rig.GrantAsync("refresh_token", ("refresh_token", token))));
    }

    [Fact]
    public async Task A_foreign_or_expired_refresh_token_is_refused()
    {
        await using var rig = await StartAsync();
        var foreign = rig.Server.IssueRefreshToken("other");
        var late = rig.Server.IssueRefreshToken(Rig.ClientId);
        rig.Clock.Advance(TimeSpan.FromDays(30));

        Assert.Equal("invalid_grant", Rig.ErrorOf(await rig.GrantAsync("refresh_token", ("refresh_token", foreign))));
        Assert.Equal("invalid_grant", Rig.ErrorOf(await rig.GrantAsync("refresh_token", ("refresh_token", late))));
    }

    [Fact]
    public async Task Of_many_uses_at_once_one_wins()
    {
        await using var rig = await StartAsync();
        var token = rig.Server.IssueRefreshToken(Rig.ClientId, "orders.read");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => rig.GrantAsync("refresh_token", ("refresh_token", token)))));

        Assert.Single(answers, answer => Rig.ErrorOf(answer) is null);
        Assert.Equal(19, rig.Server.RefreshTokenReuses);
    }

    [Fact]
    public async Task A_client_without_the_refresh_grant_gets_no_refresh_token()
    {
        await using var rig = await StartAsync();
        rig.Server.AddClient(new TestClient(Rig.ClientId, Rig.Secret) { GrantTypes = ["password"] });
        rig.Server.AddUser(new TestUser("alice", "pa55"));

        Assert.False((await rig.GrantAsync("password", ("username", "alice"), ("password", "pa55"))).ContainsKey("refresh_token"));
    }

    [Fact]
    public async Task A_password_is_checked()
    {
        await using var rig = await StartAsync();
        rig.Server.AddUser(new TestUser("alice", "pa55"));

        Assert.Null(Rig.ErrorOf(await rig.GrantAsync("password", ("username", "alice"), ("password", "pa55"))));
        Assert.Equal("invalid_grant", Rig.ErrorOf(await rig.GrantAsync("password", ("username", "alice"), ("password", "wrong"))));
        Assert.Equal("invalid_grant", Rig.ErrorOf(await rig.GrantAsync("password", ("username", "bob"), ("password", "pa55"))));
        Assert.Equal("invalid_request", Rig.ErrorOf(await rig.GrantAsync("password", ("username", "alice"))));
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("RS384")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    [InlineData("PS384")]
    [InlineData("PS512")]
    [InlineData("ES256")]
    [InlineData("ES384")]
    [InlineData("ES512")]
    [InlineData("HS256")]
    [InlineData("HS384")]
    [InlineData("HS512")]
    public async Task Signs_ID_tokens_with_the_algorithm_of_the_client(string algorithm)
    {
        await using var rig = await StartAsync();
        rig.Server.AddClient(new TestClient("shop", "secret") { IdTokenAlgorithm = algorithm });

        var (header, claims) = ReadJwt(rig.Server.IssueIdToken("shop", nonce: "n"));
        var jwks = await Rig.ReadAsync(await rig.Http.GetAsync(rig.Server.Address + rig.Server.Jwks.Path, Rig.Cancellation));

        Assert.Equal(algorithm, (string?)header["alg"]);
        Assert.Equal("n", (string?)claims["nonce"]);
        Assert.Equal(!algorithm.StartsWith('H'), ((JsonArray)jwks["keys"]!).Any(key => (string?)key!["kid"] == (string?)header["kid"]));
        Assert.Equal("ES256", rig.Server.SigningKey.Algorithm);
    }

    private static async Task<Rig> StartAsync()
    {
        var rig = await Rig.StartAsync();
        rig.Server.AddClient(new TestClient(Rig.ClientId, Rig.Secret));
        return rig;
    }

    private static string Issue(Rig rig) => rig.Server.IssueCode(new TestAuthorizationCode
    {
        ClientId = Rig.ClientId,
        RedirectUri = Callback,
        CodeChallenge = _challenge,
        Nonce = "n-1",
        Scope = "openid orders.read",
    });

    private static (JsonObject Header, JsonObject Claims) ReadJwt(string token)
    {
        var parts = token.Split('.');
        return ((JsonObject)JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!, (JsonObject)JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!);
    }
}
