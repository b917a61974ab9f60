using System.Net;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing.Tests;

public sealed class FaultTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answers_with_a_status_headers_and_a_body(bool loopback)
    {
        await using var rig = await Rig.StartAsync(loopback);
        rig.Server.Token.Next(Fault.Status(503, "<html>", "text/html").RetryAfter(TimeSpan.FromSeconds(1.5)).WithHeader("X-Reason", "maintenance"));

        var response = await rig.RequestAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("<html>", await response.Content.ReadAsStringAsync(Rig.Cancellation));
        Assert.Equal("text/html", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(TimeSpan.FromSeconds(2), response.Headers.RetryAfter!.Delta);
        Assert.Equal(["maintenance"], response.Headers.GetValues("X-Reason"));
        Assert.Equal(503, rig.Server.Token.Requests[0].StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await rig.RequestAsync()).StatusCode);
    }

    [Fact]
    public async Task Happens_once_n_times_always_or_under_a_condition()
    {
        await using var rig = await Rig.StartAsync();
        var twice = rig.Server.Token.Next(2, Fault.Status(500));
        rig.Server.Token.Next(Fault.None, Fault.Status(501));

        await AssertStatusesAsync(rig, 500, 500, 200, 501, 200);
        Assert.Equal(2, twice.Hits);

        using (var always = rig.Server.Token.Always(Fault.Status(502)))
        {
            await AssertStatusesAsync(rig, 502, 502, 502);
            Assert.Equal(3, always.Hits);
        }

        await AssertStatusesAsync(rig, 200);

        var conditional = rig.Server.Token.When(request => request.Form["scope"] == "orders.write", Fault.Status(504), times: 1);
        Assert.Equal(200, (int)(await rig.RequestAsync(("scope", "orders.read"))).StatusCode);
        Assert.Equal(504, (int)(await rig.RequestAsync(("scope", "orders.write"))).StatusCode);
        Assert.Equal(200, (int)(await rig.RequestAsync(("scope", "orders.write"))).StatusCode);
        Assert.Equal(1, conditional.Hits);
    }

    [Fact]
    public async Task A_fault_that_is_taken_back_or_cleared_does_nothing()
    {
        await using var rig = await Rig.StartAsync();
        rig.Server.Token.Next(3, Fault.Status(500)).Dispose();
        await AssertStatusesAsync(rig, 200);

        rig.Server.Token.Always(Fault.Status(500));
        rig.Server.Token.Next(Fault.Status(501));
        rig.Server.Token.ClearFaults();
        await AssertStatusesAsync(rig, 200);
    }

    [Fact]
    public async Task A_queued_fault_stands_outside_the_standing_ones_and_the_newest_of_these_outermost()
    {
        await using var rig = await Rig.StartAsync();
        rig.Server.Token.Always(Fault.Status(500));
        rig.Server.Token.Always(Fault.Status(501));
        rig.Server.Token.Next(Fault.Status(502));

        await AssertStatusesAsync(rig, 502, 501);
    }

    [Fact]
    public async Task A_fault_of_the_host_meets_every_endpoint()
    {
        await using var rig = await Rig.StartAsync();
        using var down = rig.Server.Always(Fault.ConnectionFailure());

        await Assert.ThrowsAsync<HttpRequestException>(() => rig.RequestAsync());
        await Assert.ThrowsAsync<HttpRequestException>(() => rig.Http.GetAsync(rig.Server.Address + rig.Server.OpenIdDiscovery.Path, Rig.Cancellation));
        Assert.Equal(0, rig.Server.TokenRequests);
        Assert.Equal(2, rig.Server.RequestCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answers_with_an_OAuth_error(bool loopback)
    {
        await using var rig = await Rig.StartAsync(loopback);
        rig.Server.Token.Next(Fault.Error("temporarily_unavailable", "Come back later.", "https://login.test/errors/1", 503));

        var response = await rig.RequestAsync();
        var json = await Rig.ReadAsync(response);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("temporarily_unavailable", (string?)json["error"]);
        Assert.Equal("Come back later.", (string?)json["error_description"]);
        Assert.Equal("https://login.test/errors/1", (string?)json["error_uri"]);
    }

    [Theory]
    [InlineData(false, 302)]
    [InlineData(true, 307)]
    public async Task Sends_the_client_elsewhere_and_nobody_follows(bool loopback, int status)
    {
        await using var rig = await Rig.StartAsync(loopback);
        rig.Server.Token.Next(Fault.Redirect("https://evil.test/token", status));

        var response = await rig.RequestAsync();

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("https://evil.test/token", response.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fails_the_connection(bool loopback)
    {
        await using var rig = await Rig.StartAsync(loopback);
        rig.Server.Token.Next(Fault.ConnectionFailure());

        await Assert.ThrowsAsync<HttpRequestException>(() => rig.RequestAsync());

        Assert.Equal(1, rig.Server.TokenRequests);
        Assert.Null(rig.Server.Token.Requests[0].StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await rig.RequestAsync()).StatusCode);
    }

    [Fact]
    public async Task Mutations_change_members_in_the_order_in_which_they_were_added()
    {
        await using var rig = await Rig.StartAsync();
        using var first = rig.Server.Token.Mutate(json => json["expires_in"] = 0);
        using var second = rig.Server.Token.Mutate(json =>
        {
            json["expires_in"] = (int)json["expires_in"]! + 7;
            json.Remove("scope");
            json["refresh_token"] = "r";
        });
        rig.Server.Token.MutateNext(json => json["token_type"] = "mac");

        var json = await Rig.ReadAsync(await rig.RequestAsync());

        Assert.Equal(7, (int?)json["expires_in"]);
        Assert.Equal("r", (string?)json["refresh_token"]);
        Assert.Equal("mac", (string?)json["token_type"]);
        Assert.Null(json["scope"]);
        Assert.Equal("Bearer", (string?)(await Rig.ReadAsync(await rig.RequestAsync()))["token_type"]);
    }

    [Fact]
    public async Task Mutations_leave_alone_what_is_not_a_JSON_object()
    {
        await using var rig = await Rig.StartAsync();
        using var mutation = rig.Server.Token.Mutate(json => json["x"] = 1);
        rig.Server.Token.Next(Fault.Body("[1]"), Fault.Body("{"), Fault.Status(500));

        Assert.Equal("[1]", await (await rig.RequestAsync()).Content.ReadAsStringAsync(Rig.Cancellation));
        Assert.Equal("{", await (await rig.RequestAsync()).Content.ReadAsStringAsync(Rig.Cancellation));
        Assert.Equal("", await (await rig.RequestAsync()).Content.ReadAsStringAsync(Rig.Cancellation));
    }

    [Fact]
    public async Task Metadata_can_be_changed_too()
    {
        await using var rig = await Rig.StartAsync();
        using var mutation = rig.Server.OpenIdDiscovery.Mutate(json => json["issuer"] = "https://evil.test");

        var json = await Rig.ReadAsync(await rig.Http.GetAsync(rig.Server.Address + rig.Server.OpenIdDiscovery.Path, Rig.Cancellation));

        Assert.Equal("https://evil.test", (string?)json["issuer"]);
    }

    [Fact]
    public async Task A_test_may_bring_its_own_fault_and_its_own_endpoint()
    {
        await using var rig = await Rig.StartAsync();
        var trap = rig.Server.Map("POST", "/trap/{id}", request => TestResponse.Json(new JsonObject { ["id"] = request.Route["id"] }));
        rig.Server.Token.Next(new TeapotFault());
        trap.Next(Fault.Status(500));

        Assert.Equal(418, (int)(await rig.RequestAsync()).StatusCode);
        Assert.Equal(500, (int)(await rig.Http.PostAsync(rig.Server.Address + "/trap/7", null, Rig.Cancellation)).StatusCode);
        Assert.Equal("7", (string?)(await Rig.ReadAsync(await rig.Http.PostAsync(rig.Server.Address + "/trap/7", null, Rig.Cancellation)))["id"]);
        Assert.Equal(2, trap.RequestCount);
    }

    private static async Task AssertStatusesAsync(Rig rig, params int[] expected)
    {
        var statuses = new List<int>();
        foreach (var _ in expected)
        {
            statuses.Add((int)(await rig.RequestAsync()).StatusCode);
        }

        Assert.Equal(expected, statuses);
    }

    private sealed class TeapotFault : Fault
    {
        protected override async ValueTask<TestResponse> ApplyAsync(TestRequest request, TestRequestHandler next, CancellationToken cancellationToken)
        {
            var response = await next(request, cancellationToken);
            response.StatusCode = 418;
            return response;
        }
    }
}
