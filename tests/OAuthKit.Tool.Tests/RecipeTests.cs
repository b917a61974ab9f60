using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OAuthKit.Testing;

namespace OAuthKit.Tool.Tests;

/// <summary>Each command of docs/tool.md, run against servers on loopback: addresses, files and the browser are those of the test.</summary>
public sealed partial class RecipeTests
{
    private const string Initial = "c4narY-initial-token";

    public static TheoryData<string> Recipes() => [.. Blocks().Matches(File.ReadAllText(Page())).SelectMany(block => block.Groups["commands"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))];

    [Theory]
    [MemberData(nameof(Recipes))]
    public async Task A_recipe_works(string recipe)
    {
        await using var rig = await ToolRig.StartAsync();
        await PrepareAsync(rig, recipe);
        Assert.StartsWith("oauthkit ", recipe, StringComparison.Ordinal);
        var parts = recipe.Split(" < ");
        var arguments = Words().Matches(parts[0]).Select(word => word.Groups["quoted"].Success ? word.Groups["quoted"].Value.Replace("\\\"", "\"", StringComparison.Ordinal) : word.Value).Skip(1)
            .Select(word => word.Replace("https://login.example.com/token", rig.Server.Token.Address, StringComparison.Ordinal)
                .Replace("https://login.example.com", rig.Server.Issuer, StringComparison.Ordinal)
                .Replace("https://api.example.com", rig.Api.Address, StringComparison.Ordinal)
                .Replace("firefox --private-window {url}", rig.Browser, StringComparison.Ordinal)).ToList();
        arguments.AddRange(["--ca", rig.Ca]);
        if (recipe.Contains("authorization-code", StringComparison.Ordinal) && !recipe.Contains("--browser-command", StringComparison.Ordinal))
        {
            arguments.AddRange(["--browser-command", rig.Browser]);
        }

        var run = (await ToolProcess.RunAsync(arguments, rig.Environment, parts.Length > 1 ? await File.ReadAllTextAsync(rig.PathOf(parts[1]), TestContext.Current.CancellationToken) : null, folder: rig.PathOf(""))).Ended();

        Assert.NotEqual("", run.Output);
        Assert.DoesNotContain("warning", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_has_recipes_for_every_command()
    {
        var recipes = Recipes().Select(row => row.Data).ToList();
        string[] commands = ["discover", "token client-credentials", "token authorization-code", "token device-code", "token ciba", "token refresh", "token token-exchange", "token jwt-bearer", "token password", "userinfo", "introspect", "revoke", "call", "register", "decode", "key new"];
        Assert.All(commands, command => Assert.Contains(recipes, recipe => recipe.StartsWith($"oauthkit {command} ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_page_shows_the_JSON_that_is_printed()
    {
        await using var rig = await ToolRig.StartAsync();
        var run = (await rig.RunAsync(["token", "client-credentials", .. rig.AsWorker("--scope", "orders.read", "--json")])).Ended();
        using var shown = JsonDocument.Parse(Json().Match(await File.ReadAllTextAsync(Page(), TestContext.Current.CancellationToken)).Groups["json"].Value);

        Assert.Equal(
            shown.RootElement.EnumerateObject().Select(member => (member.Name, member.Value.ValueKind)),
            run.Json.EnumerateObject().Select(member => (member.Name, member.Value.ValueKind)));
    }

    private static async Task PrepareAsync(ToolRig rig, string recipe)
    {
        rig.Server.AddClient(new TestClient("orders-worker", ToolRig.Secret) { RedirectUris = ["http://127.0.0.1/callback"] });
        rig.Server.AddClient(new TestClient("desktop-app") { RedirectUris = ["http://127.0.0.1/callback"] });
        rig.Server.DeviceAuthorization.Interval = rig.Server.BackchannelAuthentication.Interval = TimeSpan.FromSeconds(1);
        rig.Server.Registration.InitialAccessToken = Initial;
        var token = rig.Server.IssueAccessToken(new AccessTokenRequest { ClientId = "orders-worker", Subject = "alice", Scope = "openid" });
        rig.Write("access-token.txt", token);
        rig.Write("id-token.txt", rig.Server.IssueIdToken("orders-worker"));
        rig.Write("client.json", """{"redirect_uris":["http://127.0.0.1/callback"],"grant_types":["client_credentials"],"response_types":[]}""");
        foreach (var (name, value) in (IEnumerable<(string, string)>)[("ORDERS_SECRET", ToolRig.Secret), ("ALICE_PASSWORD", ToolRig.Password), ("ACCESS_TOKEN", token), ("INITIAL_TOKEN", Initial), ("REFRESH_TOKEN", rig.Server.IssueRefreshToken("orders-worker"))])
        {
            rig.Environment[name] = value;
        }

        if (recipe.Contains("orders-signer", StringComparison.Ordinal))
        {
            var (_, jwks) = await rig.CreateKeyAsync(name: "client.jwk");
            rig.Server.AddClient(new TestClient("orders-signer") { Jwks = jwks, AuthenticationMethods = ["private_key_jwt"], RedirectUris = ["http://127.0.0.1/callback"], RequestObjectAlgorithm = "ES256" });
        }

        using var certificate = rig.Server.CertificateAuthority!.IssueClientCertificate("CN=orders");
        rig.Server.AddClient(new TestClient("orders-mtls") { CertificateSubject = certificate.Subject, CertificateBoundTokens = true });
        rig.WriteCertificate(certificate);
        File.Move(rig.PathOf("certificate-alone.pem"), rig.PathOf("client.pem"));
        File.Move(rig.PathOf("certificate-key.pem"), rig.PathOf("client-key.pem"));
        using var key = TestSigningKey.CreateEs256();
        rig.Server.TrustIssuer("https://sts.example", new JsonObject { ["keys"] = new JsonArray(key.ToPublicJwk()) });
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        rig.Write("assertion.jwt", key.CreateJwt(new JsonObject { ["iss"] = "https://sts.example", ["sub"] = "alice", ["aud"] = rig.Server.Issuer, ["iat"] = now, ["exp"] = now + 60 }, "JWT"));
    }

    private static string Page([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "../..", "docs/tool.md");

    [GeneratedRegex("^```json\n(?<json>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Json();

    [GeneratedRegex("^```sh\n(?<commands>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex("""
        "(?<quoted>(?:[^"\\]|\\.)*)"|\S+
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Words();
}
