using System.Net;

namespace OAuthKit;

/// <summary>The end of a login, and what a new one or a logout does to the tokens from before.</summary>
public sealed class NewLoginTests : RotatedLoginTests
{
    [Fact]
    public async Task R165_After_invalid_grant_no_request_is_made_until_a_new_login()
    {
        Server.Answer = _ => StubHandler.Json("""{"error":"invalid_grant"}""", HttpStatusCode.BadRequest);
        var source = Source(-1);
        var policy = Policy(source);

        for (var i = 0; i < 10; i++)
        {
            var e = await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => GetAsync(policy));
            Assert.Equal("invalid_grant", Assert.IsType<OAuthServerException>(e.InnerException).Error);
            Assert.Equal(400, e.StatusCode);
            Server.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(1, Server.TokenRequests);
        Assert.True(source.ReauthenticationRequired);
        Assert.Null(source.Tokens);
        Assert.Equal("reauthentication required", source.ToString());
        Assert.Empty(Saved);
    }

    [Fact]
    public async Task R165_An_access_token_outlives_its_refresh_token()
    {
        Server.Answer = _ => StubHandler.Json("""{"error":"invalid_grant"}""", HttpStatusCode.BadRequest);
        var source = Source(600);
        var policy = Policy(source);
        await GetAsync(policy);

        Server.Clock.Advance(TimeSpan.FromSeconds(550));
        await GetAsync(policy);
        await Eventually.IsTrueAsync(() => source.ReauthenticationRequired && policy.Entry?.Flight is null);

        Assert.Equal(The.Token(0), (await GetAsync(policy)).AccessToken.Reveal());
        Server.Clock.Advance(TimeSpan.FromSeconds(51));
        await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => GetAsync(policy));
        Assert.Equal(1, Server.TokenRequests);
    }

    [Fact]
    public async Task A_new_login_is_used_at_once_also_within_the_time_that_a_failure_is_held()
    {
        var answer = Server.Answer!;
        Server.Answer = _ => StubHandler.Json("""{"error":"invalid_grant"}""", HttpStatusCode.BadRequest);
        var source = Source(-1);
        var policy = Policy(source);
        await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => GetAsync(policy));

        Server.Answer = answer;
        var tokens = Rotating.Tokens(600);
        source.Use(tokens);

        Assert.Same(tokens, await GetAsync(policy));
        Assert.False(source.ReauthenticationRequired);
        Server.Clock.Advance(TimeSpan.FromSeconds(601));
        Assert.Equal(The.Token(1), (await GetAsync(policy)).AccessToken.Reveal());
    }

    [Fact]
    public async Task A_new_login_takes_the_place_of_tokens_in_use()
    {
        var source = Source(600);
        var policy = Policy(source);
        using var second = Server.Manager();
        var elsewhere = new TokenPolicy(source, second, "elsewhere");
        await GetAsync(policy);

        var tokens = new TokenSet(AccessToken.Parse("other-c4narY"), Server.Clock.GetUtcNow().AddHours(1), Server.Clock);
        source.Use(tokens);

        Assert.Same(tokens, await GetAsync(policy));
        source.Forget();
        await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => second.GetTokenAsync(elsewhere, Stop).AsTask());
    }

    [Fact]
    public async Task Tokens_on_their_way_at_a_logout_are_neither_used_nor_told_of()
    {
        var gate = new TaskCompletionSource();
        Server.Gate = gate.Task;
        var source = Source(-1);
        var policy = Policy(source);

        var call = GetAsync(policy);
        await Eventually.IsTrueAsync(() => Server.TokenRequests > 0);
        source.Forget();
        gate.SetResult();

        await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => call);
        await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => GetAsync(policy));
        Assert.Empty(Saved);
        Assert.Null(source.Tokens);
    }

    [Fact]
    public async Task Tokens_on_their_way_at_a_new_login_do_not_replace_its_tokens()
    {
        var gate = new TaskCompletionSource();
        Server.Gate = gate.Task;
        var source = Source(-1);
        var policy = Policy(source);
        var tokens = new TokenSet(AccessToken.Parse("other-c4narY"), Server.Clock.GetUtcNow().AddHours(1), Server.Clock);

        var call = GetAsync(policy);
        await Eventually.IsTrueAsync(() => Server.TokenRequests > 0);
        source.Use(tokens);
        gate.SetResult();

        Assert.Same(tokens, await call);
        Assert.Same(tokens, await GetAsync(policy));
        Assert.Same(tokens, source.Tokens);
        Assert.Empty(Saved);
    }

    [Fact]
    public async Task Tokens_without_a_refresh_token_end_with_their_access_token()
    {
        var source = TokenSource.RefreshToken(Client, Rotating.Tokens(600));
        var policy = Policy(source);
        source.Use(new TokenSet(AccessToken.Parse("bare-c4narY"), Server.Clock.GetUtcNow().AddMinutes(1), Server.Clock));

        Assert.Equal("bare-c4narY", (await GetAsync(policy)).AccessToken.Reveal());
        Server.Clock.Advance(TimeSpan.FromMinutes(2));

        await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => GetAsync(policy));
        Assert.Equal(0, Server.TokenRequests);
    }
}
