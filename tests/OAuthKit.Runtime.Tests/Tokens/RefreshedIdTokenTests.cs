using System.Text.Json;

namespace OAuthKit;

public sealed class RefreshedIdTokenTests : IDisposable
{
    private readonly LoginServer _login = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _login.Dispose();

    [Theory]
    [InlineData("sub", "\"248289761001x\"")]
    [InlineData("aud", "[\"orders-worker\",\"api\"]")]
    [InlineData("auth_time", "1767225601")]
    [InlineData("azp", null)]
    [InlineData("nonce", "\"other\"")]
    public async Task R167_A_refreshed_ID_token_is_about_the_same_user_and_login(string claim, string? json)
    {
        var client = _login.Client(new() { TrustedAudiences = ["api"] });
        var tokens = await LoginAsync(client);
        var kept = TokenSet.FromJson(tokens.ToJson(), _login.Server.Clock);

        foreach (var held in (TokenSet[])[tokens, kept])
        {
            _login.Answer(_login.IdToken([.. Original.Where(change => change.Name != claim), (claim, json)]), ",\"refresh_token\":\"r-2\"");
            var before = _login.Paths.Length;
            var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(new RefreshTokenGrant(held), Stop));

            Assert.Equal((OAuthFault.IdTokenChanged, claim), (e.Code, e.ClaimName));
            Assert.False(CanaryWatch.Holds(e.ToString()));
            Assert.Equal(["/token"], _login.Paths[before..]);
        }
    }

    [Fact]
    public async Task R167_Another_issuer_is_rejected()
    {
        // The issuer of the server is known, so only a kept token can name another.
        var client = _login.Client();
        var tokens = await LoginAsync(client);
        var elsewhere = _login.Key.Sign(_login.Claims([.. Original, ("iss", "\"https://other.example\"")]), "JWT");
        var kept = new TokenSet(tokens.AccessToken) { RefreshToken = tokens.RefreshToken, EncodedIdToken = EncodedIdToken.Parse(elsewhere) };

        _login.Answer(_login.IdToken(Original));
        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(new RefreshTokenGrant(kept), Stop));

        Assert.Equal((OAuthFault.IdTokenChanged, "iss"), (e.Code, e.ClaimName));
    }

    [Fact]
    public async Task R167_The_same_user_is_taken_with_and_without_nonce_and_time_of_login()
    {
        var client = _login.Client();
        var tokens = await LoginAsync(client);

        _login.Server.Clock.Advance(TimeSpan.FromHours(2));
        foreach (var changes in ((string, string?)[][])[[.. Original], [.. Original, ("nonce", null)], [.. Original, ("auth_time", null)]])
        {
            _login.Answer(_login.IdToken(changes));
            var refreshed = await client.RequestTokenAsync(new RefreshTokenGrant(tokens), Stop);
            Assert.Equal(_login.Server.Clock.GetUtcNow(), refreshed.IdToken!.IssuedAt);
        }
    }

    [Fact]
    public async Task R167_All_other_rules_hold_as_well()
    {
        var client = _login.Client();
        var tokens = await LoginAsync(client);
        using var evil = TestKey.Create();

        _login.Answer(evil.Sign(_login.Claims(Original), "JWT"));
        Assert.Equal(OAuthFault.JwtSignature, (await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(new RefreshTokenGrant(tokens), Stop))).Code);
        _login.Answer(_login.IdToken([.. Original, ("exp", "1")]));
        Assert.Equal(OAuthFault.JwtTime, (await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(new RefreshTokenGrant(tokens), Stop))).Code);
        _login.Answer(_login.IdToken([.. Original, ("at_hash", "\"x\"")]));
        Assert.Equal(OAuthFault.IdTokenHash, (await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(new RefreshTokenGrant(tokens), Stop))).Code);
    }

    [Fact]
    public async Task R168_Without_a_new_ID_token_the_old_one_stays()
    {
        var client = _login.Client();
        var tokens = await LoginAsync(client);
        _login.Answer(null);

        var refreshed = await client.RequestTokenAsync(new RefreshTokenGrant(tokens), Stop);

        Assert.Same(tokens.IdToken, refreshed.IdToken);
        Assert.Equal(tokens.EncodedIdToken, refreshed.EncodedIdToken);
    }

    [Fact]
    public async Task R167_The_engine_compares_as_well_and_goes_on_comparing()
    {
        var client = _login.Client();
        var source = TokenSource.RefreshToken(client, await LoginAsync(client));
        var policy = new TokenPolicy(source, client.Tokens, "user");
        await client.Tokens.GetTokenAsync(policy, Stop);

        _login.Server.Clock.Advance(TimeSpan.FromHours(2));
        _login.Answer(_login.IdToken(Original), ",\"refresh_token\":\"r-2\"");
        Assert.Equal(LoginServer.Subject, (await client.Tokens.GetTokenAsync(policy, Stop)).IdToken?.Subject);
        _login.Server.Clock.Advance(TimeSpan.FromHours(2));
        _login.Answer(_login.IdToken([.. Original, ("sub", "\"mallory\"")]));
        Assert.Equal(OAuthFault.IdTokenChanged, (await Assert.ThrowsAsync<OAuthException>(() => client.Tokens.GetTokenAsync(policy, Stop).AsTask())).Code);
    }

    [Fact]
    public async Task A_kept_ID_token_that_cannot_be_read_ends_the_login()
    {
        var client = _login.Client();
        var tokens = await LoginAsync(client);
        foreach (var text in (string[])["a.b", "e30.W10.AA", $"e30.{The.Canary}.AA"])
        {
            var kept = new TokenSet(tokens.AccessToken) { RefreshToken = tokens.RefreshToken, EncodedIdToken = EncodedIdToken.Parse(text) };
            _login.Answer(_login.IdToken(Original));
            var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(new RefreshTokenGrant(kept), Stop));
            Assert.Equal(OAuthFault.JwtMalformed, e.Code);
            Assert.False(CanaryWatch.Holds(e.ToString()));
        }
    }

    [Fact]
    public async Task By_a_refresh_token_alone_nothing_is_known_to_compare_with()
    {
        var client = _login.Client();
        _login.Answer(_login.IdToken());

        Assert.Equal(LoginServer.Subject, (await client.RequestTokenAsync(new RefreshTokenGrant(RefreshToken.Parse("r")), Stop)).IdToken?.Subject);
    }

    private static (string Name, string? Json)[] Original { get; } = [("azp", JsonSerializer.Serialize(The.ClientId)), ("auth_time", "1767225600")];

    private async Task<TokenSet> LoginAsync(OAuthClient client)
    {
        _login.Answer(_login.IdToken(Original), ",\"refresh_token\":\"r-1\"");
        return await client.RequestTokenAsync(new AuthorizationCodeGrant(LoginServer.Code) { IdToken = LoginServer.Expected }, Stop);
    }
}
