using System.Text.RegularExpressions;
using OAuthKit.Testing;

namespace OAuthKit.Tool.Tests;

/// <summary>What --verbose may say.</summary>
public sealed partial class CanaryTests
{
    [Fact]
    public async Task Verbose_traces_requests_and_responses_without_a_secret_or_token()
    {
        await using var rig = await ToolRig.StartAsync();
        var (file, jwks) = await rig.CreateKeyAsync();
        rig.Server.AddClient(new TestClient("signer") { Jwks = jwks, AuthenticationMethods = ["private_key_jwt"], RedirectUris = ["http://127.0.0.1/callback"], RequestObjectAlgorithm = "ES256" });
        rig.Server.AddClient(new TestClient("poster", ToolRig.Secret) { AuthenticationMethods = ["client_secret_post"] });
        rig.Server.DeviceAuthorization.Interval = rig.Server.BackchannelAuthentication.Interval = TimeSpan.FromSeconds(1);
        rig.Server.Dpop.Nonce = "nonce-1";
        rig.Environment["SUBJECT"] = rig.Server.IssueAccessToken(new AccessTokenRequest { ClientId = "worker", Subject = "alice", Scope = "openid" });
        rig.Environment["RT"] = rig.Server.IssueRefreshToken("worker", "openid");
        string[] server = ["--issuer", rig.Server.Issuer, "--ca", rig.Ca];

        string[][] commands =
        [
            ["token", "client-credentials", .. rig.AsWorker("--dpop")],
            ["token", "client-credentials", .. server, "--client-id", "poster", "--client-secret-env", "CLIENT_SECRET", "--auth-method", "client_secret_post"],
            ["token", "client-credentials", .. server, "--client-id", "worker", "--client-secret", ToolRig.Secret],
            ["token", "authorization-code", .. server, "--client-id", "signer", "--private-key", file, "--jar", file, "--par", "--scope", "openid offline_access", "--response-mode", "form_post", "--userinfo", "--refresh", "--browser-command", rig.Browser],
            ["token", "device-code", .. rig.AsWorker("--scope", "openid")],
            ["token", "ciba", .. rig.AsWorker("--login-hint", "alice")],
            ["token", "refresh", .. rig.AsWorker("--refresh-token-env", "RT")],
            ["token", "token-exchange", .. rig.AsWorker("--subject-token-env", "SUBJECT")],
            ["token", "password", .. rig.AsWorker("--username", "alice", "--password-env", "PASSWORD")],
            ["userinfo", .. server, "--token-env", "SUBJECT"],
            ["introspect", .. rig.AsWorker("--token-env", "SUBJECT")],
            ["call", "GET", rig.OrdersUrl, "--grant", "client-credentials", .. rig.AsWorker()],
            ["revoke", .. rig.AsWorker("--token-env", "SUBJECT")],
        ];
        foreach (var command in commands)
        {
            foreach (var format in (string[][])[["--show-tokens", "--json"], ["--show-tokens"]])
            {
                rig.Environment["RT"] = rig.Server.IssueRefreshToken("worker", "openid");
                var run = await rig.RunAsync([.. command, "--verbose", .. format]);
                if (command[0] != "revoke")
                {
                    run.Ended();
                }

                AssertClean(run.Error, rig);
                Assert.Contains("> ", run.Error, StringComparison.Ordinal);
                Assert.Contains("< 200", run.Error, StringComparison.Ordinal);
                // The tokens of the result itself, which stand on standard output.
                foreach (Match token in Tokens().Matches(run.Output))
                {
                    Assert.DoesNotContain(token.Value, run.Error, StringComparison.Ordinal);
                }
            }
        }
    }

    [Fact]
    public async Task A_server_that_repeats_a_secret_does_not_get_it_onto_standard_error()
    {
        await using var rig = await ToolRig.StartAsync();
        rig.Server.Token.Always(Fault.Error("invalid_client", $"the secret {ToolRig.Secret} is wrong", statusCode: 401));
        foreach (var option in (string[])["--verbose", "--show-tokens"])
        {
            var run = (await rig.RunAsync(["token", "client-credentials", .. rig.AsWorker(option)])).Ended(1);
            AssertClean(run.Error, rig);
        }
    }

    [Fact]
    public async Task The_trace_shows_what_helps()
    {
        await using var rig = await ToolRig.StartAsync();
        var run = (await rig.RunAsync(["token", "client-credentials", .. rig.AsWorker("--verbose", "--scope", "orders.read")])).Ended();
        Assert.Contains($"> POST {rig.Server.Token.Address}", run.Error, StringComparison.Ordinal);
        Assert.Contains("> Authorization: Basic [redacted]", run.Error, StringComparison.Ordinal);
        Assert.Contains("grant_type=client_credentials&scope=orders.read", run.Error, StringComparison.Ordinal);
        Assert.Contains("\"access_token\":\"[redacted]\"", run.Error, StringComparison.Ordinal);
        Assert.Contains("\"token_type\":\"Bearer\"", run.Error, StringComparison.Ordinal);
    }

    private static void AssertClean(string text, ToolRig rig)
    {
        Assert.DoesNotContain("c4narY", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("eyJ", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("worker:" + ToolRig.Secret)), text, StringComparison.Ordinal);
        foreach (var secret in rig.Environment.Values)
        {
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        }

        foreach (var request in rig.Server.Token.Requests)
        {
            foreach (var name in (string[])["code", "refresh_token", "device_code", "auth_req_id", "client_assertion", "code_verifier", "subject_token"])
            {
                if (request.Form[name] is { Length: > 0 } value)
                {
                    Assert.DoesNotContain(value, text, StringComparison.Ordinal);
                }
            }
        }
    }

    [GeneratedRegex("""[\w-]{16,}(?:\.[\w-]+)*""")]
    private static partial Regex Tokens();
}
