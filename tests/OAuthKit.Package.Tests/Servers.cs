using System.Text.Json.Nodes;
using OAuthKit.Testing;

namespace OAuthKit.Package.Tests;

/// <summary>An authorization server and an API on loopback, for programs in other processes, which trust them by OpenSSL's environment variable.</summary>
internal sealed class Servers : IAsyncDisposable
{
    public const string ClientId = "orders-worker";
    public const string Secret = "canary-secret";
    private const string Partner = "https://idp.test";

    private readonly string _rootCertificate = Path.GetTempFileName();
    private readonly TestSigningKey _partner = TestSigningKey.CreateEs256();

    private Servers(TestAuthorizationServer login, TestApi api)
    {
        Login = login;
        Api = api;
        login.TrustIssuer(Partner, _partner.ToPublicJwk());
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
                ["USER_ASSERTION"] = _partner.CreateJwt(new JsonObject { ["iss"] = Partner, ["sub"] = "bob", ["aud"] = Login.Issuer, ["exp"] = TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeSeconds() }, "JWT"),
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
        _partner.Dispose();
        File.Delete(_rootCertificate);
    }
}
