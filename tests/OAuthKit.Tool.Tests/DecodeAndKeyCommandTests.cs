using System.Text.Json;
using System.Text.Json.Nodes;
using OAuthKit.Testing;

namespace OAuthKit.Tool.Tests;

/// <summary>decode, and key new.</summary>
public sealed class DecodeAndKeyCommandTests
{
    [Fact]
    public async Task Decode_shows_header_claims_and_times_in_words()
    {
        await using var rig = await ToolRig.StartAsync();
        var token = rig.Server.IssueIdToken("worker");

        var piped = (await rig.RunWithAsync(token + "\n", "decode", "-")).Ended();
        Assert.Matches("alg +RS256", piped.Output);
        Assert.Matches(@"exp +\d+  \(.* UTC, in \d+ minutes\)", piped.Output);
        Assert.Contains("no: nothing but the form was looked at", piped.Output, StringComparison.Ordinal);
        Assert.Equal("", piped.Error);

        var given = (await rig.RunAsync("decode", token, "--json")).Ended();
        Assert.Equal("alice", given.Json.GetProperty("claims").GetProperty("sub").GetString());
        Assert.Equal(JsonValueKind.Null, given.Json.GetProperty("validated_as").ValueKind);
        Assert.Contains("warning: A token on the command line is where other programs and the shell's history can read it. Use \"oauthkit decode -\"", given.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(token, given.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id-token")]
    [InlineData("access-token")]
    [InlineData("logout-token")]
    [InlineData("userinfo")]
    [InlineData("introspection")]
    public async Task Decode_validates_as_each_kind_and_refuses_another(string kind)
    {
        await using var rig = await ToolRig.StartAsync();
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var good = kind switch
        {
            "access-token" => rig.Server.IssueAccessToken(new AccessTokenRequest { ClientId = "worker", Subject = "alice", Audiences = ["https://api.test"] }),
            "logout-token" => rig.Server.CreateLogoutToken("worker", "alice"),
            "userinfo" => rig.Server.SigningKey.CreateJwt(new JsonObject { ["iss"] = rig.Server.Issuer, ["aud"] = "worker", ["sub"] = "alice" }, "JWT"),
            "introspection" => rig.Server.SigningKey.CreateJwt(new JsonObject { ["iss"] = rig.Server.Issuer, ["aud"] = "worker", ["iat"] = now, ["token_introspection"] = new JsonObject { ["active"] = true, ["sub"] = "alice" } }, "token-introspection+jwt"),
            _ => rig.Server.IssueIdToken("worker"),
        };
        string[] options = ["decode", "--issuer", rig.Server.Issuer, "--ca", rig.Ca, "--client-id", "worker", "--audience", "https://api.test", "--as", kind, "--json"];

        var run = (await rig.RunWithAsync(good, options)).Ended();
        Assert.Equal(kind, run.Json.GetProperty("validated_as").GetString());
        Assert.Equal("alice", run.Json.GetProperty("claims").GetProperty("sub").GetString());

        var forged = good[..^8] + (good[^8] == 'A' ? 'B' : 'A') + good[^7..];
        (await rig.RunWithAsync(forged, options)).Failed(1, OAuthFault.JwtSignature);
        var other = kind == "logout-token" ? rig.Server.IssueIdToken("worker") : rig.Server.CreateLogoutToken("worker", "alice");
        Assert.Equal(1, (await rig.RunWithAsync(other, options)).ExitCode);
    }

    [Theory]
    [InlineData("not a jwt")]
    [InlineData("a.b.c")]
    [InlineData("e30.W10.x")]
    public async Task What_is_no_jwt_is_wrong_usage(string text)
    {
        await using var rig = await ToolRig.StartAsync();
        (await rig.RunWithAsync(text, "decode", "--json")).Failed(2, "usage");
    }

    [Theory]
    [InlineData("ES256", "P-256")]
    [InlineData("ES512", "P-521")]
    [InlineData("PS256", null)]
    public async Task Key_new_prints_both_halves_or_writes_the_private_one_to_a_file(string algorithm, string? curve)
    {
        await using var rig = await ToolRig.StartAsync();
        var both = (await rig.RunAsync("key", "new", "--alg", algorithm, "--json")).Ended().Json;
        Assert.Equal(algorithm, both.GetProperty("public_jwk").GetProperty("alg").GetString());
        Assert.False(both.GetProperty("public_jwk").TryGetProperty("d", out _));
        Assert.True(both.GetProperty("private_jwk").TryGetProperty("d", out _));
        if (curve is not null)
        {
            Assert.Equal(curve, both.GetProperty("public_jwk").GetProperty("crv").GetString());
        }

        using var key = SigningKey.FromJwk(both.GetProperty("private_jwk").GetRawText());
        Assert.Equal(key.Thumbprint, both.GetProperty("public_jwk").GetProperty("kid").GetString());

        var file = rig.PathOf("new.jwk");
        var written = (await rig.RunAsync("key", "new", "--alg", algorithm, "--out", file)).Ended();
        Assert.DoesNotContain("private", written.Output, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        using var read = SigningKey.FromFile(file);
        Assert.Contains(read.Thumbprint, written.Output, StringComparison.Ordinal);
        (await rig.RunAsync("key", "new", "--out", file)).Ended(2);
    }
}
