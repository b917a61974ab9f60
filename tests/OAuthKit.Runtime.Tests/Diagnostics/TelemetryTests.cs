using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace OAuthKit;

public sealed class TelemetryTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_is_measured_by_the_documented_names()
    {
        using var meters = new Meters();
        var server = new FakeServer();
        var options = server.Options;
        options.MeterFactory = meters;
        using var client = new OAuthClient(The.Issuer, The.Basic, options);
        var policy = new TokenPolicy(client, The.Grant, "orders");
        var calls = 0;
        var api = new StubHandler(_ => ++calls == 2 ? StubHandler.Challenge(HttpStatusCode.Unauthorized, "Bearer error=\"invalid_token\"") : new HttpResponseMessage(HttpStatusCode.OK));
        using var http = new HttpClient(new OAuthHandler(policy, The.Api) { InnerHandler = api });

        (await http.GetAsync(The.Api, Stop)).Dispose();
        (await http.GetAsync(The.Api, Stop)).Dispose();

        await Eventually.IsTrueAsync(() => meters.Seen.Count == 8);
        Assert.Equal(
            [
                "oauthkit.challenges{error.type=invalid_token http.response.status_code=401 oauthkit.policy=orders}",
                "oauthkit.request.replays{oauthkit.policy=orders}",
                "oauthkit.token.cache.lookups{oauthkit.cache.result=hit oauthkit.policy=orders}",
                "oauthkit.token.cache.lookups{oauthkit.cache.result=miss oauthkit.policy=orders}",
                "oauthkit.token.remaining_lifetime{oauthkit.policy=orders}",
                "oauthkit.token.remaining_lifetime{oauthkit.policy=orders}",
                "oauthkit.token.requests.duration{oauthkit.client_authentication=client_secret_basic oauthkit.grant_type=client_credentials}",
                "oauthkit.token.requests.duration{oauthkit.client_authentication=client_secret_basic oauthkit.grant_type=client_credentials}",
            ],
            meters.Seen.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("invalid_client", "invalid_client")]
    [InlineData("c4narY_7f3a", "_OTHER")]
    public async Task An_error_on_a_metric_is_of_a_closed_set(string error, string measured)
    {
        using var meters = new Meters();
        var server = new FakeServer { Token = _ => StubHandler.Json($$"""{"error":"{{(error == "invalid_client" ? error : "own_7f3a")}}"}""", HttpStatusCode.BadRequest) };
        var options = server.Options;
        options.MeterFactory = meters;
        using var client = new OAuthClient(The.Issuer, The.Basic, options);

        await Assert.ThrowsAsync<OAuthServerException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(
            [$"oauthkit.token.requests.duration{{error.type={measured} oauthkit.client_authentication=client_secret_basic oauthkit.grant_type=client_credentials}}"],
            meters.Seen);
    }

    [Fact]
    public void What_an_exception_is_called_is_bounded()
    {
        Assert.Equal(OAuthFault.ResponseTooLarge, OAuthTelemetry.ErrorType(new OAuthException(OAuthFault.ResponseTooLarge, "x")));
        Assert.Equal("OAuthKit.OAuthException", OAuthTelemetry.ErrorType(new OAuthException("own", "x")));
        Assert.Equal("System.Net.Http.HttpRequestException", OAuthTelemetry.ErrorType(new HttpRequestException("x")));
    }

    [Fact]
    public async Task Renewals_and_what_callers_met_are_counted()
    {
        using var meters = new Meters();
        using var engine = new Engine(options => options.MeterFactory = meters);

        await engine.GetAsync();
        engine.Advance(3600 - 200);
        await engine.GetAsync();
        await Eventually.IsTrueAsync(() => meters.Seen.Count == 5);
        engine.Source.Script = (_, _) => throw new OAuthException("x", "no");
        engine.Advance(3600 - 20);
        await engine.GetAsync();
        await Eventually.IsTrueAsync(() => meters.Seen.Count == 7);
        engine.Advance(20);
        await Assert.ThrowsAsync<OAuthException>(async () => await engine.GetAsync());
        await Assert.ThrowsAsync<OAuthException>(async () => await engine.GetAsync());

        await Eventually.IsTrueAsync(() => meters.Seen.Count == 9);
        Assert.Equal(
            ["miss", "due", "stale", "miss", "held_back"],
            meters.Seen.Where(text => text.Contains("lookups", StringComparison.Ordinal)).Select(text => text.Split("result=")[1].Split(' ')[0]));
        Assert.Equal(
            ["oauthkit.token.renewals{error.type= oauthkit.background=True oauthkit.policy=orders}", "oauthkit.token.renewals{error.type=OAuthKit.OAuthException oauthkit.background=True oauthkit.policy=orders}"],
            meters.Seen.Where(text => text.Contains("renewals", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task R318_A_token_request_is_one_activity_without_a_secret_and_a_hit_is_none()
    {
        var stopped = new ConcurrentQueue<Activity>();
        using var root = new Activity("test").Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "OAuthKit",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == root.TraceId)
                {
                    stopped.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var rig = new Rig();

        (await rig.Http.GetAsync("orders", Stop)).Dispose();
        (await rig.Http.GetAsync("orders", Stop)).Dispose();

        var activity = Assert.Single(stopped);
        Assert.Equal("oauthkit.token client_credentials", activity.DisplayName);
        Assert.Equal(ActivityKind.Internal, activity.Kind);
        Assert.Equal(root.SpanId, activity.ParentSpanId);
        Assert.Equal(
            ["http.response.status_code=200", "oauthkit.client_authentication=client_secret_basic", "oauthkit.grant_type=client_credentials", "server.address=login.example.com"],
            activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_replay_is_an_event_of_the_callers_activity_and_a_failure_an_error_of_its_own()
    {
        using var activity = new Activity("call").Start();
        using var rig = new Rig(request => request.Authorization == Rig.Bearer(1) ? StubHandler.Challenge(HttpStatusCode.Unauthorized) : new HttpResponseMessage(HttpStatusCode.OK));

        (await rig.Http.GetAsync("orders", Stop)).Dispose();

        var replay = Assert.Single(activity.Events);
        Assert.Equal("oauthkit.replay", replay.Name);
        Assert.Equal("http.request.resend_count=1", string.Join(' ', replay.Tags.Select(tag => $"{tag.Key}={tag.Value}")));
    }
}
