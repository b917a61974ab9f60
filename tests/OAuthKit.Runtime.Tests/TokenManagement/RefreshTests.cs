using System.Net;

namespace OAuthKit;

/// <summary>What happens to the refresh token of a source: rotation, faults, the end, a new login.</summary>
public sealed class RefreshTests : RotatedLoginTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task R162_A_source_goes_on_with_the_new_refresh_token_or_the_old_one(bool rotates)
    {
        Rotating.Rotates = rotates;
        var source = Source();
        var policy = Policy(source);

        for (var i = 1; i <= 5; i++)
        {
            Server.Clock.Advance(TimeSpan.FromHours(2));
            Assert.Equal(The.Token(i), (await GetAsync(policy)).AccessToken.Reveal());
            Assert.Equal(RotatingServer.RefreshText(rotates ? i : 0), source.Tokens!.RefreshToken!.Reveal());
        }

        Assert.False(Rotating.SawReuse);
        Assert.Equal(5, Saved.Count);
    }

    [Fact]
    public async Task R163_Fifty_callers_with_an_ended_token_make_one_refresh()
    {
        var gate = new TaskCompletionSource();
        Server.Gate = gate.Task;
        var source = Source();
        var policy = Policy(source);
        Server.Clock.Advance(TimeSpan.FromHours(2));
        var api = new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.OK));
        using var http = new HttpClient(new OAuthHandler(policy, The.Api) { InnerHandler = api }) { BaseAddress = The.Api };

        var calls = Enumerable.Range(0, 50).Select(_ => Task.Run(() => http.GetAsync("orders", Stop))).ToArray();
        await Eventually.IsTrueAsync(() => Server.TokenRequests > 0);
        gate.SetResult();
        var responses = await Task.WhenAll(calls);

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.All(api.Requests, request => Assert.Equal(Rig.Bearer(1), request.Authorization));
        Assert.Equal(1, Server.TokenRequests);
        Assert.False(Rotating.SawReuse);
    }

    [Fact]
    public async Task R163_Policies_and_managers_of_one_source_refresh_one_after_the_other()
    {
        var gate = new TaskCompletionSource();
        Server.Gate = gate.Task;
        var source = Source();
        using var second = Server.Manager();
        TokenPolicy[] policies = [Policy(source), Policy(source), new(source, second, "elsewhere")];
        Server.Clock.Advance(TimeSpan.FromHours(2));

        var calls = Enumerable.Range(0, 60).Select(i => Task.Run(() => policies[i % 3] is var policy && policy.Manager == second
            ? second.GetTokenAsync(policy, Stop).AsTask()
            : GetAsync(policy))).ToArray();
        await Eventually.IsTrueAsync(() => Server.TokenRequests > 0 && policies[2].Entry?.Flight is not null && policies[0].Entry?.Flight is not null);
        gate.SetResult();
        await Task.WhenAll(calls);

        Assert.InRange(Server.TokenRequests, 1, 2);
        Assert.False(Rotating.SawReuse);
        Assert.False(source.ReauthenticationRequired);
    }

    [Fact]
    public async Task R163_A_network_fault_among_fifty_callers_loses_nothing()
    {
        var answer = Server.Answer!;
        Server.Answer = _ => throw new HttpRequestException("broken");
        var source = Source();
        var policy = Policy(source);
        Server.Clock.Advance(TimeSpan.FromHours(2));

        var calls = Enumerable.Range(0, 50).Select(_ => Task.Run(() => GetAsync(policy))).ToArray();
        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => call);
        }

        Server.Answer = answer;
        Server.Clock.Advance(TimeSpan.FromSeconds(2));
        var tokens = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => GetAsync(policy))));

        Assert.All(tokens, token => Assert.Equal(The.Token(1), token.AccessToken.Reveal()));
        Assert.False(Rotating.SawReuse);
        Assert.Equal(2, Server.TokenRequests);
    }

    [Fact]
    public async Task R164_New_tokens_are_kept_before_anybody_uses_them()
    {
        var saving = new TaskCompletionSource();
        var source = TokenSource.RefreshToken(Client, Rotating.Tokens(-1), async (tokens, _) =>
        {
            Saved.Add(tokens);
            await saving.Task;
        });

        var call = GetAsync(Policy(source));
        await Eventually.IsTrueAsync(() => Saved.Count > 0);
        Assert.False(call.IsCompleted);
        Assert.Equal(RotatingServer.RefreshText(0), source.Tokens!.RefreshToken!.Reveal());

        saving.SetResult();
        Assert.Same(await call, Assert.Single(Saved));
        Assert.Same(source.Tokens, Saved[0]);
    }

    [Fact]
    public async Task R164_A_failure_to_keep_them_surfaces_and_the_old_tokens_stay()
    {
        var fails = true;
        var source = TokenSource.RefreshToken(Client, Rotating.Tokens(-1), (tokens, _) =>
        {
            if (fails)
            {
                throw new IOException("The disk is full.");
            }

            Saved.Add(tokens);
            return Task.CompletedTask;
        });
        var policy = Policy(source);

        await Assert.ThrowsAsync<IOException>(() => GetAsync(policy));
        Assert.Equal(RotatingServer.RefreshText(0), source.Tokens!.RefreshToken!.Reveal());

        // The tokens that came aren't lost, and the old refresh token isn't shown a second time, which would end the login.
        fails = false;
        Server.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(The.Token(1), (await GetAsync(policy)).AccessToken.Reveal());
        Assert.Equal(1, Server.TokenRequests);
        Assert.Equal(RotatingServer.RefreshText(1), Assert.Single(Saved).RefreshToken!.Reveal());
    }

    [Fact]
    public async Task R164_Tokens_that_could_not_be_kept_until_they_ended_are_refreshed_with_their_own_refresh_token()
    {
        var fails = true;
        var source = TokenSource.RefreshToken(Client, Rotating.Tokens(-1), (_, _) => fails ? throw new IOException("The disk is full.") : Task.CompletedTask);
        var policy = Policy(source);
        await Assert.ThrowsAsync<IOException>(() => GetAsync(policy));

        fails = false;
        Server.Clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal(The.Token(2), (await GetAsync(policy)).AccessToken.Reveal());
        Assert.False(Rotating.SawReuse);
    }

    [Fact]
    public async Task R164_The_old_access_token_is_used_on_while_it_lasts()
    {
        var source = TokenSource.RefreshToken(Client, Rotating.Tokens(600), (_, _) => throw new IOException("The disk is full."));
        var policy = Policy(source);
        await GetAsync(policy);

        Server.Clock.Advance(TimeSpan.FromSeconds(550));
        await GetAsync(policy);
        await Eventually.IsTrueAsync(() => Server.TokenRequests == 1 && policy.Entry?.Flight is null);

        Assert.Equal(The.Token(0), (await GetAsync(policy)).AccessToken.Reveal());
    }

    [Theory]
    [InlineData("network")]
    [InlineData("503")]
    [InlineData("html")]
    [InlineData("invalid_client")]
    public async Task R165_After_any_other_failure_the_refresh_token_is_tried_again_later(string failure)
    {
        var answer = Server.Answer!;
        Server.Answer = _ => failure switch
        {
            "network" => throw new HttpRequestException("broken"),
            "503" => StubHandler.Text("no", "text/plain", HttpStatusCode.ServiceUnavailable),
            "html" => StubHandler.Text("<html>", "text/html"),
            _ => StubHandler.Json("""{"error":"invalid_client"}""", HttpStatusCode.Unauthorized),
        };
        var source = Source(-1);
        var policy = Policy(source);

        await Assert.ThrowsAnyAsync<Exception>(() => GetAsync(policy));
        Assert.False(source.ReauthenticationRequired);
        Assert.Equal(RotatingServer.RefreshText(0), source.Tokens!.RefreshToken!.Reveal());

        Server.Answer = answer;
        Server.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(The.Token(1), (await GetAsync(policy)).AccessToken.Reveal());
    }

    [Fact]
    public async Task R173_Each_refresh_asks_for_the_scope_and_resource_of_the_first()
    {
        var source = TokenSource.RefreshToken(Client, new RefreshTokenGrant(Rotating.Tokens(scope: "a b")) { Scope = "b", Resource = ["urn:orders"] });
        var policy = Policy(source);

        for (var i = 1; i <= 3; i++)
        {
            Assert.Equal("b", (await GetAsync(policy)).Scope);
            Assert.Equal("b", Assert.Single(Server.LastTokenRequest.Form["scope"]));
            Assert.Equal("urn:orders", Assert.Single(Server.LastTokenRequest.Form["resource"]));
            Server.Clock.Advance(TimeSpan.FromHours(2));
        }
    }

    [Fact]
    public async Task A_caller_that_leaves_does_not_end_the_refresh()
    {
        var gate = new TaskCompletionSource();
        Server.Gate = gate.Task;
        var source = Source(-1);
        var policy = Policy(source);
        using var leaving = new CancellationTokenSource();

        var left = Client.Tokens.GetTokenAsync(policy, leaving.Token).AsTask();
        await Eventually.IsTrueAsync(() => Server.TokenRequests > 0);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        gate.SetResult();

        Assert.Equal(The.Token(1), (await GetAsync(policy)).AccessToken.Reveal());
        Assert.Equal(1, Server.TokenRequests);
    }

    [Fact]
    public async Task R172_The_refresh_token_of_tokens_goes_to_their_own_server_only()
    {
        using var other = new OAuthClient("https://other.example.com", The.Basic, Server.Options);
        var source = TokenSource.RefreshToken(other, Rotating.Tokens(-1));

        await Assert.ThrowsAsync<ArgumentException>(() => other.Tokens.GetTokenAsync(new TokenPolicy(source, other.Tokens, "user"), Stop).AsTask());

        Assert.Empty(Server.Handler.Requests);
    }
}
