using System.Net;

namespace OAuthKit;

public sealed class ServerKeysTests : IDisposable
{
    private static readonly TestKey _first = TestKey.Create(keyId: "first");
    private static readonly TestKey _second = TestKey.Create(keyId: "second");
    private static readonly TestKey _ec = TestKey.Create("ES256", "first");

    private readonly EndpointServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private int Fetches => _server.RequestsTo("/jwks").Length;

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task R148_S121_S124_Keys_are_fetched_once_after_the_metadata_without_credentials_and_kept()
    {
        Serve(_first.Jwk());

        Assert.NotNull(await FindAsync("RS256", "first"));
        Assert.NotNull(await FindAsync("RS256", "first"));

        Assert.Equal(["/.well-known/openid-configuration", "/jwks"], _server.Handler.Requests.Select(request => request.Url.AbsolutePath));
        Assert.Equal("GET", _server.LastTo("/jwks").Method);
        Assert.Null(_server.LastTo("/jwks").Authorization);
        Assert.Contains("application/jwk-set+json", _server.LastTo("/jwks").Headers["Accept"], StringComparison.Ordinal);
        _server.Clock.Advance(ServerKeys.Lifetime);
        Assert.NotNull(await FindAsync("RS256", "first"));
        Assert.Equal(2, Fetches);
    }

    [Fact]
    public async Task R138_An_unknown_key_has_them_fetched_once_more()
    {
        Serve(_first.Jwk());
        await FindAsync("RS256", "first");
        Serve(_first.Jwk(), _second.Jwk());
        _server.Clock.Advance(ServerKeys.Pause);

        Assert.NotNull(await FindAsync("RS256", "second"));

        Assert.Equal(2, Fetches);
    }

    [Fact]
    public async Task R139_A_flood_of_invented_keys_is_no_flood_of_requests()
    {
        Serve(_first.Jwk());

        for (var i = 0; i < 1000; i++)
        {
            Assert.Null(await FindAsync("RS256", $"x{i}"));
        }

        Assert.Equal(1, Fetches);
        _server.Clock.Advance(ServerKeys.Pause);
        Assert.Null(await FindAsync("RS256", "x"));
        Assert.Null(await FindAsync("RS256", "y"));
        Assert.Equal(2, Fetches);
    }

    [Fact]
    public async Task R140_R141_Without_an_identifier_the_one_key_that_fits_is_taken_and_never_one_of_several()
    {
        Serve(_first.Jwk(), _ec.Jwk());
        Assert.Equal("RSA", (await FindAsync("RS256", null))?.KeyType);
        Assert.Equal("EC", (await FindAsync("ES256", null))?.KeyType);
        Serve(_first.Jwk(), _second.Jwk());
        _server.Clock.Advance(ServerKeys.Lifetime);
        Assert.Null(await FindAsync("RS256", null));
    }

    [Fact]
    public async Task R142_Keys_that_share_an_identifier_are_told_apart_by_what_they_are()
    {
        Serve(_first.Jwk(), _ec.Jwk(), """{"kty":"OKP","crv":"Ed25519","kid":"first","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""");

        Assert.Equal("RSA", (await FindAsync("PS256", "first"))?.KeyType);
        Assert.Equal("EC", (await FindAsync("ES256", "first"))?.KeyType);
        Assert.Null(await FindAsync("ES384", "first"));
    }

    [Theory]
    [InlineData(",\"use\":\"enc\"")]
    [InlineData(",\"use\":7")]
    [InlineData(",\"key_ops\":[\"encrypt\"]")]
    [InlineData(",\"key_ops\":[]")]
    [InlineData(",\"key_ops\":\"verify\"")]
    [InlineData(",\"alg\":\"PS256\"")]
    [InlineData(",\"alg\":\"RSA-OAEP\"")]
    [InlineData(",\"alg\":7")]
    [InlineData(",\"d\":\"AA\"")]
    public async Task R143_R145_A_key_for_something_else_is_none(string more)
    {
        Serve(_first.Jwk(more));

        Assert.Null(await FindAsync("RS256", "first"));
    }

    [Theory]
    [InlineData(",\"use\":\"sig\",\"key_ops\":[\"sign\",\"verify\"],\"alg\":\"RS256\",\"x5c\":[\"AA\"]")]
    [InlineData("")]
    public async Task R143_A_key_for_signatures_is_one(string more)
    {
        Serve(_first.Jwk(more));

        Assert.NotNull(await FindAsync("RS256", "first"));
    }

    [Fact]
    public async Task R144_R145_R146_A_key_that_cannot_be_used_disturbs_no_other()
    {
        using var weak = TestKey.Create(keyId: "weak", rsaBits: 1024);
        Serve(
            """{"kty":"AKP","kid":"a","alg":"ML-DSA-44","pub":"AA"}""",
            """{"kty":"oct","kid":"o","k":"AA"}""",
            """{"kty":"RSA","kid":"b","n":"!!","e":"AQAB"}""",
            """{"kty":"RSA","kid":"c"}""",
            """{"kid":"d"}""",
            """{"kty":"EC","kid":"e","crv":"P-256","x":"gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0","y":"SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpp0"}""",
            """{"kty":"EC","kid":"f","crv":"secp256k1","x":"AA","y":"AA"}""",
            _first.Jwk().Replace("\"e\":\"AQAB\"", "\"e\":\"AQ\"", StringComparison.Ordinal).Replace("\"kid\":\"first\"", "\"kid\":\"g\"", StringComparison.Ordinal),
            _first.Jwk().Replace("\"e\":\"AQAB\"", "\"e\":\"Ag\"", StringComparison.Ordinal).Replace("\"kid\":\"first\"", "\"kid\":\"h\"", StringComparison.Ordinal),
            weak.Jwk(),
            _first.Jwk());

        Assert.NotNull(await FindAsync("RS256", "first"));
        foreach (var keyId in (string[])["b", "c", "d", "g", "h", "o", "weak"])
        {
            Assert.Null(await FindAsync("RS256", keyId));
        }

        Assert.Null(await FindAsync("ES256", "e"));
    }

