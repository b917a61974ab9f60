using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace OAuthKit;

/// <summary>The requests that ask a user elsewhere are seen as token requests are.</summary>
public sealed class PollableTelemetryTests
{
    private static readonly DeviceAuthorizationRequest _device = new() { Scope = The.Canary };
    private static readonly BackchannelAuthenticationRequest _backchannel = new() { LoginHint = The.Canary };

    private readonly PollServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_is_measured_once()
    {
        using var meters = new Meters();
        using var client = Client(meters);

        await client.StartDeviceAuthorizationAsync(_device, Stop);
        await client.StartBackchannelAuthenticationAsync(_backchannel, Stop);

        Assert.Equal(
            [
                "oauthkit.user.requests.duration{oauthkit.client_authentication=client_secret_basic oauthkit.operation=device_authorization}",
                "oauthkit.user.requests.duration{oauthkit.client_authentication=client_secret_basic oauthkit.operation=backchannel_authentication}",
            ],
            meters.Seen);
    }

    [Fact]
    public async Task R318_Each_is_one_activity_without_a_secret()
    {
        var stopped = new ConcurrentQueue<Activity>();
        using var root = new Activity("test").Start();
        using var listener = Listen(root, stopped);
        using var client = Client();

        await client.StartDeviceAuthorizationAsync(_device, Stop);
        await client.StartBackchannelAuthenticationAsync(_backchannel, Stop);

        Assert.Equal(["oauthkit.device_authorization", "oauthkit.backchannel_authentication"], stopped.Select(activity => activity.DisplayName));
        Assert.All(stopped, activity => Assert.Equal(
            ["http.response.status_code=200", "oauthkit.client_authentication=client_secret_basic", "server.address=login.example.com"],
            activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_refusal_is_an_error_of_a_closed_set()
    {
        _server.Device = () => StubHandler.Json("""{"error":"own_7f3a"}""", HttpStatusCode.BadRequest);
        var stopped = new ConcurrentQueue<Activity>();
        using var root = new Activity("test").Start();
        using var listener = Listen(root, stopped);
        using var meters = new Meters();
        using var client = Client(meters);

        await Assert.ThrowsAsync<OAuthServerException>(() => client.StartDeviceAuthorizationAsync(_device, Stop));

        Assert.Equal(
            ["oauthkit.user.requests.duration{error.type=_OTHER oauthkit.client_authentication=client_secret_basic oauthkit.operation=device_authorization}"],
            meters.Seen);
        var activity = Assert.Single(stopped);
        Assert.Equal(ActivityStatusCode.Error, activity.Status);
        Assert.Equal("_OTHER", activity.GetTagItem("error.type"));
    }

    private static ActivityListener Listen(Activity root, ConcurrentQueue<Activity> stopped)
    {
        var listener = new ActivityListener
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
        return listener;
    }

    private OAuthClient Client(Meters? meters = null)
    {
        var options = _server.Options;
        options.MeterFactory = meters;
        return new OAuthClient(The.Issuer, The.Basic, options);
    }
}
