using System.Text.Json;

namespace OAuthKit.Interop.Tests;

/// <summary>The tool as a process, against servers that nobody here wrote.</summary>
public abstract class ToolTests<TServer> : InteropTests<TServer>, IDisposable
    where TServer : InteropServer, new()
{
    private const string SecretVariable = "INTEROP_SECRET";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("oauthkit-interop-");

    protected ToolTests(TServer server)
        : base(server)
    {
        Ca = Write("ca.pem", Server.Authority.RootPem);
    }

    /// <summary>The file of the tests' root certificate.</summary>
    protected string Ca { get; }

    protected string[] AtServer => ["--issuer", Server.Issuer, "--ca", Ca];

    [Fact]
    public async Task Discovers()
    {
        ToolProcess run = (await ToolProcess.RunAsync(["discover", Server.Issuer, "--ca", Ca, "--json"])).Ended();
        Assert.Equal(Server.Issuer, run.Json.GetProperty("metadata").GetProperty("issuer").GetString());
    }

    [Theory]
    [InlineData("client_secret_basic")]
    [InlineData("client_secret_post")]
    public async Task Gets_introspects_and_revokes_a_token_of_the_client(string method)
    {
        RegisteredClient client = await Server.RegisterAsync(method);
        JsonElement token = (await RunAsync(client, ["token", "client-credentials", "--scope", ProtectedResource.Read, "--resource", ProtectedResource.LedgerIdentifier, "--auth-method", method, "--show-tokens", "--json"])).Ended().Json;
        Dictionary<string, string> environment = new() { ["TOKEN"] = token.GetProperty("access_token").GetString()! };

        Assert.True((await RunAsync(client, ["introspect", "--auth-method", method, "--token-env", "TOKEN", "--json"], environment)).Ended().Json.GetProperty("active").GetBoolean());
        (await RunAsync(client, ["revoke", "--auth-method", method, "--token-env", "TOKEN"], environment)).Ended();
        Assert.False((await RunAsync(client, ["introspect", "--auth-method", method, "--token-env", "TOKEN", "--json"], environment)).Ended().Json.GetProperty("active").GetBoolean());
    }

    [Fact]
    public async Task Calls_an_api()
    {
        RegisteredClient client = await Server.RegisterAsync();
        await using ProtectedApi api = await ProtectedApi.StartAsync(Server, ProtectedResource.Orders);
        string[] grant = ["--grant", "client-credentials", "--scope", $"{ProtectedResource.Read} {ProtectedResource.Write}", "--resource", ProtectedResource.OrdersIdentifier];

        Assert.Contains("a small one", (await RunAsync(client, ["call", "GET", new Uri(api.Address, "orders/7").AbsoluteUri, .. grant])).Ended().Output, StringComparison.Ordinal);
        Assert.Contains("tea", (await RunAsync(client, ["call", "POST", new Uri(api.Address, "orders").AbsoluteUri, "--body", """{"id":7,"note":"tea"}""", .. grant])).Ended().Output, StringComparison.Ordinal);
        (await RunAsync(client, ["call", "GET", new Uri(api.Address, "nothing").AbsoluteUri, "--json", .. grant])).Failed(1, "api_status");
    }

    [Theory]
    [InlineData("query", false)]
    [InlineData("form_post", true)]
    public async Task Signs_a_user_in_with_a_browser(string mode, bool par)
    {
        RegisteredClient client = await RegisterNativeAsync();
        ToolProcess run = (await RunAsync(client, ["token", "authorization-code", "--scope", "openid offline_access", "--response-mode", mode, .. par ? ["--par"] : Array.Empty<string>(), "--browser-command", ToolProcess.Browser(Ca), "--userinfo", "--json"])).Ended();

        Assert.Equal(InteropServer.UserName, run.Json.GetProperty("id_token_claims").GetProperty("sub").GetString());
        Assert.Equal("Name of alice", run.Json.GetProperty("userinfo").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Asks_for_the_user_of_a_token()
    {
        RegisteredClient client = await RegisterNativeAsync();
        JsonElement tokens = (await RunAsync(client, ["token", "authorization-code", "--scope", "openid", "--browser-command", ToolProcess.Browser(Ca), "--show-tokens", "--json"])).Ended().Json;
        Dictionary<string, string> environment = new() { ["TOKEN"] = tokens.GetProperty("access_token").GetString()! };

        ToolProcess user = (await ToolProcess.RunAsync(["userinfo", .. AtServer, "--token-env", "TOKEN", "--json"], environment)).Ended();

        Assert.Equal(InteropServer.UserName, user.Json.GetProperty("userinfo").GetProperty("sub").GetString());
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 4)]
    public async Task Waits_for_the_user_of_a_device(bool approve, int exitCode)
    {
        RegisteredClient client = await RegisterNativeAsync();
        ToolProcess run = await RunAsync(client, ["token", "device-code", "--scope", "openid offline_access", "--refresh", "--json"], onError: async line =>
        {
            if (line.StartsWith("Enter the code: ", StringComparison.Ordinal))
            {
                await Server.DecideDeviceAsync(line["Enter the code: ".Length..].Trim(), approve);
            }
        });

        run.Ended(exitCode);
        Assert.Equal(approve ? "success" : "error", run.Json.GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task Exchanges_a_token_and_takes_a_password()
    {
        RegisteredClient client = await RegisterNativeAsync();
        Dictionary<string, string> environment = new() { ["PASSWORD"] = InteropServer.Password };
        JsonElement subject = (await RunAsync(client, ["token", "password", "--username", InteropServer.UserName, "--password-env", "PASSWORD", "--scope", "openid offline_access", "--show-tokens", "--json"], environment)).Ended().Json;
        environment["SUBJECT"] = subject.GetProperty("access_token").GetString()!;

        (await RunAsync(client, ["token", "token-exchange", "--subject-token-env", "SUBJECT", "--json"], environment)).Ended();
        if (subject.GetProperty("refresh_token_received").GetBoolean())
        {
            environment["RT"] = subject.GetProperty("refresh_token").GetString()!;
            (await RunAsync(client, ["token", "refresh", "--refresh-token-env", "RT"], environment)).Ended();
        }
    }

    [Fact]
    public async Task Authenticates_by_a_key_of_its_own()
    {
        string file = Path.Combine(_folder.FullName, "key.jwk");
        (await ToolProcess.RunAsync(["key", "new", "--out", file])).Ended();
        using SigningKey key = SigningKey.FromFile(file);
        RegisteredClient client = await Server.RegisterAsync(RegisteredClient.Create("private_key_jwt") with { SigningKey = key });
        (await ToolProcess.RunAsync(["token", "client-credentials", .. AtServer, "--client-id", client.Id, "--private-key", file])).Ended();
    }

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    protected string Write(string name, string content)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }

    protected Task<RegisteredClient> RegisterNativeAsync(string method = "client_secret_basic")
    {
        return Server.RegisterAsync(RegisteredClient.Create(method) with
        {
            IsNative = true,
            GrantTypes =
            [
                "client_credentials", "authorization_code", "refresh_token", "password",
                "urn:ietf:params:oauth:grant-type:device_code", "urn:ietf:params:oauth:grant-type:token-exchange",
            ],
        });
    }

    /// <summary>Runs a command as a client with a secret.</summary>
    private protected Task<ToolProcess> RunAsync(RegisteredClient client, string[] arguments, IReadOnlyDictionary<string, string>? environment = null, Func<string, Task>? onError = null)
    {
        Dictionary<string, string> all = new(environment ?? new Dictionary<string, string>()) { [SecretVariable] = client.Secret };
        return ToolProcess.RunAsync([.. arguments, .. AtServer, "--client-id", client.Id, "--client-secret-env", SecretVariable], all, onError: onError);
    }
}
