using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace OAuthKit.Testing.Tests;

/// <summary>A server with one client that signs users in, by plain HTTP.</summary>
internal sealed class SignInRig : IAsyncDisposable
{
    public const string ClientId = "shop";
    public const string Secret = "a secret of thirty-two characters";
    public const string Callback = "https://shop.test/callback";
    public const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    public SignInRig(TestClient? client = null, Action<TestAuthorizationServerOptions>? configure = null)
    {
        Clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        var options = new TestAuthorizationServerOptions { TimeProvider = Clock };
        configure?.Invoke(options);
        Server = new TestAuthorizationServer(options);
        Server.AddClient(client ?? new TestClient(ClientId, Secret) { RedirectUris = [Callback] });
        Http = new HttpClient(Server.Handler);
    }

    public static string Challenge { get; } = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(Verifier)));

    public TestAuthorizationServer Server { get; }

    public FakeTimeProvider Clock { get; }

    public HttpClient Http { get; }

    private static CancellationToken Cancellation => Rig.Cancellation;

    /// <summary>A good authorization request; a null value takes a parameter away.</summary>
    public string Url(params (string Name, string? Value)[] changes) => Server.Authorization.Address + "?" + Encode(Parameters(changes));

    public static Dictionary<string, string?> Parameters(params (string Name, string? Value)[] changes)
    {
        var parameters = new Dictionary<string, string?>
        {
            ["client_id"] = ClientId,
            ["response_type"] = "code",
            ["redirect_uri"] = Callback,
            ["scope"] = "openid orders.read",
            ["state"] = "s-1",
            ["nonce"] = "n-1",
            ["code_challenge"] = Challenge,
            ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changes)
        {
            parameters[name] = value;
        }

        return parameters;
    }

    public static string Encode(Dictionary<string, string?> parameters) =>
        string.Join('&', parameters.Where(pair => pair.Value is not null).Select(pair => pair.Key + "=" + Uri.EscapeDataString(pair.Value!)));

    public Task<TestCallback> SignInAsync(params (string Name, string? Value)[] changes) => Server.SignInAsync(Url(changes), cancellationToken: Cancellation);

    public Task<TestCallback> SignInAsync(TestSignIn user, params (string Name, string? Value)[] changes) => Server.SignInAsync(Url(changes), user, Cancellation);

    public async Task<JsonObject> PostAsync(string address, params (string Name, string? Value)[] parameters)
    {
        var form = new Dictionary<string, string?> { ["client_id"] = ClientId, ["client_secret"] = Secret };
        foreach (var (name, value) in parameters)
        {
            form[name] = value;
        }

        var response = await Http.PostAsync(address, new StringContent(Encode(form), null, "application/x-www-form-urlencoded"), Cancellation);
        return await Rig.ReadAsync(response);
    }

    public Task<JsonObject> ExchangeAsync(TestCallback callback) => PostAsync(
        Server.Token.Address, ("grant_type", "authorization_code"), ("code", callback.Parameters["code"]), ("redirect_uri", Callback), ("code_verifier", Verifier));

    public async Task<JsonObject> GetAsync(string address) => await Rig.ReadAsync(await Http.GetAsync(address, Cancellation));

    public Task<JsonObject> MetadataAsync() => GetAsync(Server.Address + Server.OpenIdDiscovery.Path);

    public Task<JsonObject> JwksAsync() => GetAsync(Server.Address + Server.Jwks.Path);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
    }
}
