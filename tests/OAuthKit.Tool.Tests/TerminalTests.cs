using OAuthKit.Testing;

namespace OAuthKit.Tool.Tests;

/// <summary>What goes to a terminal, and what doesn't.</summary>
public sealed class TerminalTests
{
    private const string Evil = "\u001b[2Jcleared\u202Edesrever\u0007";

    [Fact]
    public async Task A_terminal_gets_the_code_a_qr_code_and_a_countdown()
    {
        await using var rig = await ToolRig.StartAsync();
        rig.Server.DeviceAuthorization.Interval = TimeSpan.FromSeconds(1);
        rig.Server.DeviceAuthorization.Decision = UserDecision.Approve(afterPolls: 1);

        var run = (await ToolProcess.RunOnTerminalAsync(["token", "device-code", .. rig.AsWorker("--scope", "openid")], rig.Environment)).Ended();

        Assert.Contains($"Enter the code: {rig.Server.DeviceAuthorization.Authorizations[0].UserCode}", run.Output, StringComparison.Ordinal);
        Assert.Contains("\u2588\u2588\u2588\u2588\u2588", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"Waiting for the answer, \d+:\d\d left", run.Output);
        Assert.Contains("token type", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_terminal_gets_the_countdown_of_a_user_who_is_asked_elsewhere()
    {
        await using var rig = await ToolRig.StartAsync();
        rig.Server.BackchannelAuthentication.Interval = TimeSpan.FromSeconds(1);
        rig.Server.BackchannelAuthentication.Decision = UserDecision.Approve(afterPolls: 1);

        var run = (await ToolProcess.RunOnTerminalAsync(["token", "ciba", .. rig.AsWorker("--login-hint", "alice")], rig.Environment)).Ended();

        Assert.Matches(@"Waiting for the answer, \d+:\d\d left", run.Output);
    }

    [Fact]
    public async Task What_a_server_writes_cannot_drive_a_terminal()
    {
        await using var rig = await ToolRig.StartAsync();
        using (rig.Server.OpenIdDiscovery.Mutate(document => document["op_policy_uri"] = Evil))
        {
            var listing = (await ToolProcess.RunOnTerminalAsync(["discover", rig.Server.Issuer, "--ca", rig.Ca])).Ended();
            Assert.Contains("[2Jcleareddesrever", listing.Output, StringComparison.Ordinal);
            AssertHarmless(listing.Output);
            var json = (await rig.RunAsync("discover", rig.Server.Issuer, "--ca", rig.Ca, "--json")).Ended();
            AssertHarmless(json.Output);
            Assert.Equal(Evil, json.Json.GetProperty("metadata").GetProperty("op_policy_uri").GetString());
        }

        rig.Api.Always(Fault.Respond(_ => TestResponse.Text(Evil, "text/plain")));
        AssertHarmless((await ToolProcess.RunOnTerminalAsync(["call", "GET", rig.OrdersUrl, "--grant", "client-credentials", .. rig.AsWorker()], rig.Environment)).Ended().Output);

        rig.Server.Token.Always(Fault.Error("invalid_scope", Evil));
        AssertHarmless((await rig.RunAsync(["token", "client-credentials", .. rig.AsWorker("--verbose")])).Ended(1).Error);
    }

    private static void AssertHarmless(string text)
    {
        Assert.DoesNotContain("\u001b[2J", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\u0007", text, StringComparison.Ordinal);
    }
}
