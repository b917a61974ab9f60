using System.Net;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing.Tests;

public sealed class LogoutTests
{
    private const string SignedOut = "https://shop.test/signed-out";

    [Fact]
    public async Task A_client_ends_a_session_and_the_browser_comes_back()
    {
        await using var rig = CreateRig();
        var hint = rig.Server.IssueIdToken(SignInRig.ClientId);
        rig.Clock.Advance(TimeSpan.FromDays(1));

        var response = await EndAsync(rig, $"?id_token_hint={hint}&post_logout_redirect_uri={SignedOut}&state=a%26b");
        var byClientId = await EndAsync(rig, $"?client_id=shop&post_logout_redirect_uri={SignedOut}");
        var posted = await rig.Http.PostAsync(rig.Server.EndSession.Address, Rig.Form(("id_token_hint", hint), ("post_logout_redirect_uri", SignedOut)), Rig.Cancellation);

        Assert.Equal(SignedOut + "?state=a%26b", response.Headers.Location!.OriginalString);
        Assert.Equal(SignedOut, byClientId.Headers.Location!.OriginalString);
        Assert.Equal(SignedOut, posted.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await EndAsync(rig, "")).StatusCode);
        Assert.Equal(rig.Server.EndSession.Address, (string?)(await rig.MetadataAsync())["end_session_endpoint"]);
    }

    [Theory]
    [InlineData("?client_id=shop&post_logout_redirect_uri=https://evil.test/")]
    [InlineData("?client_id=other&post_logout_redirect_uri=https://shop.test/signed-out")]
    [InlineData("?post_logout_redirect_uri=https://shop.test/signed-out")]
    [InlineData("?id_token_hint=none&post_logout_redirect_uri=https://shop.test/signed-out")]
    [InlineData("?client_id=other&id_token_hint={hint}&post_logout_redirect_uri=https://shop.test/signed-out")]
    public async Task Never_sends_the_browser_where_the_client_is_not_registered(string query)
    {
        await using var rig = CreateRig();

        var response = await EndAsync(rig, query.Replace("{hint}", rig.Server.IssueIdToken(SignInRig.ClientId), StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null(response.Headers.Location);
    }

    [Fact]
    public async Task Posts_logout_tokens_to_the_client()
    {
        await using var rig = CreateRig();
        await using var shop = new TestApi(rig.Server, new TestApiOptions { Address = "https://shop.test" });
        shop.MapPost("/logout", _ => TestResponse.Empty(200)).AllowAnonymous();

        var status = await rig.Server.EndSession.NotifyAsync(SignInRig.ClientId, "alice", "sid-1", Rig.Cancellation);

        Assert.Equal(200, status);
        var token = new PlainJwt(shop.Requests[0].Form["logout_token"]!);
        Assert.True(token.IsSignedBy(await rig.JwksAsync()));
        Assert.Equal("logout+jwt", (string?)token.Header["typ"]);
        Assert.Equal(SignInRig.ClientId, token["aud"]);
        Assert.Equal("alice", token["sub"]);
        Assert.Equal("sid-1", token["sid"]);
        Assert.NotNull(token["jti"]);
        Assert.NotNull(token.Claims["events"]!["http://schemas.openid.net/event/backchannel-logout"]);
        Assert.False(token.Claims.ContainsKey("nonce"));
    }

    [Fact]
    public async Task A_logout_token_can_be_forged_and_names_somebody()
    {
        await using var rig = CreateRig();

        using (rig.Server.Mutations.LogoutToken(Mutation.Claim("nonce", "n")))
        {
            Assert.Equal("n", new PlainJwt(rig.Server.CreateLogoutToken(SignInRig.ClientId, "alice"))["nonce"]);
        }

        Assert.Null(new PlainJwt(rig.Server.CreateLogoutToken(SignInRig.ClientId, sessionId: "sid"))["sub"]);
        Assert.Throws<ArgumentException>(() => rig.Server.CreateLogoutToken(SignInRig.ClientId));
        Assert.Throws<ArgumentException>(() => rig.Server.CreateLogoutToken("nobody", "alice"));
    }

    [Fact]
    public async Task Makes_front_channel_addresses()
    {
        await using var rig = CreateRig();

        Assert.Equal("https://shop.test/front?a=1", rig.Server.EndSession.CreateFrontchannelUrl(SignInRig.ClientId));
        Assert.Equal("https://shop.test/front?a=1&iss=https%3A%2F%2Flogin.test&sid=sid-1", rig.Server.EndSession.CreateFrontchannelUrl(SignInRig.ClientId, "sid-1"));
    }

    [Fact]
    public async Task WebFinger_names_the_issuer()
    {
        await using var rig = CreateRig();

        var response = await rig.Http.GetAsync(
            rig.Server.WebFinger.Address + "?resource=acct%3Aalice%40login.test&rel=http%3A%2F%2Fopenid.net%2Fspecs%2Fconnect%2F1.0%2Fissuer", Rig.Cancellation);
        var document = await Rig.ReadAsync(response);

        Assert.Equal("application/jrd+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("acct:alice@login.test", (string?)document["subject"]);
        Assert.Equal(rig.Server.Issuer, (string?)document["links"]![0]!["href"]);
        Assert.Empty((JsonArray)(await rig.GetAsync(rig.Server.WebFinger.Address + "?resource=acct%3Aa%40b&rel=other"))["links"]!);
        Assert.Equal(HttpStatusCode.BadRequest, (await rig.Http.GetAsync(rig.Server.WebFinger.Address, Rig.Cancellation)).StatusCode);
    }

    private static SignInRig CreateRig() => new(new TestClient(SignInRig.ClientId, SignInRig.Secret)
    {
        RedirectUris = [SignInRig.Callback],
        PostLogoutRedirectUris = [SignedOut],
        BackchannelLogoutUri = "https://shop.test/logout",
        FrontchannelLogoutUri = "https://shop.test/front?a=1",
    });

    private static Task<HttpResponseMessage> EndAsync(SignInRig rig, string query) => rig.Http.GetAsync(rig.Server.EndSession.Address + query, Rig.Cancellation);
}
