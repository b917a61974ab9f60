using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using OAuthKit.Testing;

namespace OAuthKit.Tool.Tests;

/// <summary>An authorization server and an API on loopback, and a folder with the files that options name.</summary>
internal sealed class ToolRig : IAsyncDisposable
{
    public const string Secret = "c4narY-client-secret-of-more-than-32-bytes";
    public const string Password = "c4narY-password";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("oauthkit-tool-");

    private ToolRig(TestAuthorizationServer server, TestApi api)
    {
        Server = server;
        Api = api;
        Ca = Write("ca.pem", server.CertificateAuthority?.RootPem ?? "");
    }

    public TestAuthorizationServer Server { get; }

    public TestApi Api { get; }

    /// <summary>The file of the certificate authority.</summary>
    public string Ca { get; }

    public string OrdersUrl => $"{Api.Address}/orders/42";

    public Dictionary<string, string> Environment { get; } = new()
    {
        ["CLIENT_SECRET"] = Secret,
        ["PASSWORD"] = Password,
    };

    /// <summary>The browser that agrees.</summary>
    public string Browser => ToolProcess.Browser(Ca);

    public static async Task<ToolRig> StartAsync(Action<TestAuthorizationServerOptions>? configure = null)
    {
        var stop = TestContext.Current.CancellationToken;
        var options = new TestAuthorizationServerOptions { SigningKey = TestSigningKey.CreateRs256() };
        configure?.Invoke(options);
        var server = await TestAuthorizationServer.StartAsync(options, stop);
        server.AddUser(new TestUser("alice", Password) { Claims = new JsonObject { ["name"] = "Alice" } });
        server.AddClient(new TestClient("worker", Secret) { RedirectUris = ["http://127.0.0.1/callback", "http://[::1]/callback"] });
        server.AddClient(new TestClient("desktop") { RedirectUris = ["http://127.0.0.1/callback", "http://[::1]/callback"] });
        var api = await TestApi.StartAsync(server, cancellationToken: stop);
        api.MapGet("/orders/{id}", _ => new JsonObject { ["item"] = "tea" });
        api.MapPost("/orders", request => request.ReadJson());
        return new ToolRig(server, api);
    }

    /// <summary>The options that say where and as whom, for the client with a secret.</summary>
    public string[] AsWorker(params string[] more) => ["--issuer", Server.Issuer, "--ca", Ca, "--client-id", "worker", "--client-secret-env", "CLIENT_SECRET", .. more];

    /// <summary>The same for the client without one.</summary>
    public string[] AsDesktop(params string[] more) => ["--issuer", Server.Issuer, "--ca", Ca, "--client-id", "desktop", .. more];

    public Task<ToolProcess> RunAsync(params string[] arguments) => ToolProcess.RunAsync(arguments, Environment);

    public Task<ToolProcess> RunWithAsync(string input, params string[] arguments) => ToolProcess.RunAsync(arguments, Environment, input);

    public string Write(string name, string content)
    {
        var path = PathOf(name);
        File.WriteAllText(path, content);
        return path;
    }

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>The certificate and its key in one file of PEM.</summary>
    public string WriteCertificate(X509Certificate2 certificate)
    {
        var key = certificate.GetECDsaPrivateKey()?.ExportPkcs8PrivateKeyPem() ?? certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem();
        Write("certificate-key.pem", key);
        Write("certificate-alone.pem", certificate.ExportCertificatePem());
        return Write("certificate.pem", certificate.ExportCertificatePem() + "\n" + key);
    }

    /// <summary>A key made by the tool, in a file, with its public half.</summary>
    public async Task<(string File, JsonObject Public)> CreateKeyAsync(string algorithm = "ES256", string name = "key.jwk")
    {
        var run = (await RunAsync("key", "new", "--alg", algorithm, "--out", PathOf(name), "--json")).Ended();
        return (PathOf(name), new JsonObject { ["keys"] = new JsonArray(JsonNode.Parse(run.Json.GetProperty("public_jwk").GetRawText())) });
    }

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        await Server.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
