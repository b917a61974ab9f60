using System.Text.Json.Nodes;
using OAuthKit.Testing;

namespace OAuthKit.Package.Tests;

/// <summary>An authorization server and an API on loopback, for programs in other processes, which trust them by OpenSSL's environment variable.</summary>
internal sealed class Servers : IAsyncDisposable
{
    public const string ClientId = "orders-worker";
    public const string Secret = "canary-secret";

    private readonly string _rootCertificate = Path.GetTempFileName();

    private Servers(TestAuthorizationServer login, TestApi api)
    {
        Login = login;
        Api = api;
        File.WriteAllText(_rootCertificate, login.CertificateAuthority!.RootPem);
    }

    public TestAuthorizationServer Login { get; }

    public TestApi Api { get; }

    public IReadOnlyDictionary<string, string> Environment
    {
        get
        {
            var environment = new Dictionary<string, string>
            {
                ["SSL_CERT_FILE"] = _rootCertificate,
                ["ORDERS_CLIENT_SECRET"] = Secret,
                ["USER_TOKEN"] = Login.IssueAccessToken(ClientId, "accounts.read"),
            };
            foreach (var api in (string[])["Orders", "Accounts", "Reports"])
            {
                environment[$"{api}__BaseAddress"] = Api.Address;
                environment[$"{api}__Issuer"] = Login.Issuer;
                environment[$"{api}__ClientId"] = ClientId;
                environment[$"{api}__ClientSecret"] = Secret;
            }

            return environment;
        }
    }

    public static async Task<Servers> StartAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var login = await TestAuthorizationServer.StartAsync(cancellationToken: cancellation);
        login.AddClient(ClientId, Secret, "orders.read", "orders.write", "accounts.read", "reports.read");
        login.DeviceAuthorization.Interval = TimeSpan.FromSeconds(1);
        var api = await TestApi.StartAsync(login, cancellationToken: cancellation);
        api.MapGet("/orders/{id}", _ => new JsonObject { ["id"] = 42, ["item"] = "tea" }).RequireScope("orders.read");
        api.MapPost("/orders", request => request.ReadJson()).RequireScope("orders.write");
        api.MapGet("/ping", _ => new JsonObject { ["message"] = "pong" }).AllowAnonymous();
        api.MapGet("/account", _ => new JsonObject { ["owner"] = "alice" }).RequireScope("accounts.read");
        api.MapGet("/report", _ => new JsonObject { ["title"] = "sales" }).RequireScope("reports.read");
        return new Servers(login, api);
    }

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        await Login.DisposeAsync();
        File.Delete(_rootCertificate);
    }
}
