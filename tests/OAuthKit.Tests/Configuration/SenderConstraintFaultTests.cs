using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OAuthKit.Testing;

namespace OAuthKit.Tests;

/// <summary>What contradicts itself about the binding of tokens is told when the program starts.</summary>
public sealed class SenderConstraintFaultTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("oauthkit-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("SenderConstraint", "None", "Vault:SenderConstraint is None, but [Dpop] at the API \"Vault\" asks for tokens that are bound to a key. Set it to DPoP, or remove it.")]
    [InlineData("SenderConstraint", "DPoP", "Vault:SenderConstraint is DPoP, but [Dpop(false)] at the API \"Vault\" asks for tokens that are bound to no key. Remove one of them.")]
    [InlineData("SenderConstraint", "mTLS", "Vault:SenderConstraint isn't one of None, DPoP, MutualTls.")]
    [InlineData("Dpop:Path", "/nowhere/key.pem", "Vault:Dpop:Path isn't right: The file \"/nowhere/key.pem\" can't be read. Check that it is there, and that the program may read it.")]
    [InlineData("Dpop:Password", "canary-password", "Vault:Dpop:Path is missing. Give the file of the private key, or neither Password nor KeyId: without a file the key is one in memory.")]
    [InlineData("Dpop:KeyFile", "key.pem", "Vault:Dpop:KeyFile isn't a key of OAuthKit: use Path.")]
    [InlineData("Dpop:Algoritm", "ES256", "Vault:Dpop:Algoritm isn't a key of OAuthKit: did you mean Algorithm?")]
    [InlineData("Dpop", "key.pem", "Vault:Dpop is a value, but a section with keys is meant.")]
    public async Task Of_an_API_whose_tokens_are_bound_to_a_key(string key, string value, string fault)
    {
        Assert.Equal([fault], await FaultsOf(DpopServer.Settings("Vault", (key, value)), (services, configuration) => services.AddVaultApi(configuration.GetSection("Vault"))));
    }

    [Theory]
    [InlineData("", "", "Ledger:Certificate is missing, but the API \"Ledger\" is marked [MutualTls]. Give the file of the client's certificate (Certificate:Path), or one of a store (Certificate:Thumbprint).")]
    [InlineData("Certificate:KeyPath", "key.pem", "Ledger:Certificate:Path is missing. Give the file of the certificate.")]
    [InlineData("Certificate:StoreName", "Mine", "Ledger:Certificate:StoreName isn't one of My, TrustedPeople, CertificateAuthority, Root.")]
    [InlineData("Certificate:StoreLocation", "Here", "Ledger:Certificate:StoreLocation isn't one of CurrentUser, LocalMachine.")]
    [InlineData("Certificate:Thumbprnt", "00", "Ledger:Certificate:Thumbprnt isn't a key of OAuthKit: did you mean Thumbprint?")]
    [InlineData("Certificate:File", "a.pfx", "Ledger:Certificate:File isn't a key of OAuthKit: use Path.")]
    public async Task Of_an_API_whose_tokens_are_bound_to_a_certificate(string key, string value, string fault)
    {
        var faults = await FaultsOf(key.Length == 0 ? DpopServer.Settings("Ledger") : DpopServer.Settings("Ledger", (key, value)), (services, configuration) => services.AddLedgerApi(configuration.GetSection("Ledger")));

        Assert.Contains(fault, faults);
        Assert.All(faults, text => Assert.StartsWith("Ledger:Certificate", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_file_that_has_no_certificate()
    {
        var path = FileOf("canary-password");

        var faults = await FaultsOf(DpopServer.Settings("Ledger", ("Certificate:Path", path)), (services, configuration) => services.AddLedgerApi(configuration.GetSection("Ledger")));

        Assert.Contains(faults, fault => fault.StartsWith("Ledger:Certificate:Path isn't right: ", StringComparison.Ordinal));
        Assert.All(faults, fault => Assert.DoesNotContain("canary", fault, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_certificate_that_is_in_a_file_and_in_a_store()
    {
        var faults = await FaultsOf(
            DpopServer.Settings("Ledger", ("Certificate:Path", FileOf("")), ("Certificate:Thumbprint", "00")),
            (services, configuration) => services.AddLedgerApi(configuration.GetSection("Ledger")));

        Assert.Contains("Ledger:Certificate:Path or what belongs to it is given, and the keys of a store too. Remove one of them.", faults);
    }

    [Fact]
    public async Task Of_two_bindings_of_which_none_is_chosen()
    {
        var faults = await FaultsOf(
            DpopServer.Settings("Stock", ("Certificate:Path", CertificateFile()), ("Dpop:Algorithm", "ES256")),
            (services, configuration) => services.AddStockApi(configuration.GetSection("Stock")));

        Assert.Equal(["Stock:SenderConstraint is missing: there are both Dpop and Certificate, and tokens are bound to one of them. Set it to DPoP or MutualTls."], faults);
    }

    [Fact]
    public async Task Of_a_certificate_that_is_asked_for_by_the_configuration_alone()
    {
        var faults = await FaultsOf(DpopServer.Settings("Stock", ("SenderConstraint", "mutualtls")), (services, configuration) => services.AddStockApi(configuration.GetSection("Stock")));

        Assert.StartsWith("Stock:Certificate is missing, but SenderConstraint is MutualTls.", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_connections_that_could_not_show_a_certificate()
    {
        var settings = DpopServer.Settings("Ledger", ("Certificate:Path", CertificateFile()), ("BaseAddress", "http://127.0.0.1:5000"), ("AllowedOrigins", "http://127.0.0.1:5001"));
        using var handler = new SocketsHttpHandler();

        var faults = await FaultsOf(settings, (services, configuration) =>
        {
            services.AddLedgerApi(configuration.GetSection("Ledger"));
            services.Configure<LedgerApiOptions>("Ledger", options => options.DangerouslyAllowHttp = true);
            services.Configure<BackchannelOptions>("Ledger", options => options.Handler = handler);
        });

        Assert.Equal(
            [
                "Ledger:AllowedOrigins begins with http, but the client shows its certificate in TLS (RFC 8705 section 3).",
                "Ledger:BaseAddress begins with http, but the client shows its certificate in TLS (RFC 8705 section 3).",
                "Ledger:Certificate can't be shown to the authorization server: BackchannelOptions.Handler is set, whose connections are its own. Use BackchannelOptions.ConfigureHandler in its place.",
            ],
            faults.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("None", "OAuth:Clients:contoso:SenderConstraint is None, but [Dpop] at the API \"Keyed\" asks for tokens that are bound to a key. Set it to DPoP, or remove it.")]
    [InlineData("MutualTls", "OAuth:Clients:contoso:SenderConstraint is MutualTls, but [Dpop] at the API \"Keyed\" asks for tokens that are bound to a key. Set it to DPoP, or remove it.")]
    public async Task Of_a_client_by_its_name(string constraint, string fault)
    {
        var settings = new Dictionary<string, string?>
        {
            ["OAuth:Clients:contoso:Endpoints:Token"] = DpopServer.TokenEndpoint,
            ["OAuth:Clients:contoso:ClientId"] = "worker",
            ["OAuth:Clients:contoso:ClientSecret"] = Shop.Secret,
            ["OAuth:Clients:contoso:SenderConstraint"] = constraint,
            ["OAuth:Clients:contoso:Certificate:Path"] = CertificateFile(),
            ["OAuth:Apis:Keyed:Client"] = "contoso",
            ["OAuth:Apis:Keyed:BaseAddress"] = "https://api.test",
        };

        Assert.Equal([fault], await FaultsOf(settings, (services, _) => services.AddKeyedApi()));
    }

    [Fact]
    public async Task Nothing_where_all_agree()
    {
        Assert.Empty(await FaultsOf(DpopServer.Settings("Keyed", ("SenderConstraint", "DPoP")), (services, configuration) => services.AddKeyedApi(configuration.GetSection("Keyed"))));
        Assert.Empty(await FaultsOf(
            DpopServer.Settings("Ledger", ("SenderConstraint", "MutualTls"), ("Certificate:Path", CertificateFile())),
            (services, configuration) => services.AddLedgerApi(configuration.GetSection("Ledger"))));
        Assert.Empty(await FaultsOf(
            new() { ["Sealed:BaseAddress"] = "https://api.test", ["Sealed:Certificate:Path"] = CertificateFile() },
            (services, configuration) => services.AddSealedApi(configuration.GetSection("Sealed"))));
    }

    private string CertificateFile()
    {
        using var certificate = TestCertificateAuthority.CreateSelfSignedCertificate("CN=worker");
        var path = Path.Combine(_folder, "worker.pfx");
        File.WriteAllBytes(path, certificate.Export(System.Security.Cryptography.X509Certificates.X509ContentType.Pkcs12));
        return path;
    }

    private string FileOf(string content)
    {
        var path = Path.Combine(_folder, "file.pem");
        File.WriteAllText(path, content);
        return path;
    }

    private static async Task<string[]> FaultsOf(Dictionary<string, string?> settings, Action<IServiceCollection, IConfiguration> register)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings);
        register(builder.Services, builder.Configuration);
        using var host = builder.Build();
        try
        {
            await host.StartAsync(Shop.Cancellation);
            await host.StopAsync(Shop.Cancellation);
            return [];
        }
        catch (OptionsValidationException e)
        {
            return [.. e.Failures];
        }
    }
}
