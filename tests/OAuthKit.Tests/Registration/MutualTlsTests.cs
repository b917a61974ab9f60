using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OAuthKit.Testing;

namespace OAuthKit.Tests;

/// <summary>Generated clients whose tokens are bound to a certificate, over TLS on loopback.</summary>
public sealed class MutualTlsTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("oauthkit-").FullName;
    private TestAuthorizationServer _login = null!;
    private TestApi _api = null!;
    private TestApi _other = null!;

    public async ValueTask InitializeAsync()
    {
        _login = await TestAuthorizationServer.StartAsync(cancellationToken: Shop.Cancellation);
        _login.AddClient(new TestClient("worker", Shop.Secret) { CertificateBoundTokens = true });
        _login.AddClient(new TestClient("plain", Shop.Secret));
        _api = await TestApi.StartAsync(_login, cancellationToken: Shop.Cancellation);
        _other = await TestApi.StartAsync(_login, cancellationToken: Shop.Cancellation);
        Shop.AddRoutes(_api);
        Shop.AddRoutes(_other);
        _api.MapGet("/ping", _ => TestResponse.Text("pong"));
    }

    public async ValueTask DisposeAsync()
    {
        await _other.DisposeAsync();
        await _api.DisposeAsync();
        await _login.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_API_sees_the_certificate_of_its_tokens_and_another_origin_never_does()
    {
        var thumbprint = Issue("worker");
        await using var provider = Provide(
            Settings("Ledger", _api, "worker", ("Certificate:Path", FileOf("worker"))).Concat(Settings("Stock", _other, "plain")),
            (services, configuration) =>
            {
                services.AddLedgerApi(configuration.GetSection("Ledger"));
                services.AddStockApi(configuration.GetSection("Stock"));
            });
        _api.MapGet("/moved", _ => TestResponse.Empty(302).WithHeader("Location", _other.Address + "/ping")).AllowAnonymous();

        await provider.GetRequiredService<ILedgerApi>().Ping(Shop.Cancellation);
        await provider.GetRequiredService<IStockApi>().Ping(Shop.Cancellation);
        using var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("OAuthKit.Ledger");
        using var moved = await SendAsync(http, "/moved");
        await Assert.ThrowsAsync<OAuthException>(() => SendAsync(http, _other.Address + "/ping"));

        Assert.Equal(302, (int)moved.StatusCode);
        Assert.All(_api.Requests, request => Assert.Equal(thumbprint, request.ClientCertificate?.Thumbprint));
        Assert.NotNull(_api.Requests[0].Token?.CertificateThumbprint);
        Assert.Null(Assert.Single(_other.Requests).ClientCertificate);
        Assert.Equal([thumbprint, null], _login.Token.Requests.Select(request => request.ClientCertificate?.Thumbprint));

        static Task<HttpResponseMessage> SendAsync(HttpClient http, string url)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, url);
            // Anonymous calls are bound to no origin, but the connections are.
            request.Options.Set(OAuthHandler.PolicyOption, TokenPolicy.Anonymous);
            return http.SendAsync(request, Shop.Cancellation);
        }
    }

    [Fact]
    public async Task Tenants_with_their_own_certificates_have_their_own_connections()
    {
        var (one, two) = (Issue("one"), Issue("two"));
        await using var provider = Provide(
            Settings("One", _api, "worker", ("Certificate:Path", FileOf("one"))).Concat(Settings("Two", _api, "worker", ("Certificate:Path", FileOf("two")))),
            (services, configuration) =>
            {
                services.AddKeyedLedgerApi("one", configuration.GetSection("One"));
                services.AddKeyedLedgerApi("two", configuration.GetSection("Two"));
            });

        foreach (var tenant in (string[])["one", "two", "one"])
        {
            await provider.GetRequiredKeyedService<ILedgerApi>(tenant).Ping(Shop.Cancellation);
        }

        Assert.Equal([one, two, one], _api.Requests.Select(request => request.ClientCertificate?.Thumbprint));
        Assert.Equal([one, two], _login.Token.Requests.Select(request => request.ClientCertificate?.Thumbprint));
    }

    [Fact]
    public async Task The_configuration_alone_binds_the_tokens_and_a_typed_client_shows_the_certificate_too()
    {
        var thumbprint = Issue("worker");
        var settings = new Dictionary<string, string?>
        {
            ["OAuth:Clients:contoso:Issuer"] = _login.Issuer,
            ["OAuth:Clients:contoso:ClientId"] = "worker",
            ["OAuth:Clients:contoso:ClientSecret"] = Shop.Secret,
            ["OAuth:Clients:contoso:SenderConstraint"] = "MutualTls",
            ["OAuth:Clients:contoso:Certificate:Path"] = FileOf("worker"),
            ["OAuth:Apis:Stock:Client"] = "contoso",
            ["OAuth:Apis:Stock:BaseAddress"] = _api.Address,
        };
        await using var provider = Provide(settings, (services, configuration) =>
        {
            services.AddOAuthKit(configuration.GetSection("OAuth"));
            services.AddStockApi();
            services.AddHttpClient("payments", http => http.BaseAddress = _api.BaseAddress).AddOAuthToken("contoso");
        });

        await provider.GetRequiredService<IStockApi>().Ping(Shop.Cancellation);
        await provider.GetRequiredService<IHttpClientFactory>().CreateClient("payments").GetStringAsync("/ping", Shop.Cancellation);

        Assert.Equal([thumbprint, thumbprint], _api.Requests.Select(request => request.ClientCertificate?.Thumbprint));
        Assert.Single(_login.Token.Requests);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("MutualTls", true)]
    public async Task A_certificate_can_be_the_proof_of_the_client_and_binds_its_tokens_where_that_is_said(string? constraint, bool isShown)
    {
        var thumbprint = Issue("proven");
        _login.AddClient(new TestClient("proven") { CertificateSubject = "CN=proven", CertificateBoundTokens = isShown });
        await using var provider = Provide(
            [
                new("Stock:BaseAddress", _api.Address), new("Stock:Issuer", _login.Issuer), new("Stock:ClientId", "proven"),
                new("Stock:ClientAuthentication", "tls_client_auth"), new("Stock:Certificate:Path", FileOf("proven")), new("Stock:SenderConstraint", constraint),
            ],
            (services, configuration) => services.AddStockApi(configuration.GetSection("Stock")));

        await provider.GetRequiredService<IStockApi>().Ping(Shop.Cancellation);

        Assert.Equal("tls_client_auth", Assert.Single(_login.Token.Requests).ClientAuthenticationMethod);
        Assert.Equal(isShown ? thumbprint : null, Assert.Single(_api.Requests).ClientCertificate?.Thumbprint);
    }

    [Fact]
    public async Task A_certificate_that_is_exchanged_in_its_file_is_shown_without_a_restart_and_gets_its_own_token()
    {
        var first = Issue("worker");
        var clock = new FakeTimeProvider();
        await using var provider = Provide(Settings("Ledger", _api, "worker"), (services, configuration) =>
        {
            services.AddLedgerApi(configuration.GetSection("Ledger"));
            services.Configure<LedgerApiOptions>("Ledger", api => api.Certificate = ClientCertificate.FromFile(FileOf("worker"), timeProvider: clock));
        });
        var ledger = provider.GetRequiredService<ILedgerApi>();
        await ledger.Ping(Shop.Cancellation);

        var second = Issue("worker");
        clock.Advance(TimeSpan.FromSeconds(2));
        await ledger.Ping(Shop.Cancellation);
        await ledger.Ping(Shop.Cancellation);

        Assert.Equal([first, second, second], _api.Requests.Select(request => request.ClientCertificate?.Thumbprint));
        Assert.Equal([first, second], _login.Token.Requests.Select(request => request.ClientCertificate?.Thumbprint));
    }

    [Fact]
    public async Task An_API_that_names_its_server_sees_the_certificate_too()
    {
        var thumbprint = Issue("worker");
        _api.MapGet("/.well-known/oauth-protected-resource", _ => new JsonObject { ["resource"] = _api.Address, ["authorization_servers"] = new JsonArray(_login.Issuer) }).AllowAnonymous();
        await using var provider = Provide(
            [
                new("Found:BaseAddress", _api.Address), new("Found:AllowedIssuers:0", _login.Issuer), new("Found:ClientId", "worker"), new("Found:ClientSecret", Shop.Secret),
                new("Found:SenderConstraint", "MutualTls"), new("Found:Certificate:Path", FileOf("worker")),
            ],
            (services, configuration) => services.AddFoundApi(configuration.GetSection("Found")));

        await provider.GetRequiredService<IFoundApi>().GetOrder(1, Shop.Cancellation);

        Assert.Equal(thumbprint, _api.Requests[^1].ClientCertificate?.Thumbprint);
        Assert.Equal(thumbprint, Assert.Single(_login.Token.Requests).ClientCertificate?.Thumbprint);
    }

    [Fact]
    public async Task A_tenant_with_its_own_certificate_has_its_own_token_and_connections()
    {
        var (own, acme) = (Issue("own"), Issue("acme"));
        await using var provider = Provide(
            Settings("Ledger", _api, "worker", ("Certificate:Path", FileOf("own")), ("Tenants:acme:Certificate:Path", FileOf("acme")), ("Tenants:plain:Parameters:color", "red")),
            (services, configuration) => services.AddLedgerApi(configuration.GetSection("Ledger")));
        var ledger = provider.GetRequiredService<LedgerApi>();

        await ledger.Ping(Shop.Cancellation);
        await ledger.ForTenant("acme").Ping(Shop.Cancellation);
        await ledger.ForTenant("plain").Ping(Shop.Cancellation);
        await ledger.Ping(Shop.Cancellation);
        await ledger.ForTenant("acme").Ping(Shop.Cancellation);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => (i % 2 == 0 ? ledger : ledger.ForTenant("acme")).Ping(Shop.Cancellation)));

        Assert.Equal([own, acme, own, own, acme], _api.Requests.Take(5).Select(request => request.ClientCertificate?.Thumbprint));
        Assert.Equal(25, _api.Requests.Skip(5).Count(request => request.ClientCertificate?.Thumbprint == acme));
        Assert.Equal([own, acme, own], _login.Token.Requests.Select(request => request.ClientCertificate?.Thumbprint));
        // Bound to what was shown, each of them: the API would have refused others.
        Assert.All(_api.Requests, request => Assert.Equal(200, request.StatusCode));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_tenant_can_be_the_only_one_with_a_certificate(bool isFound)
    {
        var acme = Issue("acme");
        await using var provider = Provide(
            isFound ? Settings("Stock", _api, "plain") : Settings("Stock", _api, "plain", ("Tenants:acme:ClientId", "worker"), ("Tenants:acme:Certificate:Path", FileOf("acme"))),
            (services, configuration) =>
            {
                services.AddStockApi(configuration.GetSection("Stock"));
                if (isFound)
                {
                    services.AddSingleton<IClientRegistrationSource>(new OneTenant(new OAuthClientOptions { ClientId = "worker", Certificate = ClientCertificate.FromFile(FileOf("acme")) }));
                }
            });
        var stock = provider.GetRequiredService<StockApi>();

        await stock.Ping(Shop.Cancellation);
        await stock.ForTenant("acme").Ping(Shop.Cancellation);
        await stock.Ping(Shop.Cancellation);

        Assert.Equal([null, acme, null], _api.Requests.Select(request => request.ClientCertificate?.Thumbprint));
        Assert.Equal([null, acme], _login.Token.Requests.Select(request => request.ClientCertificate?.Thumbprint));
    }

    [Fact]
    public async Task A_token_of_the_caller_goes_with_the_certificate_too()
    {
        var thumbprint = Issue("worker");
        var issued = _login.IssueAccessToken("worker");
        await using var provider = Provide(
            new Dictionary<string, string?> { ["Sealed:BaseAddress"] = _api.Address, ["Sealed:Certificate:Path"] = FileOf("worker") },
            (services, configuration) => services.AddSealedApi(configuration.GetSection("Sealed")));

        await provider.GetRequiredService<ISealedApi>().Ping(AccessToken.Parse(issued), Shop.Cancellation);

        Assert.Equal(thumbprint, Assert.Single(_api.Requests).ClientCertificate?.Thumbprint);
    }

    private static IEnumerable<KeyValuePair<string, string?>> Settings(string section, TestApi api, string client, params (string Key, string? Value)[] more) =>
    [
        new($"{section}:BaseAddress", api.Address),
        new($"{section}:Issuer", api.Server.Issuer),
        new($"{section}:ClientId", client),
        new($"{section}:ClientSecret", Shop.Secret),
        .. more.Select(item => new KeyValuePair<string, string?>($"{section}:{item.Key}", item.Value)),
    ];

    private ServiceProvider Provide(IEnumerable<KeyValuePair<string, string?>> settings, Action<IServiceCollection, IConfiguration> register)
    {
        var services = new ServiceCollection();
        register(services, new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.UseTestServer(_login);
        return services.BuildServiceProvider();
    }

    private string FileOf(string name) => Path.Combine(_folder, name + ".pfx");

    /// <summary>Writes a new certificate into its file, and gives its thumbprint.</summary>
    private string Issue(string name)
    {
        using var certificate = _login.CertificateAuthority!.IssueClientCertificate("CN=" + name);
        File.WriteAllBytes(FileOf(name), certificate.Export(X509ContentType.Pkcs12));
        return certificate.Thumbprint;
    }

    private sealed class OneTenant(OAuthClientOptions registration) : IClientRegistrationSource
    {
        public ValueTask<OAuthClientOptions?> FindAsync(string client, string tenant, CancellationToken cancellationToken) => new(registration);
    }
}
