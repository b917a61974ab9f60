using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing.Tests;

public sealed class TestApiTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answers_calls_with_a_valid_token_and_records_which_it_was(bool loopback)
    {
        await using var rig = await Rig.StartAsync(loopback);
        var token = await rig.GetTokenAsync("orders.read orders.write");

        var read = await rig.CallAsync("/orders/42", "Bearer " + token);
        var write = await rig.CallAsync(HttpMethod.Post, "/orders", JsonContent.Create(new { note = "x" }), "bearer " + token);

        Assert.Equal("42", (string?)(await Rig.ReadAsync(read))["id"]);
        Assert.Equal(HttpStatusCode.Created, write.StatusCode);
        Assert.Equal("x", (string?)(await Rig.ReadAsync(write))["note"]);
        Assert.All(rig.Api.Requests, request => Assert.Equal(rig.Server.IssuedTokens[0].Id, request.Token!.Id));
        Assert.Equal("/orders/{id}", rig.Api.Requests[0].Endpoint);
        Assert.Equal("42", rig.Api.Requests[0].Route["id"]);
        Assert.Equal(1, rig.Orders.RequestCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lets_anonymous_calls_through_where_the_route_says_so(bool loopback)
    {
        await using var rig = await Rig.StartAsync(loopback);

        var response = await rig.CallAsync("/ping");

        Assert.Equal("\"pong\"", await response.Content.ReadAsStringAsync(Rig.Cancellation));
        Assert.Null(rig.Api.Requests[0].Token);
        Assert.Equal(HttpStatusCode.OK, (await rig.CallAsync("/ping", "Bearer whatever")).StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Challenges_a_call_without_a_token_and_names_no_error(bool loopback)
    {
        await using var rig = await Rig.StartAsync(loopback);

        var response = await rig.CallAsync("/orders/1");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer realm=\"api\"", Assert.Single(response.Headers.WwwAuthenticate).ToString());
    }

    [Theory]
    [InlineData("Basic abc")]
    [InlineData("Bearer")]
    public async Task Refuses_a_call_with_something_else_than_a_bearer_token(string authorization)
    {
        await using var rig = await Rig.StartAsync();

        AssertChallenge(await rig.CallAsync("/orders/1", authorization), HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task Refuses_a_call_with_two_tokens()
    {
        await using var rig = await Rig.StartAsync();
        var token = "Bearer " + await rig.GetTokenAsync();

        AssertChallenge(await rig.CallAsync("/orders/1", token, token), HttpStatusCode.BadRequest, "invalid_request");
        Assert.Equal(2, rig.Api.Requests[0].Headers.GetAll("authorization").Count);
    }

    [Fact]
    public async Task Refuses_a_token_that_the_server_did_not_issue()
    {
        await using var rig = await Rig.StartAsync();
        await using var other = new TestAuthorizationServer();

        AssertChallenge(await rig.CallAsync("/orders/1", "Bearer " + other.IssueAccessToken("x", "orders.read")), HttpStatusCode.Unauthorized, "invalid_token");
        Assert.False(rig.Api.Requests[0].Token!.IsGenuine);
    }

    [Fact]
    public async Task Refuses_a_token_whose_issuer_is_another()
    {
        await using var rig = await Rig.StartAsync();
        var token = rig.Server.IssueAccessToken(new AccessTokenRequest { ClientId = "x", Scope = "orders.read", Claims = claims => claims["iss"] = "https://other.test" });

        AssertChallenge(await rig.CallAsync("/orders/1", "Bearer " + token), HttpStatusCode.Unauthorized, "invalid_token");
    }

    [Fact]
    public async Task Refuses_a_token_from_the_second_on_at_which_it_expires()
    {
        await using var rig = await Rig.StartAsync();
        var token = "Bearer " + await rig.GetTokenAsync();

        rig.Clock.Advance(TimeSpan.FromSeconds(3599));
        Assert.Equal(HttpStatusCode.OK, (await rig.CallAsync("/orders/1", token)).StatusCode);
        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        AssertChallenge(await rig.CallAsync("/orders/1", token), HttpStatusCode.Unauthorized, "invalid_token");
    }

    [Fact]
    public async Task Refuses_a_token_without_an_expiry()
    {
        await using var rig = await Rig.StartAsync();
        var token = rig.Server.IssueAccessToken(new AccessTokenRequest { ClientId = "x", Scope = "orders.read", Claims = claims => claims.Remove("exp") });

        AssertChallenge(await rig.CallAsync("/orders/1", "Bearer " + token), HttpStatusCode.Unauthorized, "invalid_token");
    }

    [Fact]
    public async Task Refuses_a_token_for_another_audience_where_one_is_set()
    {
        await using var rig = await Rig.StartAsync(configureApi: options => options.Audience = "https://orders.test");

        var wrong = await rig.GetTokenAsync("orders.read", ("audience", "https://other.test"));
        var right = await rig.GetTokenAsync("orders.read", ("audience", "https://other.test"), ("resource", "https://orders.test"));

        AssertChallenge(await rig.CallAsync("/orders/1", "Bearer " + wrong), HttpStatusCode.Unauthorized, "invalid_token");
        Assert.Equal(HttpStatusCode.OK, (await rig.CallAsync("/orders/1", "Bearer " + right)).StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Refuses_a_token_without_the_scope_and_says_which(bool loopback)
    {
        await using var rig = await Rig.StartAsync(loopback);
        var token = await rig.GetTokenAsync("orders.write");

        var response = await rig.CallAsync("/orders/1", "Bearer " + token);

        AssertChallenge(response, HttpStatusCode.Forbidden, "insufficient_scope");
        Assert.Contains("scope=\"orders.read\"", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_token_that_was_taken_back()
    {
        await using var rig = await Rig.StartAsync();
        var first = await rig.GetTokenAsync();
        var second = await rig.GetTokenAsync();
        var third = await rig.GetTokenAsync();

        rig.Api.Revoke(first);
        await AssertStatusesAsync(rig, [first, second, third], 401, 200, 200);
        rig.Api.Revoke(rig.Api.Requests[1].Token!);
        await AssertStatusesAsync(rig, [first, second, third], 401, 401, 200);
        rig.Server.RevokeAll();
        await AssertStatusesAsync(rig, [third, await rig.GetTokenAsync()], 401, 200);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Refuses_once_or_always_or_is_out_of_order_n_times(bool loopback)
    {
        await using var rig = await Rig.StartAsync(loopback);
        var token = await rig.GetTokenAsync();

        rig.Api.RefuseOnce();
        AssertChallenge(await rig.CallAsync("/orders/1", "Bearer " + token), HttpStatusCode.Unauthorized, "invalid_token");
        Assert.Equal(HttpStatusCode.OK, (await rig.CallAsync("/orders/1", "Bearer " + token)).StatusCode);
        Assert.Equal(rig.Server.IssuedTokens[0].Id, rig.Api.Requests[0].Token!.Id);

        using (rig.Api.RefuseAlways())
        {
            AssertChallenge(await rig.CallAsync("/orders/1", "Bearer " + token), HttpStatusCode.Unauthorized, "invalid_token");
            AssertChallenge(await rig.CallAsync("/ping"), HttpStatusCode.Unauthorized, "invalid_token");
        }

        rig.Orders.Next(2, Fault.Status(503));
        await AssertStatusesAsync(rig, [token, token, token], 503, 503, 200);
    }

    [Fact]
    public async Task Answers_204_for_null_404_for_unknown_paths_and_405_for_other_methods()
    {
        await using var rig = await Rig.StartAsync();
        rig.Api.Map("DELETE", "/orders/{id}", (TestRequest _) => (JsonNode?)null).AllowAnonymous();

        Assert.Equal(HttpStatusCode.NoContent, (await rig.CallAsync(HttpMethod.Delete, "/orders/1", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await rig.CallAsync("/nowhere")).StatusCode);
        var wrong = await rig.CallAsync(HttpMethod.Put, "/orders/1", null);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, wrong.StatusCode);
        Assert.Equal(["DELETE", "GET"], wrong.Content.Headers.Allow.Order());
        Assert.Null(rig.Api.Requests[1].Endpoint);
    }

    [Fact]
    public async Task A_later_route_replaces_an_earlier_one()
    {
        await using var rig = await Rig.StartAsync();
        rig.Api.MapGet("/ping", _ => TestResponse.Text("other")).AllowAnonymous();

        Assert.Equal("other", await (await rig.CallAsync("/ping")).Content.ReadAsStringAsync(Rig.Cancellation));
    }

    [Fact]
    public async Task An_exception_of_a_route_reaches_the_caller_in_memory()
    {
        await using var rig = await Rig.StartAsync();
        rig.Api.MapGet("/broken", (Func<TestRequest, JsonNode?>)(_ => throw new InvalidOperationException("broken"))).AllowAnonymous();

        Assert.Equal("broken", (await Assert.ThrowsAsync<InvalidOperationException>(() => rig.CallAsync("/broken"))).Message);
    }

    [Fact]
    public async Task An_exception_of_a_route_is_a_500_on_loopback()
    {
        await using var rig = await Rig.StartAsync(loopback: true);
        rig.Api.MapGet("/broken", (Func<TestRequest, JsonNode?>)(_ => throw new InvalidOperationException("broken"))).AllowAnonymous();

        Assert.Equal(HttpStatusCode.InternalServerError, (await rig.CallAsync("/broken")).StatusCode);
    }

    private static async Task AssertStatusesAsync(Rig rig, string[] tokens, params int[] expected)
    {
        var statuses = new List<int>();
        foreach (var token in tokens)
        {
            statuses.Add((int)(await rig.CallAsync("/orders/1", "Bearer " + token)).StatusCode);
        }

        Assert.Equal(expected, statuses);
    }

    private static void AssertChallenge(HttpResponseMessage response, HttpStatusCode status, string error)
    {
        Assert.Equal(status, response.StatusCode);
        var challenge = Assert.Single(response.Headers.WwwAuthenticate);
        Assert.Equal("Bearer", challenge.Scheme);
        Assert.Contains($"error=\"{error}\"", challenge.Parameter, StringComparison.Ordinal);
    }
}
