using System.Text.Json;
using System.Text.Json.Nodes;
using OAuthKit.Testing;

namespace OAuthKit.Tool.Tests;

/// <summary>discover, userinfo, introspect, revoke, register.</summary>
public sealed class EndpointCommandTests
{
    [Fact]
    public async Task Discover_shows_what_the_server_says()
    {
        await using var rig = await ToolRig.StartAsync();
        var listing = (await rig.RunAsync("discover", rig.Server.Issuer, "--ca", rig.Ca)).Ended();
        Assert.Matches($"token_endpoint +{rig.Server.Token.Address}", listing.Output);

        var json = (await rig.RunAsync("discover", rig.Server.Issuer, "--ca", rig.Ca, "--json")).Ended().Json;
        Assert.Equal(rig.Server.Issuer, json.GetProperty("metadata").GetProperty("issuer").GetString());
    }

    [Fact]
    public async Task Discover_refuses_another_issuer()
    {
        await using var rig = await ToolRig.StartAsync();
        using var _ = rig.Server.OpenIdDiscovery.Mutate(document => document["issuer"] = "https://evil.example");
        (await rig.RunAsync("discover", rig.Server.Issuer, "--ca", rig.Ca, "--json")).Failed(1, OAuthFault.MetadataIssuerMismatch);
    }

