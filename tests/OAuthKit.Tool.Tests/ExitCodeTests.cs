using OAuthKit.Testing;

namespace OAuthKit.Tool.Tests;

/// <summary>How the program ends, which scripts depend on.</summary>
public sealed class ExitCodeTests
{
    [Fact]
    public async Task A_refusal_ends_with_1_and_names_the_servers_error()
    {
        await using var rig = await ToolRig.StartAsync();
        rig.Server.Token.Always(Fault.Error("invalid_scope", "no such\u001b[31m scope"));
        (await rig.RunAsync(["token", "client-credentials", .. rig.AsWorker("--json")])).Failed(1, OAuthFault.ServerError, "invalid_scope");

        var plain = (await rig.RunAsync(["token", "client-credentials", .. rig.AsWorker()])).Ended(1);
        Assert.Equal("", plain.Output);
        Assert.StartsWith("error: ", plain.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", plain.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_certificate_authority_or_a_closed_port_is_unreachable()
    {
        await using var rig = await ToolRig.StartAsync();
        (await rig.RunAsync("discover", rig.Server.Issuer, "--json")).Failed(3, "unreachable");
        (await rig.RunAsync("discover", "https://127.0.0.1:1", "--json")).Failed(3, "unreachable");
    }

    [Fact]
    public async Task A_user_who_declines_ends_it_with_4()
    {
        await using var rig = await ToolRig.StartAsync();
        rig.Server.DeviceAuthorization.Interval = TimeSpan.FromSeconds(1);
        rig.Server.DeviceAuthorization.Decision = UserDecision.Deny();
        (await rig.RunAsync(["token", "device-code", .. rig.AsWorker("--json")])).Ended(4);

        rig.Server.DeviceAuthorization.Decision = UserDecision.Expire();
        (await rig.RunAsync(["token", "device-code", .. rig.AsWorker("--json")])).Ended(4);

        rig.Server.Authorization.SignIn = TestSignIn.Refuse();
        (await rig.RunAsync(["token", "authorization-code", .. rig.AsDesktop("--browser-command", rig.Browser, "--json")])).Failed(4, OAuthFault.ServerError, "access_denied");
    }

    [Theory]
    [InlineData("authorization-code", "--no-browser")]
    [InlineData("device-code")]
    [InlineData("ciba", "--login-hint", "alice")]
    public async Task The_timeout_bounds_the_waiting_for_the_user(string grant, params string[] options)
    {
        await using var rig = await ToolRig.StartAsync();
        rig.Server.DeviceAuthorization.Decision = rig.Server.BackchannelAuthentication.Decision = UserDecision.None;
        (await rig.RunAsync(["token", grant, .. rig.AsWorker([.. options, "--timeout", "2.5", "--json"])])).Failed(4, "timeout");
    }

    [Fact]
    public async Task The_timeout_bounds_a_server_that_does_not_answer()
    {
        await using var rig = await ToolRig.StartAsync();
        var gate = rig.Server.Token.Hold();
        (await rig.RunAsync(["token", "client-credentials", .. rig.AsWorker("--timeout", "2", "--json")])).Failed(4, "timeout");
        gate.Release();
    }

    [Theory]
    [InlineData]
    [InlineData("token")]
    [InlineData("tokn")]
    [InlineData("discover")]
    [InlineData("token", "client-credentials", "--nosuch")]
    [InlineData("token", "client-credentials")]
    [InlineData("token", "client-credentials", "--issuer", "http://127.0.0.1:1", "--client-id", "x")]
    [InlineData("token", "client-credentials", "--issuer", "http://example.com", "--client-id", "x", "--dangerously-allow-http")]
    [InlineData("token", "authorization-code", "--issuer", "https://127.0.0.1:1", "--client-id", "x", "--redirect-uri", "https://example.com/cb")]
    [InlineData("token", "authorization-code", "--issuer", "https://127.0.0.1:1", "--client-id", "x", "--redirect-uri", "http://localhost/cb")]
    [InlineData("token", "authorization-code", "--issuer", "https://127.0.0.1:1", "--client-id", "x", "--no-browser", "--browser-command", "x")]
    [InlineData("token", "authorization-code", "--issuer", "https://127.0.0.1:1", "--client-id", "x", "--browser-command", "\"x")]
    [InlineData("token", "password", "--issuer", "https://127.0.0.1:1", "--client-id", "x", "--username", "u")]
    [InlineData("token", "token-exchange", "--issuer", "https://127.0.0.1:1", "--client-id", "x")]
    [InlineData("token", "jwt-bearer", "--issuer", "https://127.0.0.1:1", "--client-id", "x")]
    [InlineData("userinfo", "--issuer", "https://127.0.0.1:1")]
    [InlineData("call", "GET", "https://127.0.0.1:1")]
    [InlineData("register", "--issuer", "https://127.0.0.1:1")]
    [InlineData("key", "new", "--alg", "HS256")]
    [InlineData("decode", "a.b.c", "--as", "id-token")]
    public async Task Wrong_usage_ends_with_2_and_says_so_on_standard_error(params string[] arguments)
    {
        var run = (await ToolProcess.RunAsync(arguments)).Ended(2);
        Assert.Equal("", run.Output);
        Assert.NotEqual("", run.Error);
    }

    [Fact]
    public async Task A_mistyped_command_is_guessed()
    {
        var run = (await ToolProcess.RunAsync(["tokn"])).Ended(2);
        Assert.Contains("Did you mean", run.Error, StringComparison.Ordinal);
        Assert.Contains("--help", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Http_is_for_this_machine_alone_and_only_where_the_danger_is_named()
    {
        await using var rig = await ToolRig.StartAsync(options => options.UseHttps = false);
        (await rig.RunAsync("token", "client-credentials", "--issuer", rig.Server.Issuer, "--client-id", "worker", "--client-secret-env", "CLIENT_SECRET", "--dangerously-allow-http")).Ended();
    }
}
