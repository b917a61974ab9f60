using System.Text.Json.Nodes;

namespace OAuthKit.Testing.Tests;

public sealed class UserApprovalTests
{
    private const string DeviceCode = "urn:ietf:params:oauth:grant-type:device_code";
    private const string Ciba = "urn:openid:params:grant-type:ciba";

    [Fact]
    public async Task A_device_waits_until_the_user_approves()
    {
        await using var rig = await StartAsync();
        rig.Server.DeviceAuthorization.Decision = UserDecision.Approve(afterPolls: 2, subject: "bob");
        var start = await AuthorizeAsync(rig);

        Assert.Equal(600, (int?)start["expires_in"]);
        Assert.Equal(5, (int?)start["interval"]);
        Assert.EndsWith((string)start["user_code"]!, (string)start["verification_uri_complete"]!, StringComparison.Ordinal);
        Assert.Equal("authorization_pending", await PollAsync(rig, start));
        Assert.Equal("authorization_pending", await PollAsync(rig, start));
        Assert.Null(await PollAsync(rig, start));
        Assert.Equal("bob", rig.Server.IssuedTokens[0].Subject);
        Assert.Equal("invalid_grant", await PollAsync(rig, start));
        Assert.Equal(4, rig.Server.DeviceAuthorization.Authorizations[0].Polls);
    }

    [Fact]
    public async Task Polls_that_come_too_early_are_slowed_down_for_good()
    {
        await using var rig = await StartAsync();
        rig.Server.DeviceAuthorization.Decision = UserDecision.None;
        var start = await AuthorizeAsync(rig);
        var pending = rig.Server.DeviceAuthorization.Authorizations[0];

        Assert.Equal("authorization_pending", await PollAsync(rig, start, seconds: 0));
        Assert.Equal("slow_down", await PollAsync(rig, start, seconds: 4));
        Assert.Equal(TimeSpan.FromSeconds(10), pending.Interval);
        Assert.Equal("slow_down", await PollAsync(rig, start, seconds: 9));
        Assert.Equal("authorization_pending", await PollAsync(rig, start, seconds: 15));
        Assert.Equal(2, pending.EarlyPolls);
    }

    [Theory]
    [InlineData("deny", "access_denied")]
    [InlineData("expire", "expired_token")]
    public async Task The_user_refuses_or_lets_the_time_pass(string what, string error)
    {
        await using var rig = await StartAsync();
        rig.Server.DeviceAuthorization.Decision = what == "deny" ? UserDecision.Deny(afterPolls: 1) : UserDecision.Expire(afterPolls: 1);
        var start = await AuthorizeAsync(rig);

        Assert.Equal("authorization_pending", await PollAsync(rig, start));
        Assert.Equal(error, await PollAsync(rig, start));
        Assert.Equal(error, await PollAsync(rig, start));
    }

    [Fact]
    public async Task The_test_decides_by_the_user_code()
    {
        await using var rig = await StartAsync();
        rig.Server.DeviceAuthorization.Decision = UserDecision.None;
        var start = await AuthorizeAsync(rig);
        Assert.Equal("authorization_pending", await PollAsync(rig, start));

        rig.Server.DeviceAuthorization.Find(((string)start["user_code"]!).Replace("-", "", StringComparison.Ordinal)).Approve("carol", "orders.read");
        rig.Server.DeviceAuthorization.Authorizations[0].Deny();

        Assert.Null(await PollAsync(rig, start));
        Assert.Equal("carol", rig.Server.IssuedTokens[0].Subject);
        Assert.Equal(["orders.read"], rig.Server.IssuedTokens[0].Scopes);
        Assert.Throws<ArgumentException>(() => rig.Server.DeviceAuthorization.Find("NOPE"));
    }

    [Fact]
    public async Task A_device_code_expires_by_the_clock()
    {
        await using var rig = await StartAsync();
        rig.Server.DeviceAuthorization.Decision = UserDecision.None;
        rig.Server.DeviceAuthorization.Interval = null;
        var start = await AuthorizeAsync(rig);

        Assert.False(start.ContainsKey("interval"));
        rig.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("expired_token", await PollAsync(rig, start));
    }

    [Fact]
    public async Task A_device_code_is_its_clients_own()
    {
        await using var rig = await StartAsync();
        var start = await AuthorizeAsync(rig);
        rig.Server.AddClient("other", "secret");

        var response = await rig.PostAsync(("grant_type", DeviceCode), ("device_code", (string)start["device_code"]!), ("client_id", "other"), ("client_secret", "secret"));

        Assert.Equal("invalid_grant", Rig.ErrorOf(await Rig.ReadAsync(response)));
        Assert.Equal("invalid_scope", Rig.ErrorOf(await Rig.ReadAsync(await rig.SendAsync(rig.Server.DeviceAuthorization.Address, ("scope", "nothing")))));
    }