    [Theory]
    [InlineData("--token")]
    [InlineData("--token-stdin")]
    [InlineData("--token-env")]
    public async Task Userinfo_takes_a_token_in_each_way(string option)
    {
        await using var rig = await ToolRig.StartAsync();
        var token = rig.Server.IssueAccessToken(new AccessTokenRequest { ClientId = "worker", Subject = "alice", Scope = "openid" });
        rig.Environment["TOKEN"] = token;
        string[] given = option switch { "--token" => [option, token], "--token-env" => [option, "TOKEN"], _ => [option] };

        var run = (await rig.RunWithAsync(token, ["userinfo", "--issuer", rig.Server.Issuer, "--ca", rig.Ca, .. given, "--json"])).Ended();

        Assert.Equal("Alice", run.Json.GetProperty("userinfo").GetProperty("name").GetString());
        Assert.Equal(option == "--token", run.Error.Contains("warning: --token puts its value where", StringComparison.Ordinal));
        Assert.Equal(option == "--token", run.Error.Contains("Use --token-stdin or --token-env NAME", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Introspect_says_what_a_token_is_worth_and_revoke_ends_it()
    {
        await using var rig = await ToolRig.StartAsync();
        rig.Environment["TOKEN"] = rig.Server.IssueAccessToken("worker", "orders.read");

        var before = (await rig.RunAsync(["introspect", .. rig.AsWorker("--token-env", "TOKEN", "--json")])).Ended().Json;
        Assert.True(before.GetProperty("active").GetBoolean());
        Assert.Equal("orders.read", before.GetProperty("introspection").GetProperty("scope").GetString());
        Assert.Matches("scope +orders.read", (await rig.RunAsync(["introspect", .. rig.AsWorker("--token-env", "TOKEN")])).Ended().Output);

        Assert.Equal("""{"outcome":"success"}""", (await rig.RunAsync(["revoke", .. rig.AsWorker("--token-env", "TOKEN", "--json")])).Ended().Output.Trim());

        var after = (await rig.RunAsync(["introspect", .. rig.AsWorker("--token-env", "TOKEN", "--json")])).Ended().Json;
        Assert.False(after.GetProperty("active").GetBoolean());
        Assert.Equal(JsonValueKind.Null, after.GetProperty("introspection").ValueKind);
        Assert.Matches("active +false", (await rig.RunAsync(["introspect", .. rig.AsWorker("--token-env", "TOKEN")])).Ended().Output);
    }

    [Fact]
    public async Task Introspect_asks_for_a_signed_answer()
    {
        await using var rig = await ToolRig.StartAsync();
        rig.Environment["TOKEN"] = rig.Server.IssueAccessToken("worker", "a");
        var run = await rig.RunAsync(["introspect", .. rig.AsWorker("--jwt", "--token-env", "TOKEN", "--json")]);
        Assert.Equal("application/token-introspection+jwt", rig.Server.Introspection.Requests[^1].Headers["Accept"]);
        Assert.Equal(run.ExitCode == 0 ? "success" : "error", run.Json.GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task Each_endpoint_can_be_given_by_hand()
    {
        await using var rig = await ToolRig.StartAsync();
        rig.Environment["TOKEN"] = rig.Server.IssueAccessToken(new AccessTokenRequest { ClientId = "worker", Subject = "alice", Scope = "openid" });
        string[] client = ["--ca", rig.Ca, "--client-id", "worker", "--client-secret-env", "CLIENT_SECRET"];
        (await rig.RunAsync(["userinfo", "--userinfo-endpoint", rig.Server.UserInfo.Address, .. client, "--token-env", "TOKEN"])).Ended();
        (await rig.RunAsync(["introspect", "--introspection-endpoint", rig.Server.Introspection.Address, .. client, "--token-env", "TOKEN"])).Ended();
        (await rig.RunAsync(["revoke", "--revocation-endpoint", rig.Server.Revocation.Address, .. client, "--token-env", "TOKEN"])).Ended();
        rig.Server.DeviceAuthorization.Interval = rig.Server.BackchannelAuthentication.Interval = TimeSpan.FromSeconds(1);
        (await rig.RunAsync(["token", "device-code", "--device-authorization-endpoint", rig.Server.DeviceAuthorization.Address, "--token-endpoint", rig.Server.Token.Address, .. client, "--scope", "a"])).Ended();
        (await rig.RunAsync(["token", "ciba", "--backchannel-authentication-endpoint", rig.Server.BackchannelAuthentication.Address, "--token-endpoint", rig.Server.Token.Address, "--jwks-uri", rig.Server.Address + rig.Server.Jwks.Path, "--issuer", rig.Server.Issuer, .. client, "--login-hint", "alice"])).Ended();
        (await rig.RunAsync(["token", "authorization-code", "--authorization-endpoint", rig.Server.Authorization.Address, "--pushed-authorization-request-endpoint", rig.Server.PushedAuthorization.Address, "--token-endpoint", rig.Server.Token.Address, "--issuer", rig.Server.Issuer, .. client, "--par", "--scope", "a", "--browser-command", rig.Browser])).Ended();
    }

    [Fact]
    public async Task Register_prints_the_client_as_json()
    {
        await using var rig = await ToolRig.StartAsync();
        rig.Server.Registration.InitialAccessToken = "c4narY-initial-token";
        rig.Environment["INITIAL"] = "c4narY-initial-token";
        var file = rig.Write("client.json", """{"redirect_uris":["http://127.0.0.1/callback"],"grant_types":["client_credentials"],"response_types":[],"client_name":"Orders"}""");
        string[] options = ["--metadata", file, "--issuer", rig.Server.Issuer, "--ca", rig.Ca, "--initial-access-token-env", "INITIAL"];

        var client = (await rig.RunAsync(["register", .. options])).Ended();
        var id = client.Json.GetProperty("client_id").GetString()!;
        rig.Environment["NEW"] = client.Json.GetProperty("client_secret").GetString()!;
        (await rig.RunAsync("token", "client-credentials", "--issuer", rig.Server.Issuer, "--ca", rig.Ca, "--client-id", id, "--client-secret-env", "NEW")).Ended();

        Assert.Equal("Orders", (await rig.RunAsync(["register", .. options, "--json", "--registration-endpoint", rig.Server.Registration.Address])).Ended().Json.GetProperty("client").GetProperty("client_name").GetString());
        (await rig.RunAsync("register", "--metadata", file, "--issuer", rig.Server.Issuer, "--ca", rig.Ca, "--json")).Ended(1);
        (await rig.RunAsync("register", "--metadata", rig.Write("bad.json", "[]"), "--issuer", rig.Server.Issuer, "--json")).Failed(2, "usage");
    }
}