    [Theory]
    [InlineData("{}", "application/json", 200, OAuthFault.KeysMalformed)]
    [InlineData("{\"keys\":{}}", "application/json", 200, OAuthFault.KeysMalformed)]
    [InlineData("{\"keys\":[null]}", "application/json", 200, OAuthFault.KeysMalformed)]
    [InlineData("{\"keys\":[],\"keys\":[]}", "application/json", 200, OAuthFault.KeysMalformed)]
    [InlineData("[]", "application/json", 200, OAuthFault.KeysMalformed)]
    [InlineData("no", "application/json", 200, OAuthFault.KeysMalformed)]
    [InlineData("{\"keys\":[]}", "text/html", 200, OAuthFault.KeysMalformed)]
    [InlineData("{\"keys\":[]}", "application/json", 404, OAuthFault.KeysStatus)]
    [InlineData("{\"keys\":[]}", "application/json", 302, OAuthFault.RedirectRefused)]
    public async Task R147_R312_S122_What_is_no_set_of_keys_is_a_fault(string body, string mediaType, int status, string code)
    {
        _server.Answers["/jwks"] = _ => StubHandler.Text(body, mediaType, (HttpStatusCode)status);

        Assert.Equal(code, (await Assert.ThrowsAsync<OAuthException>(() => FindAsync("RS256", "first"))).Code);
    }

    [Fact]
    public async Task R147_The_media_type_of_key_sets_is_taken_too()
    {
        _server.Answers["/jwks"] = _ => StubHandler.Text(_first.Set(), "application/jwk-set+json");

        Assert.NotNull(await FindAsync("RS256", "first"));
    }

    [Fact]
    public async Task R150_Concurrent_misses_share_a_fetch_and_an_outage_keeps_the_old_keys()
    {
        Serve(_first.Jwk());
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => FindAsync("RS256", "first"))));
        Assert.Equal(1, Fetches);

        _server.Answers["/jwks"] = _ => new HttpResponseMessage(HttpStatusCode.InternalServerError);
        _server.Clock.Advance(ServerKeys.Lifetime);
        Assert.NotNull(await FindAsync("RS256", "first"));
        Assert.NotNull(await FindAsync("RS256", "first"));
        Assert.Equal(2, Fetches);
        _server.Clock.Advance(ServerKeys.LongestUse);
        Assert.Equal(OAuthFault.KeysStatus, (await Assert.ThrowsAsync<OAuthException>(() => FindAsync("RS256", "first"))).Code);
    }

    [Fact]
    public async Task S025_Keys_can_be_given_by_hand_and_are_never_fetched_then()
    {
        using var server = new AuthorizationServer(The.Issuer, _server.Options) { Jwks = TestKey.Set(_first.Jwk(), _ec.Jwk()) };

        Assert.Equal("RSA", (await server.Keys.FindAsync("RS256", "first", Stop))?.KeyType);
        Assert.Null(await server.Keys.FindAsync("RS256", "second", Stop));
        Assert.Empty(_server.Handler.Requests);
        Assert.Null(server.ExportKeys());
        Assert.All((string[])["", "[]", "{}", "{\"keys\":[null]}"], text => Assert.Throws<ArgumentException>(() => new AuthorizationServer(The.Issuer) { Jwks = text }));
    }

    [Fact]
    public async Task R149_Keys_of_one_issuer_never_verify_for_another()
    {
        using var evil = TestKey.Create(keyId: "first");
        var handler = new StubHandler(request => StubHandler.Json(request.Url.AbsolutePath == "/jwks"
            ? (request.Url.Host == "evil.example" ? evil : _first).Set()
            : $$"""{"issuer":"https://{{request.Url.Host}}","jwks_uri":"https://{{request.Url.Host}}/jwks"}"""));
        var options = new BackchannelOptions { Handler = handler, TimeProvider = _server.Clock };
        using var honest = new AuthorizationServer(The.Issuer, options);
        using var hostile = new AuthorizationServer("https://evil.example", options);
        var forged = evil.Sign("""{"iss":"https://login.example.com","sub":"s"}""", "JWT");
        var rules = new JwtRules("token", "RS256", "JWT", false);

        (await JwtVerifier.VerifyAsync(forged, rules, hostile.Keys, Stop)).Dispose();

        Assert.Equal(OAuthFault.JwtSignature, (await Assert.ThrowsAsync<OAuthException>(() => JwtVerifier.VerifyAsync(forged, rules, honest.Keys, Stop))).Code);
    }

    private void Serve(params string[] keys) => _server.Answers["/jwks"] = _ => StubHandler.Json(TestKey.Set(keys));

    private async Task<ServerKey?> FindAsync(string algorithm, string? keyId) => await _server.Server.Keys.FindAsync(algorithm, keyId, Stop);
}
