using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace OAuthKit.Tests;

/// <summary>Generated clients whose tokens are bound to a key, by attribute or by configuration.</summary>
public sealed class DpopTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("oauthkit-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_API_receives_a_bound_token_and_one_proof_of_its_key()
    {
        using var server = new DpopServer();
        await using var provider = Provide(server, DpopServer.Settings("Vault"), services => services.AddVaultApi);
        var vault = provider.GetRequiredService<IVaultApi>();

        await vault.GetSecret(Shop.Cancellation);
        await vault.GetSecret(Shop.Cancellation);

        var asked = Assert.Single(server.TokenRequests);
        Assert.Equal(2, server.ApiRequests.Count);
        Assert.All(server.ApiRequests, call => Assert.Equal("DPoP canary-bound", call.Authorization));
        Assert.All(server.ApiRequests, call => Assert.Equal(asked.Key, call.Key));
        Assert.All(server.ApiRequests, call => Assert.Equal("https://api.test/secret", (string?)call.Part(1)["htu"]));
        Assert.Distinct(server.ApiRequests.Select(call => (string?)call.Part(1)["jti"]));
    }

    [Fact]
    public async Task A_method_can_ask_for_a_token_that_is_not_bound()
    {
        using var server = new DpopServer();
        await using var provider = Provide(server, DpopServer.Settings("Vault", ("Dpop:Algorithm", "ES384")), services => services.AddVaultApi);
        var vault = provider.GetRequiredService<IVaultApi>();

        await vault.GetSecret(Shop.Cancellation);
        await vault.GetOpen(Shop.Cancellation);

        Assert.Equal(["DPoP canary-bound", "Bearer canary-free"], server.ApiRequests.Select(call => call.Authorization));
        Assert.Equal("ES384", (string?)server.ApiRequests[0].Part(0)["alg"]);
        Assert.Empty(server.ApiRequests[1].Proofs);
        Assert.Empty(server.TokenRequests[1].Proofs);
    }

    [Theory]
    [InlineData("SenderConstraint", "DPoP")]
    [InlineData("SenderConstraint", "dpop")]
    [InlineData("Dpop:Algorithm", "ES256")]
    public async Task The_configuration_binds_the_tokens_of_an_API_that_does_not_say_so(string key, string value)
    {
        using var server = new DpopServer();
        await using var provider = Provide(server, DpopServer.Settings("Stock", (key, value)), services => services.AddStockApi);

        await provider.GetRequiredService<IStockApi>().Ping(Shop.Cancellation);

        Assert.Equal("DPoP canary-bound", Assert.Single(server.ApiRequests).Authorization);
        Assert.Single(server.ApiRequests[0].Proofs);
    }

    [Fact]
    public async Task None_leaves_a_key_that_is_there_unused()
    {
        using var server = new DpopServer();
        await using var provider = Provide(server, DpopServer.Settings("Stock", ("SenderConstraint", "None"), ("Dpop:Algorithm", "ES256")), services => services.AddStockApi);

        await provider.GetRequiredService<IStockApi>().Ping(Shop.Cancellation);

        Assert.Equal("Bearer canary-free", Assert.Single(server.ApiRequests).Authorization);
    }

    [Fact]
    public async Task The_key_can_be_that_of_a_file()
    {
        var path = Path.Combine(_folder, "dpop.pem");
        using (var ec = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256))
        {
            await File.WriteAllTextAsync(path, ec.ExportPkcs8PrivateKeyPem(), Shop.Cancellation);
        }

        using var key = DpopKey.FromFile(path);
        using var server = new DpopServer();
        await using var provider = Provide(server, DpopServer.Settings("Keyed", ("Dpop:Path", path)), services => services.AddKeyedApi);

        await provider.GetRequiredService<IKeyedApi>().GetSecret(Shop.Cancellation);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(key.PublicJwk), Assert.Single(server.ApiRequests).Part(0)["jwk"]));
    }

    [Fact]
    public async Task APIs_of_one_client_have_the_tokens_that_each_asks_for()
    {
        using var server = new DpopServer();
        var settings = new Dictionary<string, string?>
        {
            ["OAuth:Clients:contoso:Endpoints:Token"] = DpopServer.TokenEndpoint,
            ["OAuth:Clients:contoso:ClientId"] = "worker",
            ["OAuth:Clients:contoso:ClientSecret"] = Shop.Secret,
        };
        foreach (var api in (string[])["Vault", "Keyed", "Stock"])
        {
            settings[$"OAuth:Apis:{api}:Client"] = "contoso";
            settings[$"OAuth:Apis:{api}:BaseAddress"] = $"https://{api}.test";
        }

        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(Shop.Configuration(settings));
        services.AddVaultApi();
        services.AddKeyedApi();
        services.AddStockApi();
        server.Serve(services);
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<IVaultApi>().GetSecret(Shop.Cancellation);
        await provider.GetRequiredService<IKeyedApi>().GetSecret(Shop.Cancellation);
        await provider.GetRequiredService<IStockApi>().Ping(Shop.Cancellation);
        await provider.GetRequiredService<IVaultApi>().GetOpen(Shop.Cancellation);

        Assert.Equal(["DPoP canary-bound", "DPoP canary-bound", "Bearer canary-free", "Bearer canary-free"], server.ApiRequests.Select(call => call.Authorization));
        Assert.Equal([1, 0], server.TokenRequests.Select(call => call.Proofs.Length));
    }

    [Fact]
    public async Task A_typed_client_has_the_tokens_of_its_client()
    {
        using var server = new DpopServer();
        var services = new ServiceCollection();
        services.AddOAuthClient("contoso", client =>
        {
            client.Endpoints = new ServerEndpoints { Token = DpopServer.TokenEndpoint };
            client.ClientId = "worker";
            client.ClientSecret = ClientSecret.Parse(Shop.Secret);
            client.SenderConstraint = SenderConstraint.Dpop;
        });
        services.AddHttpClient("payments", http => http.BaseAddress = new Uri("https://api.test")).AddOAuthToken("contoso");
        server.Serve(services);
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<IHttpClientFactory>().CreateClient("payments").GetStringAsync("/x", Shop.Cancellation);

        Assert.Equal("DPoP canary-bound", Assert.Single(server.ApiRequests).Authorization);
        Assert.NotNull(provider.GetRequiredKeyedService<OAuthClient>("contoso").Dpop);
    }

    [Fact]
    public async Task Without_a_container_the_client_must_bind_its_tokens()
    {
        using var server = new DpopServer();
        var backchannel = new BackchannelOptions { Handler = server };
        using var login = AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = DpopServer.TokenEndpoint }, null, backchannel);
        using var free = new OAuthClient(login, ClientAuthentication.ClientSecretBasic("worker", Shop.Secret), backchannel);
        using var bound = new OAuthClient(login, ClientAuthentication.ClientSecretBasic("worker", Shop.Secret), backchannel) { Dpop = new DpopOptions() };
        var api = new Uri("https://api.test");

        await KeyedApi.Create(bound, api, handler: server).GetSecret(Shop.Cancellation);

        Assert.Equal("DPoP canary-bound", Assert.Single(server.ApiRequests).Authorization);
        Assert.Contains("[Dpop]", Assert.Throws<InvalidOperationException>(() => KeyedApi.Create(free, api, handler: server)).Message, StringComparison.Ordinal);
        Assert.Contains("[Dpop(false)]", Assert.Throws<InvalidOperationException>(() => VaultApi.Create(bound, api, handler: server)).Message, StringComparison.Ordinal);
        Assert.Contains("[MutualTls]", Assert.Throws<InvalidOperationException>(() => LedgerApi.Create(free, api, handler: server)).Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Provide(DpopServer server, Dictionary<string, string?> settings, Func<IServiceCollection, Func<IConfiguration, IHttpClientBuilder>> add)
    {
        var services = new ServiceCollection();
        add(services)(Shop.Configuration(settings).GetSection(settings.Keys.First().Split(':')[0]));
        server.Serve(services);
        return services.BuildServiceProvider();
    }
}
