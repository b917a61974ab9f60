using System.Text.Json;
using System.Text.Json.Nodes;
using OAuthKit.Testing;

namespace OAuthKit.Tool.Tests;

/// <summary>token, with each grant and what its options are for.</summary>
public sealed class TokenCommandTests
{
    [Fact]
    public async Task Client_credentials_print_a_listing_and_no_token()
    {
        await using var rig = await ToolRig.StartAsync();
        var run = (await rig.RunAsync(["token", "client-credentials", .. rig.AsWorker("--scope", "orders.read orders.write")])).Ended();

        Assert.Matches("token type +Bearer", run.Output);
        Assert.Matches("scope +orders.read orders.write", run.Output);
        Assert.Matches("expires +.* UTC, in 59 minutes|expires +.* UTC, in 60 minutes", run.Output);
        Assert.Matches("refresh token +none", run.Output);
        Assert.DoesNotContain("eyJ", run.Output, StringComparison.Ordinal);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task The_json_of_a_success_has_these_members_and_tokens_only_when_they_are_asked_for()
    {
        await using var rig = await ToolRig.StartAsync();
        string[] arguments = ["token", "client-credentials", .. rig.AsWorker("--scope", "a", "--json")];

        var plain = (await rig.RunAsync(arguments)).Ended().Json;
        Assert.Equal(["outcome", "token_type", "scope", "expires_in", "refresh_token_received", "id_token_claims", "userinfo"], plain.EnumerateObject().Select(member => member.Name));
        Assert.Equal("success", plain.GetProperty("outcome").GetString());
        Assert.Equal("a", plain.GetProperty("scope").GetString());
        Assert.InRange(plain.GetProperty("expires_in").GetInt64(), 3500, 3600);
        Assert.False(plain.GetProperty("refresh_token_received").GetBoolean());
        Assert.Equal(JsonValueKind.Null, plain.GetProperty("id_token_claims").ValueKind);

        var shown = (await rig.RunAsync([.. arguments, "--show-tokens"])).Ended().Json;
        Assert.StartsWith("eyJ", shown.GetProperty("access_token").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, shown.GetProperty("refresh_token").ValueKind);
        Assert.Equal(JsonValueKind.Null, shown.GetProperty("id_token").ValueKind);
    }

    [Fact]
    public async Task Resource_audience_and_further_parameters_are_sent()
    {
        await using var rig = await ToolRig.StartAsync();
        (await rig.RunAsync(["token", "client-credentials", .. rig.AsWorker("--resource", "https://a.example", "--resource", "https://b.example", "--audience", "https://a.example", "--param", "x=1=2", "--param", "y=")])).Ended();

        var form = rig.Server.Token.Requests[^1].Form;
        Assert.Equal(["https://a.example", "https://b.example"], form.GetAll("resource"));
        Assert.Equal("https://a.example", form["audience"]);
        Assert.Equal("1=2", form["x"]);
        Assert.Equal("", form["y"]);
    }

    [Fact]
    public async Task A_token_endpoint_is_enough_for_a_server_without_an_issuer()
    {
        await using var rig = await ToolRig.StartAsync();
        (await rig.RunAsync("token", "client-credentials", "--token-endpoint", rig.Server.Token.Address, "--ca", rig.Ca, "--client-id", "worker", "--client-secret-env", "CLIENT_SECRET")).Ended();
        Assert.Empty(rig.Server.OpenIdDiscovery.Requests);
        Assert.Empty(rig.Server.OAuthDiscovery.Requests);
    }

    [Fact]
    public async Task A_user_signs_in_with_the_browser_of_the_command_and_what_it_prints_is_no_result()
    {
        await using var rig = await ToolRig.StartAsync();
        var run = (await rig.RunAsync(["token", "authorization-code", .. rig.AsDesktop("--scope", "openid offline_access", "--browser-command", rig.Browser, "--userinfo", "--refresh", "--json")])).Ended();

        Assert.Equal("alice", run.Json.GetProperty("id_token_claims").GetProperty("sub").GetString());
        Assert.Equal("Alice", run.Json.GetProperty("userinfo").GetProperty("name").GetString());
        Assert.True(run.Json.GetProperty("refresh_token_received").GetBoolean());
        Assert.Equal(["authorization_code", "refresh_token"], rig.Server.Token.Requests.Select(request => request.Form["grant_type"]));
    }

    [Theory]
    [InlineData("query", false, false)]
    [InlineData("form_post", true, false)]
    [InlineData("jwt", false, true)]
    [InlineData("form_post.jwt", true, true)]
    public async Task The_request_may_be_pushed_and_signed_and_answered_in_each_way(string mode, bool par, bool jar)
    {
        await using var rig = await ToolRig.StartAsync();
        var (file, jwks) = await rig.CreateKeyAsync();
        rig.Server.AddClient(new TestClient("signer")
        {
            Jwks = jwks, AuthenticationMethods = ["private_key_jwt"], RedirectUris = ["http://127.0.0.1/callback"], RequestObjectAlgorithm = "ES256",
            RequiresPushedAuthorizationRequests = par, RequiresSignedRequestObjects = jar, AuthorizationResponseAlgorithm = "ES256",
        });
        string[] options = ["--response-mode", mode, .. par ? ["--par"] : Array.Empty<string>(), .. jar ? ["--jar", file] : Array.Empty<string>()];

        var run = (await rig.RunAsync(["token", "authorization-code", "--issuer", rig.Server.Issuer, "--ca", rig.Ca, "--client-id", "signer", "--private-key", file, "--scope", "openid", "--authorization-response-alg", "ES256", "--browser-command", rig.Browser, "--json", .. options])).Ended();

        Assert.Equal("alice", run.Json.GetProperty("id_token_claims").GetProperty("sub").GetString());
        Assert.Equal(par ? 1 : 0, rig.Server.PushedAuthorization.RequestCount);
    }

    [Fact]
    public async Task Hybrid_responses_come_by_form_post_and_the_hints_of_a_sign_in_are_sent()
    {
        await using var rig = await ToolRig.StartAsync();
        rig.Server.Authorization.SignIn = new TestSignIn { AuthenticationContext = "urn:acr", AuthenticatedAt = TimeProvider.System.GetUtcNow() };
        var run = (await rig.RunAsync(["token", "authorization-code", .. rig.AsWorker("--response-type", "code id_token", "--scope", "openid", "--max-age", "60", "--acr-values", "urn:acr", "--login-hint", "alice", "--browser-command", rig.Browser, "--json")])).Ended();

        Assert.Equal("urn:acr", run.Json.GetProperty("id_token_claims").GetProperty("acr").GetString());
        var query = rig.Server.Authorization.Requests[0].Query;
        Assert.Equal("form_post", query["response_mode"]);
        Assert.Equal("60", query["max_age"]);
        Assert.Equal("alice", query["login_hint"]);
    }

    [Fact]
    public async Task The_redirect_uri_may_be_the_other_loopback_address()
    {
        await using var rig = await ToolRig.StartAsync();
        (await rig.RunAsync(["token", "authorization-code", .. rig.AsDesktop("--scope", "openid", "--redirect-uri", "http://[::1]/callback", "--browser-command", rig.Browser)])).Ended();
        Assert.StartsWith("http://[::1]:", rig.Server.Authorization.Requests[0].Query["redirect_uri"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_browser_the_address_is_printed_and_the_answer_awaited()
    {
        await using var rig = await ToolRig.StartAsync();
        var run = (await ToolProcess.RunAsync(
            ["token", "authorization-code", .. rig.AsDesktop("--scope", "openid", "--no-browser", "--json")], rig.Environment,
            onError: async line =>
            {
                Assert.StartsWith("Open this URL: https://", line, StringComparison.Ordinal);
                var callback = await rig.Server.SignInAsync(line["Open this URL: ".Length..], new TestSignIn("alice"), TestContext.Current.CancellationToken);
                using var http = new HttpClient();
                using var answer = await http.SendAsync(callback.CreateRequest(), TestContext.Current.CancellationToken);
            })).Ended();
        Assert.Equal("alice", run.Json.GetProperty("id_token_claims").GetProperty("sub").GetString());
    }

    [Fact]
    public async Task A_device_shows_its_code_in_plain_lines_where_there_is_no_terminal()
    {
        await using var rig = await ToolRig.StartAsync();
        rig.Server.DeviceAuthorization.Interval = TimeSpan.FromSeconds(1);
        var run = (await rig.RunAsync(["token", "device-code", .. rig.AsWorker("--scope", "openid", "--json")])).Ended();

        Assert.Equal("alice", run.Json.GetProperty("id_token_claims").GetProperty("sub").GetString());
        Assert.Contains("Open this URL: https://", run.Error, StringComparison.Ordinal);
        Assert.Contains($"Enter the code: {rig.Server.DeviceAuthorization.Authorizations[0].UserCode}", run.Error, StringComparison.Ordinal);
        Assert.Contains("Waiting for the answer", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ciba_asks_the_user_elsewhere()
    {
        await using var rig = await ToolRig.StartAsync();
        rig.Server.BackchannelAuthentication.Interval = TimeSpan.FromSeconds(1);
        var run = (await rig.RunAsync(["token", "ciba", .. rig.AsWorker("--login-hint", "alice", "--param", "binding_message=W4SCT", "--json")])).Ended();

        Assert.Equal("alice", run.Json.GetProperty("id_token_claims").GetProperty("sub").GetString());
        Assert.Equal("W4SCT", rig.Server.BackchannelAuthentication.Authorizations[0].BindingMessage);
    }

    [Theory]
    [InlineData("--refresh-token")]
    [InlineData("--refresh-token-stdin")]
    [InlineData("--refresh-token-env")]
    public async Task A_refresh_token_is_taken_in_each_way(string option)
    {
        await using var rig = await ToolRig.StartAsync();
        var token = rig.Server.IssueRefreshToken("worker", "a");
        rig.Environment["RT"] = token;
        string[] given = option switch { "--refresh-token" => [option, token], "--refresh-token-env" => [option, "RT"], _ => [option] };

        var run = (await rig.RunWithAsync(token + "\n", ["token", "refresh", .. rig.AsWorker([.. given, "--json"])])).Ended();

        Assert.True(run.Json.GetProperty("refresh_token_received").GetBoolean());
        Assert.Equal(option == "--refresh-token", run.Error.Contains("warning: --refresh-token puts its value where", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--subject-token")]
    [InlineData("--subject-token-stdin")]
    [InlineData("--subject-token-env")]
    public async Task A_token_is_exchanged_that_is_given_in_each_way(string option)
    {
        await using var rig = await ToolRig.StartAsync();
        var token = rig.Server.IssueAccessToken(new AccessTokenRequest { ClientId = "worker", Subject = "alice" });
        rig.Environment["SUBJECT"] = token;
        string[] given = option switch { "--subject-token" => [option, token], "--subject-token-env" => [option, "SUBJECT"], _ => [option] };

        var run = (await rig.RunWithAsync(token, ["token", "token-exchange", .. rig.AsWorker([.. given, "--subject-token-type", "access_token", "--audience", "https://api.test", "--json"])])).Ended();

        Assert.Equal("success", run.Json.GetProperty("outcome").GetString());
        Assert.Equal("urn:ietf:params:oauth:token-type:access_token", rig.Server.Token.Requests[^1].Form["subject_token_type"]);
        Assert.Equal(option == "--subject-token", run.Error.Contains("Use --subject-token-stdin or --subject-token-env NAME", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_assertion_comes_of_a_file()
    {
        await using var rig = await ToolRig.StartAsync();
        using var key = TestSigningKey.CreateEs256();
        rig.Server.TrustIssuer("https://sts.example", new JsonObject { ["keys"] = new JsonArray(key.ToPublicJwk()) });
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var jwt = key.CreateJwt(new JsonObject { ["iss"] = "https://sts.example", ["sub"] = "alice", ["aud"] = rig.Server.Issuer, ["iat"] = now, ["exp"] = now + 60, ["jti"] = "1" }, "JWT");

        (await rig.RunAsync(["token", "jwt-bearer", .. rig.AsWorker("--assertion", rig.Write("assertion.jwt", jwt + "\n"))])).Ended();

        Assert.Equal(jwt, rig.Server.Token.Requests[^1].Form["assertion"]);
    }

    [Fact]
    public async Task A_password_comes_of_the_environment()
    {
        await using var rig = await ToolRig.StartAsync();
        (await rig.RunAsync(["token", "password", .. rig.AsWorker("--username", "alice", "--password-env", "PASSWORD")])).Ended();
        Assert.Equal(ToolRig.Password, rig.Server.Token.Requests[^1].Form["password"]);
    }

    [Fact]
    public async Task Tokens_are_bound_to_a_key_by_dpop()
    {
        await using var rig = await ToolRig.StartAsync();
        rig.Server.Dpop.Nonce = "n-1";
        var run = (await rig.RunAsync(["token", "client-credentials", .. rig.AsWorker("--dpop", "--json")])).Ended();
        Assert.Equal("DPoP", run.Json.GetProperty("token_type").GetString());
    }

    [Fact]
    public async Task Encrypted_id_tokens_and_signed_userinfo_are_read()
    {
        await using var rig = await ToolRig.StartAsync();
        var (file, jwks) = await rig.CreateKeyAsync("RS256");
        using var encryption = System.Security.Cryptography.RSA.Create(2048);
        var pem = rig.Write("encryption.pem", encryption.ExportPkcs8PrivateKeyPem());
        var parameters = encryption.ExportParameters(false);
        jwks["keys"]!.AsArray().Add((JsonNode)new JsonObject
        {
            ["kty"] = "RSA", ["use"] = "enc", ["alg"] = "RSA-OAEP-256", ["kid"] = "enc",
            ["n"] = System.Buffers.Text.Base64Url.EncodeToString(parameters.Modulus), ["e"] = System.Buffers.Text.Base64Url.EncodeToString(parameters.Exponent),
        });
        rig.Server.AddClient(new TestClient("enc")
        {
            Jwks = jwks, AuthenticationMethods = ["private_key_jwt"], RedirectUris = ["http://127.0.0.1/callback"],
            IdTokenAlgorithm = "PS256", IdTokenEncryption = new TestEncryption("RSA-OAEP-256"), UserInfoAlgorithm = "PS256", UserInfoEncryption = new TestEncryption("RSA-OAEP-256"),
        });

        var run = (await rig.RunAsync("token", "authorization-code", "--issuer", rig.Server.Issuer, "--ca", rig.Ca, "--client-id", "enc", "--private-key", file, "--assertion-alg", "RS256",
            "--scope", "openid", "--id-token-alg", "PS256", "--userinfo-alg", "PS256", "--decryption-key", pem, "--userinfo", "--browser-command", rig.Browser, "--json")).Ended();

        Assert.Equal("alice", run.Json.GetProperty("id_token_claims").GetProperty("sub").GetString());
        Assert.Equal("alice", run.Json.GetProperty("userinfo").GetProperty("sub").GetString());
    }

    [Fact]
    public async Task A_refresh_afterwards_needs_a_refresh_token()
    {
        await using var rig = await ToolRig.StartAsync();
        (await rig.RunAsync(["token", "client-credentials", .. rig.AsWorker("--refresh", "--json")])).Failed(1, "refresh_token_missing");
    }
}
