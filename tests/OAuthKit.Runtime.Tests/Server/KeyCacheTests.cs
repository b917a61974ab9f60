using System.Text.Json.Nodes;

namespace OAuthKit;

public sealed class KeyCacheTests : IDisposable
{
    private static readonly TestKey _rsa = TestKey.Create(keyId: "rsa");
    private static readonly TestKey _ec = TestKey.Create("ES512", "ec");

    private readonly EndpointServer _server = new();

    public KeyCacheTests() => _server.Answers["/jwks"] = _ => StubHandler.Json(TestKey.Set(_rsa.Jwk(",\"alg\":\"RS256\""), _ec.Jwk(), """{"kty":"OKP","crv":"Ed25519","kid":"ed","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"""));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task R151_Kept_keys_are_used_without_a_request_until_they_are_as_old_as_fetched_ones()
    {
        var cache = await ExportAsync();
        _server.Clock.Advance(TimeSpan.FromMinutes(2));
        using var server = Other();

        Assert.True(server.TryImportKeys(cache));
        var before = _server.Handler.Requests.Length;
        Assert.Equal("RSA", (await server.Keys.FindAsync("RS256", "rsa", Stop))?.KeyType);
        Assert.Null((await server.Keys.FindAsync("ES512", "ec", Stop))?.Algorithm);
        Assert.Equal("OKP", (await server.Keys.FindAsync("EdDSA", "ed", Stop))?.KeyType);
        _server.Clock.Advance(TimeSpan.FromSeconds(179));
        Assert.NotNull(await server.Keys.FindAsync("RS256", "rsa", Stop));
        Assert.Equal(before, _server.Handler.Requests.Length);
        _server.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(await server.Keys.FindAsync("RS256", "rsa", Stop));
        Assert.Equal("/jwks", _server.Handler.Requests[^1].Url.AbsolutePath);
    }

    [Fact]
    public async Task R151_A_key_that_is_not_among_kept_ones_has_them_fetched()
    {
        var cache = await ExportAsync();
        using var next = TestKey.Create(keyId: "next");
        _server.Answers["/jwks"] = _ => StubHandler.Json(next.Set());
        _server.Clock.Advance(ServerKeys.Pause);
        using var server = Other();

        Assert.True(server.TryImportKeys(cache));

        Assert.NotNull(await server.Keys.FindAsync("RS256", "next", Stop));
    }

    [Theory]
    [InlineData(300)]
    [InlineData(86400)]
    [InlineData(-2)]
    public async Task R151_Kept_keys_that_are_too_old_or_of_the_future_are_ignored(int seconds)
    {
        var cache = JsonNode.Parse(await ExportAsync())!;
        cache["fetched_at"] = _server.Clock.GetUtcNow().ToUnixTimeSeconds() - seconds;
        using var server = Other();

        Assert.False(server.TryImportKeys(cache.ToJsonString()));

        await server.Keys.FindAsync("RS256", "rsa", Stop);
        Assert.Equal("/jwks", _server.Handler.Requests[^1].Url.AbsolutePath);
    }

    [Fact]
    public async Task R151_What_is_damaged_is_ignored()
    {
        var cache = await ExportAsync();
        string[] damaged =
        [
            "", "no", "[]", "{}", cache[..^2], cache.Replace("\"v\":1", "\"v\":2", StringComparison.Ordinal), cache.Replace("\"v\":1", "\"v\":\"1\"", StringComparison.Ordinal),
            cache.Replace("\"v\":1,", "", StringComparison.Ordinal), cache.Replace("\"keys\":[", "\"keys\":[null,", StringComparison.Ordinal),
            cache.Replace("\"keys\":[", "\"keys\":7,\"x\":[", StringComparison.Ordinal), cache.Replace("\"fetched_at\"", "\"at\"", StringComparison.Ordinal),
            cache.Replace("\"v\":1", "\"v\":1,\"v\":1", StringComparison.Ordinal),
        ];

        Assert.All(damaged, text =>
        {
            using var server = Other();
            Assert.False(server.TryImportKeys(text));
        });
    }

    [Fact]
    public async Task R149_R151_Keys_of_another_issuer_are_ignored()
    {
        var cache = await ExportAsync();
        using var other = new AuthorizationServer("https://other.example", _server.Options);
        using var byHand = AuthorizationServer.FromEndpoints(new ServerEndpoints { Jwks = "https://other.example/jwks" }, options: _server.Options);

        Assert.False(other.TryImportKeys(cache));
        Assert.False(byHand.TryImportKeys(cache));
        Assert.Null(byHand.ExportKeys());
    }

    [Fact]
    public async Task R146_R151_Kept_keys_are_checked_like_fetched_ones()
    {
        using var weak = TestKey.Create(keyId: "weak", rsaBits: 1024);
        var cache = JsonNode.Parse(await ExportAsync())!;
        cache["keys"] = JsonNode.Parse($$"""[{{weak.Jwk()}},{"kty":"oct","kid":"o","k":"AA"}]""");
        using var server = Other();

        Assert.True(server.TryImportKeys(cache.ToJsonString()));

        Assert.Null(await server.Keys.FindAsync("RS256", "weak", Stop));
    }

    [Fact]
    public async Task Fetched_keys_are_not_replaced_by_kept_ones()
    {
        var cache = await ExportAsync();

        Assert.False(_server.Server.TryImportKeys(cache));
        using var server = Other();
        Assert.Null(server.ExportKeys());
        Assert.True(server.TryImportKeys(cache));
        Assert.Equal(cache, server.ExportKeys());
        Assert.DoesNotContain("\"d\"", cache, StringComparison.Ordinal);
    }

    private AuthorizationServer Other() => new(The.Issuer, _server.Options);

    private async Task<string> ExportAsync()
    {
        await _server.Server.Keys.FindAsync("RS256", "rsa", Stop);
        return _server.Server.ExportKeys()!;
    }
}
