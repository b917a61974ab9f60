using System.Text.Json.Nodes;

namespace OAuthKit;

/// <summary>An OpenID provider whose token endpoint gives one ID token with everything, and a test that changes what it wants.</summary>
internal sealed class LoginServer : IDisposable
{
    public const string Subject = "248289761001";
    public const string Nonce = "n-0S6_WzA2Mj-" + The.Canary;
    public const string Metadata = "/.well-known/openid-configuration";

    private static readonly TestKey _rsa = TestKey.Create();

    public LoginServer()
    {
        Server.Answers["/jwks"] = _ => StubHandler.Json(Key.Set());
        Server.Answers["/token"] = _ => StubHandler.Json(Tokens(IdToken()));
    }

    public EndpointServer Server { get; } = new();

    public TestKey Key { get; set; } = _rsa;

    /// <summary>The paths that were asked, in their order.</summary>
    public string[] Paths => [.. Server.Handler.Requests.Select(request => request.Url.AbsolutePath)];

    public static AuthorizationCode Code { get; } = AuthorizationCode.Parse(The.Canary);

    public static IdTokenExpectations Expected { get; } = new() { Nonce = Nonce };

    public long Now => Server.Clock.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>The claims of a good ID token, with those of a test in their place; a null removes one.</summary>
    public string Claims(params (string Name, string? Json)[] changes)
    {
        var claims = new JsonObject
        {
            ["iss"] = The.Issuer,
            ["sub"] = Subject,
            ["aud"] = The.ClientId,
            ["exp"] = Now + 300,
            ["iat"] = Now,
            ["nonce"] = Nonce,
        };
        foreach (var (name, json) in changes)
        {
            claims.Remove(name);
            if (json is not null)
            {
                claims[name] = JsonNode.Parse(json);
            }
        }

        return claims.ToJsonString();
    }

    public string IdToken(params (string Name, string? Json)[] changes) => Key.Sign(Claims(changes), "JWT");

    public static string Tokens(string? idToken, string more = "") =>
        $$"""{"access_token":"{{The.Token(1)}}","token_type":"Bearer","expires_in":3600{{(idToken is null ? "" : $",\"id_token\":\"{idToken}\"")}}{{more}}}""";

    /// <summary>What the token endpoint answers.</summary>
    public void Answer(string? idToken, string more = "") => Server.Answers["/token"] = _ => StubHandler.Json(Tokens(idToken, more));

    public OAuthClient Client(IdTokenOptions? idTokens = null, ClientAuthentication? authentication = null) =>
        Server.Keep(new OAuthClient(Server.Server, authentication ?? The.Basic, Server.Options) { IdTokens = idTokens ?? new IdTokenOptions() });

    /// <summary>Exchanges a code for an ID token.</summary>
    public Task<TokenSet> ExchangeAsync(string? idToken, IdTokenExpectations? expected = null, OAuthClient? client = null)
    {
        Answer(idToken);
        return (client ?? Client()).RequestTokenAsync(new AuthorizationCodeGrant(Code) { IdToken = expected ?? Expected }, TestContext.Current.CancellationToken);
    }

    /// <summary>The exchange fails by a code, about a claim, and nothing but the endpoints of the exchange itself was asked.</summary>
    public async Task<OAuthException> AssertRejectedAsync(string code, string? claim, string? idToken, IdTokenExpectations? expected = null, OAuthClient? client = null)
    {
        client ??= Client();
        var before = Paths.Length;
        var e = await Assert.ThrowsAsync<OAuthException>(() => ExchangeAsync(idToken, expected, client));
        Assert.Equal(code, e.Code);
        Assert.Equal(claim, e.ClaimName);
        AssertShowsNoToken(idToken, e);
        Assert.All(Paths[before..], path => Assert.Contains(path, (string[])[Metadata, "/token", "/jwks"]));
        Assert.Single(Paths[before..], "/token");
        return e;
    }

    public static void AssertShowsNoToken(string? idToken, OAuthException e)
    {
        Assert.Null(e.InnerException);
        Assert.False(CanaryWatch.Holds(e.ToString()));
        foreach (var segment in (idToken ?? "").Split('.'))
        {
            Assert.True(segment.Length < 20 || !e.ToString().Contains(segment, StringComparison.Ordinal));
        }
    }

    public void Dispose() => Server.Dispose();
}
