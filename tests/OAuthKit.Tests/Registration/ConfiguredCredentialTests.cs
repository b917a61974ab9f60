using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OAuthKit.Testing;

namespace OAuthKit.Tests;

/// <summary>Every way in which a configured client proves itself, and profiles that a configuration keeps.</summary>
public sealed class ConfiguredCredentialTests : IAsyncDisposable
{
    private const string LongSecret = "canary-secret-that-is-as-long-as-its-hash";

    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    private readonly Shop _shop;
    private readonly string _folder = Directory.CreateTempSubdirectory("oauthkit-").FullName;
    private ECDsa? _key;

    public ConfiguredCredentialTests() => _shop = new Shop(_clock);

    [Fact]
    public async Task A_private_key_in_a_file_signs_the_assertions_of_its_client()
    {
        AddKeyClient("key-worker");
        var orders = Orders(("ClientId", "key-worker"), ("ClientSecret", null), ("PrivateKey:Path", KeyFile), ("PrivateKey:KeyId", "2026-01"));

        Assert.Equal(42, (await orders.GetOrder(42, Shop.Cancellation)).Id);

        Assert.Equal("private_key_jwt", Assert.Single(_shop.Login.Token.Requests).ClientAuthenticationMethod);
    }

    [Fact]
    public async Task A_key_that_is_exchanged_in_its_file_is_used_without_a_restart_and_a_bad_one_is_logged()
    {
        AddKeyClient("key-worker");
        using var log = new LogRecorder();
        var orders = Orders(
            services => services.AddSingleton<TimeProvider>(_clock).AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(log)),
            ("ClientId", "key-worker"), ("ClientSecret", null), ("PrivateKey:Path", KeyFile), ("PrivateKey:KeyId", "2026-01"));
        await orders.GetOrder(1, Shop.Cancellation);

        File.WriteAllText(KeyFile, "canary-not-a-key");
        _clock.Advance(TimeSpan.FromMinutes(1));
        await orders.CreateOrder(new Order(1, "a"), Shop.Cancellation);
        Assert.Contains(KeyFile, log.Text, StringComparison.Ordinal);
        Assert.Contains("NotReloaded", log.Text, StringComparison.Ordinal);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(KeyFile, other.ExportPkcs8PrivateKeyPem());
        _clock.Advance(TimeSpan.FromHours(2));

        // The server doesn't know that key, which shows that it is used.
        Assert.Equal("invalid_client", (await Assert.ThrowsAsync<OAuthServerException>(() => orders.GetOrder(1, Shop.Cancellation))).Error);
    }

    [Fact]
    public async Task A_secret_can_sign_in_place_of_being_sent()
    {
        _shop.Login.AddClient("jwt-worker", LongSecret);
        var orders = Orders(("ClientId", "jwt-worker"), ("ClientSecret", LongSecret), ("ClientAuthentication", "client_secret_jwt"));

        await orders.GetOrder(42, Shop.Cancellation);

        Assert.Equal("client_secret_jwt", Assert.Single(_shop.Login.Token.Requests).ClientAuthenticationMethod);
    }

    [Fact]
    public async Task An_assertion_of_the_platform_is_read_for_each_request()
    {
        var key = AddKeyClient("pod-worker");
        var file = Path.Combine(_folder, "oidc");
        File.WriteAllText(file, Assertion(key, "pod-worker", "1"));
        var orders = Orders(("ClientId", "pod-worker"), ("ClientSecret", null), ("ClientAssertionFile", file));

        await orders.GetOrder(42, Shop.Cancellation);
        File.WriteAllText(file, Assertion(key, "pod-worker", "2") + "\n");
        await orders.CreateOrder(new Order(1, "a"), Shop.Cancellation);

        Assert.Equal(["private_key_jwt", "private_key_jwt"], _shop.Login.Token.Requests.Select(request => request.ClientAuthenticationMethod));
    }

    [Fact]
    public async Task While_a_secret_is_exchanged_the_one_that_the_server_takes_is_used()
    {
        var orders = Orders(("ClientSecret", "canary-secret-of-tomorrow"), ("PreviousClientSecret", Shop.Secret));

        await orders.GetOrder(42, Shop.Cancellation);
        await orders.CreateOrder(new Order(1, "a"), Shop.Cancellation);

        // The new one is refused once, and from then on the old one is used.
        Assert.Equal([401, 200, 200], _shop.Login.Token.Requests.Select(request => request.StatusCode));
    }

    [Fact]
    public async Task A_profile_in_the_configuration_is_kept_by_the_tokens_of_an_API()
    {
        AddKeyClient("fapi-worker", dpop: true);
        var orders = Orders(("ClientId", "fapi-worker"), ("ClientSecret", null), ("PrivateKey:Path", KeyFile), ("Profile", "Fapi2SecurityProfile"));

        await orders.GetOrder(42, Shop.Cancellation);

        Assert.NotNull(Assert.Single(_shop.Login.Token.Requests).Headers["DPoP"]);
        Assert.StartsWith("DPoP ", Assert.Single(_shop.Api.Requests).Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_browser_comes_back_to_stands_in_the_configuration()
    {
        var services = _shop.Provide(services => services.AddOAuthKit(Shop.Configuration(new(_shop.LongSettings) { ["OAuth:Clients:contoso:RedirectUri"] = "http://127.0.0.1/" }).GetSection("OAuth")));

        Assert.Equal("http://127.0.0.1/", services.GetRequiredService<IOptionsMonitor<OAuthClientOptions>>().Get("contoso").RedirectUri);
    }

    public async ValueTask DisposeAsync()
    {
        await _shop.DisposeAsync();
        _key?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string KeyFile => Path.Combine(_folder, "key.pem");

    private ECDsa AddKeyClient(string clientId, bool dpop = false)
    {
        _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(KeyFile, _key.ExportPkcs8PrivateKeyPem());
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        _shop.Login.AddClient(new TestClient(clientId)
        {
            Jwks = new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(point.X), ["y"] = Base64Url.EncodeToString(point.Y), ["kid"] = "2026-01" },
            DpopBoundTokens = dpop,
        });
        return _key;
    }

    private string Assertion(ECDsa key, string clientId, string id)
    {
        var now = _clock.GetUtcNow().ToUnixTimeSeconds();
        var text = Encode("""{"alg":"ES256","kid":"2026-01"}""") + "." + Encode($$"""{"iss":"{{clientId}}","sub":"{{clientId}}","aud":"{{_shop.Login.Issuer}}","iat":{{now}},"exp":{{now + 60}},"jti":"{{id}}"}""");
        return text + "." + Base64Url.EncodeToString(key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256));

        static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
    }

    private IOrdersApi Orders(params (string Key, string? Value)[] values) => Orders(static _ => { }, values);

    private IOrdersApi Orders(Action<IServiceCollection> register, params (string Key, string? Value)[] values)
    {
        var settings = _shop.OrdersSettings;
        foreach (var (key, value) in values)
        {
            settings["Orders:" + key] = value;
        }

        return _shop.Provide(services =>
        {
            register(services);
            services.AddOrdersApi(Shop.Configuration(settings).GetSection("Orders"));
        }).GetRequiredService<IOrdersApi>();
    }
}
