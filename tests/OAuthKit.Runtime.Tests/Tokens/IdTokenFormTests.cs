namespace OAuthKit;

public sealed class IdTokenFormTests : IDisposable
{
    private readonly LoginServer _login = new();

    public void Dispose() => _login.Dispose();

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("nOnE")]
    [InlineData("")]
    public async Task R117_An_ID_token_without_a_signature_is_rejected(string algorithm)
    {
        var header = $$"""{"alg":"{{algorithm}}","kid":"k1"}""";
        var unsigned = _login.Key.Sign(_login.Claims(), header: header);

        await _login.AssertRejectedAsync(OAuthFault.JwtAlgorithm, "alg", unsigned);
        await _login.AssertRejectedAsync(OAuthFault.JwtMalformed, null, unsigned[..(unsigned.LastIndexOf('.') + 1)]);
        Assert.DoesNotContain("/jwks", _login.Paths);
        Assert.Throws<ArgumentException>(() => new IdTokenOptions { SigningAlgorithm = algorithm });
    }

    [Fact]
    public async Task R118_S080_The_algorithm_is_the_registered_one()
    {
        using var key = TestKey.Create("PS256");
        _login.Key = key;

        var e = await _login.AssertRejectedAsync(OAuthFault.JwtAlgorithm, "alg", _login.IdToken());

        Assert.Equal("RS256", e.Expected);
        Assert.DoesNotContain("/jwks", _login.Paths);
        Assert.NotNull((await _login.ExchangeAsync(_login.IdToken(), client: _login.Client(new() { SigningAlgorithm = "PS256" }))).IdToken);
    }

    [Fact]
    public async Task S076_S077_An_ID_token_names_a_known_algorithm()
    {
        await _login.AssertRejectedAsync(OAuthFault.JwtAlgorithm, "alg", _login.Key.Sign(_login.Claims(), header: """{"kid":"k1"}"""));
        await _login.AssertRejectedAsync(OAuthFault.JwtAlgorithm, "alg", _login.Key.Sign(_login.Claims(), header: """{"alg":"foobar","kid":"k1"}"""));
        Assert.Throws<ArgumentException>(() => new IdTokenOptions { SigningAlgorithm = "foobar" });
    }

    [Fact]
    public async Task R120_S075_A_changed_ID_token_is_rejected()
    {
        var parts = _login.IdToken().Split('.');
        var other = _login.IdToken(("sub", "\"mallory\"")).Split('.');
        var signature = StrictBase64Url.Decode(parts[2])!;
        signature[0] ^= 1;

        await _login.AssertRejectedAsync(OAuthFault.JwtSignature, null, $"{parts[0]}.{other[1]}.{parts[2]}");
        await _login.AssertRejectedAsync(OAuthFault.JwtSignature, null, $"{parts[0]}.{parts[1]}.{TestKey.Text(signature)}");
        using var evil = TestKey.Create();
        await _login.AssertRejectedAsync(OAuthFault.JwtSignature, null, evil.Sign(_login.Claims(), "JWT"));
    }

    [Fact]
    public async Task R124_Keys_in_an_ID_token_are_not_used_or_fetched()
    {
        using var evil = TestKey.Create(keyId: "evil");
        var header = $$"""{"alg":"RS256","kid":"evil","jwk":{{evil.Jwk()}},"jku":"https://evil.example/jwks","x5u":"https://evil.example/x"}""";

        await _login.AssertRejectedAsync(OAuthFault.JwtKey, null, evil.Sign(_login.Claims(), header: header));
        Assert.All(_login.Server.Handler.Requests, request => Assert.Equal("login.example.com", request.Url.Host));
    }

    [Theory]
    [InlineData("at+jwt")]
    [InlineData("application/at+jwt")]
    [InlineData("dpop+jwt")]
    [InlineData("logout+jwt")]
    [InlineData("token-introspection+jwt")]
    [InlineData("oauth-authz-req+jwt")]
    [InlineData("")]
    public async Task R125_A_JWT_for_something_else_is_no_ID_token(string type) =>
        await _login.AssertRejectedAsync(OAuthFault.JwtType, "typ", _login.Key.Sign(_login.Claims(), type));

    [Theory]
    [InlineData("JWT")]
    [InlineData("jwt")]
    [InlineData("application/jwt")]
    [InlineData(null)]
    public async Task R125_The_type_of_an_ID_token_may_be_absent(string? type) =>
        Assert.NotNull((await _login.ExchangeAsync(_login.Key.Sign(_login.Claims(), type))).IdToken);

    [Theory]
    [InlineData("e30.e30")]
    [InlineData("foo.bar")]
    [InlineData("foo")]
    [InlineData("e30=.e30.AA")]
    [InlineData("a.b.c.d.e.f")]
    public async Task R126_S069_S072_What_has_not_the_form_is_no_ID_token(string text)
    {
        await _login.AssertRejectedAsync(OAuthFault.JwtMalformed, null, text);
        Assert.DoesNotContain("/jwks", _login.Paths);
    }

    [Fact]
    public async Task S082_Without_a_key_of_the_server_nothing_is_valid()
    {
        _login.Server.Answers["/jwks"] = _ => StubHandler.Json("""{"keys":[]}""");
        await _login.AssertRejectedAsync(OAuthFault.JwtKey, null, _login.IdToken());
    }

    [Fact]
    public async Task S082_R140_R141_Without_an_identifier_there_is_one_key_that_fits()
    {
        using var second = TestKey.Create(keyId: "k2");
        var token = _login.Key.Sign(_login.Claims(), header: """{"alg":"RS256"}""");

        Assert.NotNull((await _login.ExchangeAsync(token)).IdToken);
        _login.Server.Answers["/jwks"] = _ => StubHandler.Json(TestKey.Set(_login.Key.Jwk(), second.Jwk()));
        _login.Server.Clock.Advance(ServerKeys.Lifetime);
        await _login.AssertRejectedAsync(OAuthFault.JwtKey, null, _login.Key.Sign(_login.Claims(), header: """{"alg":"RS256"}"""));
    }

    [Fact]
    public async Task R138_S082_A_key_that_is_new_is_fetched()
    {
        using var next = TestKey.Create(keyId: "k2");
        var client = _login.Client();
        await _login.ExchangeAsync(_login.IdToken(), client: client);
        _login.Server.Clock.Advance(ServerKeys.Pause);
        _login.Key = next;

        Assert.NotNull((await _login.ExchangeAsync(_login.IdToken(), client: client)).IdToken);

        Assert.Equal(2, _login.Paths.Count(path => path == "/jwks"));
        await _login.AssertRejectedAsync(OAuthFault.JwtKey, null, next.Sign(_login.Claims(), header: """{"alg":"RS256","kid":"x"}"""), client: client);
        Assert.Equal(2, _login.Paths.Count(path => path == "/jwks"));
    }

    [Fact]
    public async Task S083_A_key_of_another_type_is_none()
    {
        await _login.AssertRejectedAsync(OAuthFault.JwtKey, null, _login.Key.Sign(_login.Claims(), header: """{"alg":"ES512","kid":"k1"}"""), client: _login.Client(new() { SigningAlgorithm = "ES512" }));
    }
}
