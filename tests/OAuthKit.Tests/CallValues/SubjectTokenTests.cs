using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using OAuthKit.Testing;
using Refit;

namespace OAuthKit.Tests;

/// <summary>Calls on somebody's behalf, whose token comes with the call.</summary>
public sealed class SubjectTokenTests
{
    private const string AccessTokenType = "urn:ietf:params:oauth:token-type:access_token";

    [Fact]
    public async Task The_token_of_the_user_is_exchanged_for_that_of_the_call()
    {
        await using var shop = new Shop();
        var users = Provide(shop);
        var alice = User(shop, "alice");

        await users.Me(alice, Shop.Cancellation);

        var asked = Assert.Single(shop.Login.Token.Requests).Form;
        Assert.Equal("urn:ietf:params:oauth:grant-type:token-exchange", asked["grant_type"]);
        Assert.Equal(alice.Reveal(), asked["subject_token"]);
        Assert.Equal(AccessTokenType, asked["subject_token_type"]);
        Assert.Equal(("orders.read", "orders"), (asked["scope"], asked["audience"]));
        Assert.False(asked.Contains("actor_token"));
        Assert.Equal("alice", Assert.Single(shop.Api.Requests).Token?.Subject);
    }

    [Fact]
    public async Task An_actor_goes_along_where_there_is_one()
    {
        await using var shop = new Shop();
        var users = Provide(shop);
        var (alice, bob) = (User(shop, "alice"), ActorToken.Parse(Issue(shop, "bob")));

        await users.MeBy(alice, bob, Shop.Cancellation);
        await users.MeBy(alice, null, Shop.Cancellation);

        Assert.Equal([bob.Reveal(), null], shop.Login.Token.Requests.Select(asked => asked.Form["actor_token"]));
        Assert.Equal("bob", (string?)shop.Api.Requests[0].Token!.ReadClaims()["act"]!["sub"]);
        Assert.Null(shop.Api.Requests[1].Token!.ReadClaims()["act"]);
    }

    [Fact]
    public async Task A_JWT_of_the_user_is_the_assertion()
    {
        await using var shop = new Shop();
        using var key = TestSigningKey.CreateEs256();
        shop.Login.TrustIssuer("https://idp.test", key.ToPublicJwk());
        var users = Provide(shop);
        var alice = SubjectToken.Parse(Jwt(shop, key, "alice"), "jwt");

        await users.MeByAssertion(alice, Shop.Cancellation);
        await users.MeByAssertion(alice, Shop.Cancellation);

        var asked = Assert.Single(shop.Login.Token.Requests).Form;
        Assert.Equal("urn:ietf:params:oauth:grant-type:jwt-bearer", asked["grant_type"]);
        Assert.Equal(alice.Reveal(), asked["assertion"]);
        Assert.Equal(["alice", "alice"], shop.Api.Requests.Select(call => call.Token?.Subject));
    }

    [Fact]
    public async Task What_is_no_JWT_is_not_sent_as_one()
    {
        await using var shop = new Shop();
        var users = Provide(shop);

        await Assert.ThrowsAsync<ArgumentException>(() => users.MeByAssertion(SubjectToken.Parse("opaque"), Shop.Cancellation));

        Assert.Empty(shop.Login.Token.Requests);
        Assert.Empty(shop.Api.Requests);
    }

    [Fact]
    public async Task A_second_call_of_one_user_has_the_token_of_the_first()
    {
        await using var shop = new Shop();
        var users = Provide(shop);
        var text = Issue(shop, "alice");

        await users.Me(SubjectToken.Parse(text), Shop.Cancellation);
        await users.Me(SubjectToken.Parse(text), Shop.Cancellation);

        Assert.Equal(1, shop.Login.TokenRequests);
        Assert.Equal(2, shop.Api.RequestCount);
    }

    [Fact]
    public async Task Calls_of_one_user_at_once_share_a_request()
    {
        await using var shop = new Shop();
        var users = Provide(shop);
        var alice = User(shop, "alice");
        var gate = shop.Login.Token.HoldNext();

        var calls = Enumerable.Range(0, 50).Select(_ => users.Me(alice, Shop.Cancellation)).ToArray();
        await gate.Entered;
        gate.Release();
        await Task.WhenAll(calls);

        Assert.Equal(1, shop.Login.TokenRequests);
    }

    [Fact]
    public async Task Two_users_never_share_a_token()
    {
        await using var shop = new Shop();
        var users = Provide(shop);
        string[] names = [.. Enumerable.Range(0, 20).Select(i => $"user-{i}")];
        var tokens = names.ToDictionary(name => name, name => User(shop, name));

        var seen = await Task.WhenAll(Enumerable.Range(0, 400).Select(async i =>
        {
            var name = names[i % names.Length];
            var sent = await users.Me(tokens[name], Shop.Cancellation);
            return (name, shop.Login.ReadAccessToken(sent["Bearer ".Length..]).Subject);
        }));

        Assert.All(seen, call => Assert.Equal(call.name, call.Subject));
        Assert.Equal(names.Length, shop.Login.TokenRequests);
    }

