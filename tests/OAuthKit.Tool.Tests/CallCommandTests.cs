using System.Text.Json.Nodes;
using OAuthKit.Testing;

namespace OAuthKit.Tool.Tests;

/// <summary>call.</summary>
public sealed class CallCommandTests
{
    [Fact]
    public async Task Prints_the_answer_as_it_is_or_as_json()
    {
        await using var rig = await ToolRig.StartAsync();
        var plain = (await rig.RunAsync(["call", "GET", rig.OrdersUrl, "--grant", "client-credentials", .. rig.AsWorker()])).Ended();
        Assert.Equal("""{"item":"tea"}""", plain.Output);

        var json = (await rig.RunAsync(["call", "get", rig.OrdersUrl, "--grant", "client-credentials", .. rig.AsWorker("--json")])).Ended().Json;
        Assert.Equal(200, json.GetProperty("status").GetInt32());
        Assert.Equal("tea", json.GetProperty("body").GetProperty("item").GetString());
    }

    [Fact]
    public async Task Sends_a_body_of_the_line_or_of_standard_input()
    {
        await using var rig = await ToolRig.StartAsync();
        string[] call = ["call", "POST", rig.Api.Address + "/orders", "--grant", "client-credentials", .. rig.AsWorker()];
        Assert.Equal("""{"a":1}""", (await rig.RunAsync([.. call, "--body", """{"a":1}"""])).Ended().Output);
        Assert.Equal("""{"b":2}""", (await rig.RunWithAsync("""{"b":2}""", [.. call, "--body", "-"])).Ended().Output);
        (await rig.RunAsync([.. call, "--body", "{", "--json"])).Failed(2, "usage");
    }

    [Fact]
    public async Task An_error_status_ends_with_1_and_its_answer_is_printed()
    {
        await using var rig = await ToolRig.StartAsync();
        rig.Api.Always(Fault.Respond(_ => TestResponse.Json(new JsonObject { ["title"] = "no tea" }, 409)));
        var plain = (await rig.RunAsync(["call", "GET", rig.OrdersUrl, "--grant", "client-credentials", .. rig.AsWorker()])).Ended(1);
        Assert.Contains("no tea", plain.Output, StringComparison.Ordinal);
        Assert.Contains("error: The API answered with the status 409.", plain.Error, StringComparison.Ordinal);

        var json = (await rig.RunAsync(["call", "GET", rig.OrdersUrl, "--grant", "client-credentials", .. rig.AsWorker("--json")])).Failed(1, "api_status").Json;
        Assert.Equal("no tea", json.GetProperty("body").GetProperty("title").GetString());
    }

    [Fact]
    public async Task The_token_is_renewed_once_after_a_401()
    {
        await using var rig = await ToolRig.StartAsync();
        rig.Api.RefuseOnce();
        (await rig.RunAsync(["call", "GET", rig.OrdersUrl, "--grant", "client-credentials", .. rig.AsWorker()])).Ended();
        Assert.Equal(2, rig.Server.TokenRequests);

        rig.Api.RefuseAlways();
        (await rig.RunAsync(["call", "GET", rig.OrdersUrl, "--grant", "client-credentials", .. rig.AsWorker("--json")])).Ended(1);
        Assert.Equal(4, rig.Server.TokenRequests);
    }

    [Fact]
    public async Task A_users_token_is_refreshed_after_a_401()
    {
        await using var rig = await ToolRig.StartAsync();
        rig.Api.RefuseOnce();
        (await rig.RunAsync(["call", "GET", rig.OrdersUrl, "--grant", "authorization-code", .. rig.AsDesktop("--scope", "openid offline_access", "--browser-command", rig.Browser)])).Ended();
        Assert.Equal(["authorization_code", "refresh_token"], rig.Server.Token.Requests.Select(request => request.Form["grant_type"]));
    }

    [Theory]
    [InlineData("device-code", "--scope", "a")]
    [InlineData("ciba", "--login-hint", "alice")]
    [InlineData("refresh", "--refresh-token-env", "RT")]
    [InlineData("token-exchange", "--subject-token-env", "SUBJECT")]
    [InlineData("password", "--username", "alice", "--password-env", "PASSWORD")]
    public async Task Any_grant_gives_the_token(string grant, params string[] options)
    {
        await using var rig = await ToolRig.StartAsync();
        rig.Server.DeviceAuthorization.Interval = rig.Server.BackchannelAuthentication.Interval = TimeSpan.FromSeconds(1);
        rig.Environment["RT"] = rig.Server.IssueRefreshToken("worker", "a");
        rig.Environment["SUBJECT"] = rig.Server.IssueAccessToken(new AccessTokenRequest { ClientId = "worker", Subject = "alice" });
        Assert.Equal("""{"item":"tea"}""", (await rig.RunAsync(["call", "GET", rig.OrdersUrl, "--grant", grant, .. rig.AsWorker(options)])).Ended().Output);
    }

    [Fact]
    public async Task A_bound_token_is_sent_with_its_proof()
    {
        await using var rig = await ToolRig.StartAsync();
        rig.Api.DpopNonce = "n-2";
        (await rig.RunAsync(["call", "GET", rig.OrdersUrl, "--grant", "client-credentials", .. rig.AsWorker("--dpop")])).Ended();
        Assert.StartsWith("DPoP ", rig.Api.Requests[^1].Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_goes_nowhere_in_the_clear()
    {
        await using var rig = await ToolRig.StartAsync();
        (await rig.RunAsync(["call", "GET", "http://api.example.com/x", "--grant", "client-credentials", .. rig.AsWorker("--json")])).Failed(2, "usage");
        (await rig.RunAsync(["call", "GET", "/x", "--grant", "client-credentials", .. rig.AsWorker("--json")])).Failed(2, "usage");
    }
}