    [Fact]
    public async Task The_back_channel_asks_the_user_of_the_hint()
    {
        await using var rig = await StartAsync();
        rig.Server.BackchannelAuthentication.Decision = UserDecision.Approve(afterPolls: 1);
        var start = await RequestAsync(rig, ("login_hint", "dave"), ("binding_message", "W4SCT"), ("requested_expiry", "60"));

        Assert.Equal(60, (int?)start["expires_in"]);
        Assert.Equal("W4SCT", rig.Server.BackchannelAuthentication.Authorizations[0].BindingMessage);
        Assert.Equal("authorization_pending", Rig.ErrorOf(await rig.GrantAsync(Ciba, ("auth_req_id", (string)start["auth_req_id"]!))));
        Assert.Equal("slow_down", Rig.ErrorOf(await rig.GrantAsync(Ciba, ("auth_req_id", (string)start["auth_req_id"]!))));
        rig.Clock.Advance(TimeSpan.FromSeconds(10));
        var json = await rig.GrantAsync(Ciba, ("auth_req_id", (string)start["auth_req_id"]!));

        Assert.NotNull((string?)json["id_token"]);
        Assert.Equal("dave", rig.Server.IssuedTokens[0].Subject);
    }

    [Fact]
    public async Task The_back_channel_wants_one_valid_hint_and_openid()
    {
        await using var rig = await StartAsync();
        var idToken = rig.Server.IssueIdToken(Rig.ClientId, "erin");

        Assert.Null(Rig.ErrorOf(await RequestAsync(rig, ("id_token_hint", idToken))));
        Assert.Equal("invalid_request", Rig.ErrorOf(await RequestAsync(rig)));
        Assert.Equal("invalid_request", Rig.ErrorOf(await RequestAsync(rig, ("id_token_hint", idToken + "x"))));
        Assert.Equal("invalid_request", Rig.ErrorOf(await RequestAsync(rig, ("login_hint", "a"), ("login_hint_token", "b"))));
        Assert.Equal("invalid_request", Rig.ErrorOf(await RequestAsync(rig, ("login_hint", "a"), ("requested_expiry", "-1"))));
        Assert.Equal("invalid_scope", Rig.ErrorOf(await Rig.ReadAsync(await rig.SendAsync(rig.Server.BackchannelAuthentication.Address, ("login_hint", "a"), ("scope", "orders.read")))));
    }

    [Fact]
    public async Task A_client_of_the_ping_mode_is_told()
    {
        await using var rig = await StartAsync();
        rig.Server.AddClient(new TestClient(Rig.ClientId, Rig.Secret) { NotificationEndpoint = rig.Api.Address + "/ciba" });
        var route = rig.Api.Map("POST", "/ciba", _ => TestResponse.Empty()).AllowAnonymous();
        Assert.Equal("invalid_request", Rig.ErrorOf(await RequestAsync(rig, ("login_hint", "a"))));
        var start = await RequestAsync(rig, ("login_hint", "a"), ("client_notification_token", "n-1"));

        Assert.Equal(204, await rig.Server.BackchannelAuthentication.PingAsync(rig.Server.BackchannelAuthentication.Authorizations[0], Rig.Cancellation));

        var ping = Assert.Single(route.Requests);
        Assert.Equal("Bearer n-1", ping.Headers["Authorization"]);
        Assert.Equal((string?)start["auth_req_id"], (string?)ping.ReadJson()!["auth_req_id"]);
    }

    private static async Task<Rig> StartAsync()
    {
        var rig = await Rig.StartAsync();
        rig.Server.AddClient(new TestClient(Rig.ClientId, Rig.Secret) { Scopes = ["openid", "orders.read", "orders.write"] });
        return rig;
    }

    private static async Task<JsonObject> AuthorizeAsync(Rig rig) =>
        await Rig.ReadAsync(await rig.SendAsync(rig.Server.DeviceAuthorization.Address, ("scope", "openid orders.read")));

    private static async Task<JsonObject> RequestAsync(Rig rig, params (string Name, string Value)[] parameters) =>
        await Rig.ReadAsync(await rig.SendAsync(rig.Server.BackchannelAuthentication.Address, [("scope", "openid"), .. parameters]));

    private static async Task<string?> PollAsync(Rig rig, JsonObject start, int seconds = 5)
    {
        rig.Clock.Advance(TimeSpan.FromSeconds(seconds));
        return Rig.ErrorOf(await rig.GrantAsync(DeviceCode, ("device_code", (string)start["device_code"]!)));
    }
}