    [Fact]
    public async Task The_same_text_as_another_type_of_token_is_another_subject()
    {
        await using var shop = new Shop();
        var users = Provide(shop);
        var text = Issue(shop, "alice");

        await users.Me(SubjectToken.Parse(text), Shop.Cancellation);
        await users.Me(SubjectToken.Parse(text, "jwt"), Shop.Cancellation);

        Assert.Equal(2, shop.Login.TokenRequests);
    }

    [Fact]
    public async Task Nothing_is_sent_where_nobody_says_on_whose_behalf()
    {
        await using var shop = new Shop();
        var users = Provide(shop);

        var none = await Assert.ThrowsAsync<InvalidOperationException>(() => users.MyOwn(Shop.Cancellation));
        await Assert.ThrowsAsync<InvalidOperationException>(() => users.Me(null!, Shop.Cancellation));
        await Assert.ThrowsAsync<InvalidOperationException>(() => users.Echo("text", null, Shop.Cancellation));

        Assert.Contains("[Property(OAuthParameter.SubjectToken)] SubjectToken", none.Message, StringComparison.Ordinal);
        Assert.Contains("OnBehalfOf", none.Message, StringComparison.Ordinal);
        Assert.Empty(shop.Login.Token.Requests);
        Assert.Empty(shop.Api.Requests);
    }

    [Fact]
    public async Task A_subject_that_the_server_refuses_sends_nothing_to_the_API()
    {
        await using var shop = new Shop();
        var users = Provide(shop);

        var error = await Assert.ThrowsAsync<OAuthServerException>(() => users.Me(SubjectToken.Parse("unknown"), Shop.Cancellation));

        Assert.Equal("invalid_request", error.Error);
        Assert.Empty(shop.Api.Requests);
    }

    [Fact]
    public async Task A_refused_token_is_exchanged_anew_once()
    {
        await using var shop = new Shop();
        var users = Provide(shop);
        var alice = User(shop, "alice");
        await users.Echo("one", alice, Shop.Cancellation);
        shop.Api.RefuseOnce();

        var answer = await users.Echo("two", alice, Shop.Cancellation);

        Assert.Equal("two", answer.Content);
        Assert.Equal(2, shop.Login.TokenRequests);
        Assert.Equal(["one", "two", "two"], shop.Api.Requests.Select(call => call.ReadText()));
        Assert.Distinct(shop.Api.Requests.Skip(1).Select(call => call.Token?.Id));
    }

    [Fact]
    public async Task A_bound_token_of_the_call_is_shown_with_its_proof()
    {
        await using var shop = new Shop();
        var users = Provide(shop, options => options.SenderConstraint = SenderConstraint.Dpop);

        var sent = await users.Me(User(shop, "alice"), Shop.Cancellation);

        Assert.StartsWith("DPoP ", sent, StringComparison.Ordinal);
        Assert.NotNull(Assert.Single(shop.Login.Token.Requests).DpopThumbprint);
    }

    [Fact]
    public async Task The_resource_of_a_call_replaces_that_of_its_policy()
    {
        await using var shop = new Shop();
        var users = Provide(shop, options => options.Resource = ["https://api.test"]);
        var alice = User(shop, "alice");

        await users.MeAt(alice, "https://eu.api.test", Shop.Cancellation);
        await users.MeAt(alice, "https://us.api.test", Shop.Cancellation);
        await users.MeAt(alice, "https://eu.api.test", Shop.Cancellation);
        await users.MeAt(alice, null, Shop.Cancellation);

        Assert.Equal(["https://eu.api.test", "https://us.api.test", "https://api.test"], shop.Login.Token.Requests.Select(asked => asked.Form["resource"]));
    }

    [Fact]
    public async Task Overloads_that_share_a_route_get_tokens_of_their_own()
    {
        await using var shop = new Shop();
        var users = Provide(shop);

        await users.Application(Shop.Cancellation);
        await users.Application("https://api.test/special", Shop.Cancellation);
        await users.Application("https://api.test/special", Shop.Cancellation);
        await users.Me(User(shop, "alice"), Shop.Cancellation);

        Assert.Equal([null, "https://api.test/special", null], shop.Login.Token.Requests.Select(asked => asked.Form["resource"]));
        Assert.Equal(3, shop.Api.Requests.Select(call => call.Token?.Id).Distinct().Count());
    }

    [Theory]
    [InlineData("not a URI")]
    [InlineData("https://api.test/#fragment")]
    [InlineData("relative/path")]
    public async Task A_resource_that_is_none_is_refused_before_anything_is_sent(string resource)
    {
        await using var shop = new Shop();
        var users = Provide(shop);

        await Assert.ThrowsAsync<ArgumentException>(() => users.Application(resource, Shop.Cancellation));

        Assert.Empty(shop.Login.Token.Requests);
        Assert.Empty(shop.Api.Requests);
    }

    [Fact]
    public async Task A_token_is_not_kept_beyond_the_end_of_the_subjects_own()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var shop = new Shop(clock);
        var users = Provide(shop, clock: clock);
        var alice = SubjectToken.From(new TokenSet(AccessToken.Parse(Issue(shop, "alice")), clock.GetUtcNow() + TimeSpan.FromMinutes(5), clock));

        await users.Me(alice, Shop.Cancellation);
        clock.Advance(TimeSpan.FromMinutes(3));
        await users.Me(alice, Shop.Cancellation);
        Assert.Equal(1, shop.Login.TokenRequests);
        clock.Advance(TimeSpan.FromMinutes(2));
        await users.Me(alice, Shop.Cancellation);

        Assert.Equal(2, shop.Login.TokenRequests);
    }

    [Fact]
    public async Task A_token_on_somebodys_behalf_is_never_renewed_in_the_background()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var shop = new Shop(clock);
        var users = Provide(shop, clock: clock);
        var alice = User(shop, "alice", TimeSpan.FromDays(1));
        await users.Me(alice, Shop.Cancellation);
        await users.Application(Shop.Cancellation);

        // Due, and far from its end: the token of the application is renewed, that of the user isn't.
        clock.Advance(TimeSpan.FromMinutes(58));
        await users.Me(alice, Shop.Cancellation);
        Assert.Equal(2, shop.Login.TokenRequests);

        clock.Advance(TimeSpan.FromMinutes(3));
        await users.Me(alice, Shop.Cancellation);
        Assert.Equal(3, shop.Login.TokenRequests);
    }

    [Fact]
    public async Task The_token_of_the_user_gets_neither_to_the_API_nor_into_logs_or_exceptions()
    {
        await using var shop = new Shop();
        using var log = new LogRecorder();
        var recorder = new Recorder();
        var users = Provide(shop, log: log, handler: recorder);
        var (subject, actor) = (SubjectToken.Parse("canary-subject"), ActorToken.Parse("canary-actor", "jwt"));
        var shown = new List<string>();
        shop.Login.Token.Next(Fault.Body(new JsonObject { ["access_token"] = Issue(shop, "alice"), ["token_type"] = "Bearer", ["expires_in"] = 3600, ["issued_token_type"] = AccessTokenType }.ToJsonString()));

        await users.MeBy(subject, actor, Shop.Cancellation);
        shop.Api.Next(Fault.Status(500));
        var refused = await Assert.ThrowsAsync<ApiException>(() => users.MeBy(subject, actor, Shop.Cancellation));
        shown.Add(refused.ToString());
        shown.AddRange(((IDictionary<string, object?>)refused.RequestMessage.Options).Select(option => $"{option.Key}={option.Value}"));
        shown.Add((await Assert.ThrowsAsync<OAuthServerException>(() => users.Me(SubjectToken.Parse("canary-other"), Shop.Cancellation))).ToString());
        shown.Add($"{subject} {actor}");
        shown.Add(log.Text);
        shown.AddRange(shop.Api.Requests.Select(call => $"{call.Uri} {call.Headers} {call.ReadText()} {call.Headers["Authorization"]}"));

        Assert.All(shown, text => Assert.DoesNotContain("canary-", text, StringComparison.Ordinal));
        Assert.DoesNotContain(refused.RequestMessage.Options, option => option.Value is Secret);
        Assert.Equal("[subject token] [actor token]", $"{subject} {actor}");
        Assert.Equal((3, 2), (recorder.Requests, shop.Api.RequestCount));
    }

    internal static IUsersApi Provide(Shop shop, Action<UsersApiOptions>? configure = null, TimeProvider? clock = null, LogRecorder? log = null, DelegatingHandler? handler = null) =>
        ProvideClient(shop, configure, clock, log, handler);

    internal static UsersApi ProvideClient(Shop shop, Action<UsersApiOptions>? configure = null, TimeProvider? clock = null, LogRecorder? log = null, DelegatingHandler? handler = null)
    {
        shop.Api.MapPost("/me/echo", request => TestResponse.Text(request.ReadText()));
        return shop.Provide(services =>
        {
            if (clock is not null)
            {
                services.AddSingleton(clock);
            }

            if (log is not null)
            {
                services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
            }

            var builder = services.AddUsersApi(options =>
            {
                ApiPolicyTests.Fill(options, shop);
                configure?.Invoke(options);
            });
            if (handler is not null)
            {
                builder.AddHttpMessageHandler(() => handler);
            }
        }).GetRequiredService<UsersApi>();
    }

    internal static SubjectToken User(Shop shop, string name, TimeSpan? lifetime = null) => SubjectToken.Parse(Issue(shop, name, lifetime));

    private static string Issue(Shop shop, string subject, TimeSpan? lifetime = null) =>
        shop.Login.IssueAccessToken(new AccessTokenRequest { ClientId = "web", Subject = subject, Lifetime = lifetime });

    private static string Jwt(Shop shop, TestSigningKey key, string subject) => key.CreateJwt(
        new JsonObject
        {
            ["iss"] = "https://idp.test",
            ["sub"] = subject,
            ["aud"] = shop.Login.Issuer,
            ["exp"] = TimeProvider.System.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds(),
        },
        "JWT");
}
