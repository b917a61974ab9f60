using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OAuthKit.Tests;

namespace OAuthKit.Docs.Tests;

public sealed class VendorsPageTests
{
    private static readonly string _root = Path.GetFullPath(Path.Combine(Folder(), "..", ".."));

    [Fact]
    public void The_page_shows_code_that_compiles() =>
        DocSnippets.Verify("docs/vendors.md", "tests/OAuthKit.Docs.Tests/VendorsPage.cs");

    [Fact]
    public void The_configuration_of_an_API_is_right()
    {
        using var provider = Provide(VendorsPage.Configuration, (services, configuration) => services.AddAuth0OrdersApi(configuration.GetSection("Orders")), "Orders:ClientSecret");

        Assert.Equal("https://mytenant.eu.auth0.com/", provider.GetRequiredService<IOptionsMonitor<Auth0OrdersApiOptions>>().Get("Auth0Orders").Issuer);
    }

    [Fact]
    public void The_configuration_of_a_client_is_right()
    {
        using var provider = Provide(VendorsPage.Clients, (services, configuration) => services.AddOAuthKit(configuration.GetSection("OAuth")), "OAuth:Clients:contoso:ClientSecret");

        Assert.Equal("https://contoso.okta.com/oauth2/default", provider.GetRequiredService<IOptionsMonitor<OAuthClientOptions>>().Get("contoso").Issuer);
    }

    [Fact]
    public void The_keys_of_the_table_are_those_of_the_vendors()
    {
        var rows = File.ReadLines(Path.Combine(_root, "docs", "vendors.md")).Where(line => line.StartsWith("| [", StringComparison.Ordinal)).Select(line => line.Split('|')).ToArray();

        Assert.Equal(Vendors.Names, rows.Select(row => row[2].Trim(' ', '`', '[', ']')));
        Assert.All(rows, row =>
        {
            var keys = Vendors.Find(row[2].Trim(' ', '`', '[', ']'))!.Keys;
            Assert.Equal(keys.Select(key => key.Name).Order(StringComparer.Ordinal), row[4].Split(',', ';').Select(key => key.Trim(' ', '`')).Where(key => key.Length > 0).Order(StringComparer.Ordinal));
        });
    }

    [Fact]
    public void A_vendor_of_ones_own_is_made_known()
    {
        var services = new ServiceCollection();
        VendorsPage.Register(services);
        using var provider = services.BuildServiceProvider();

        Assert.Equal("Acme", provider.GetRequiredService<VendorProfile>().Name);
        Assert.Equal("https://eu.login.acme.example", new VendorsPage.AcmeAttribute("eu").Profile.Issuer);
    }

    [Fact]
    public async Task The_test_server_is_where_the_vendor_is()
    {
        using var manager = new TokenManager();

        Assert.Equal("https://github.com", await VendorsPage.TestAsync());
        Assert.Equal("github", VendorsPage.UseGitHub(manager));
    }

    private static ServiceProvider Provide(string json, Action<IServiceCollection, IConfiguration> add, string secret)
    {
        var text = string.Join('\n', json.Split('\n').Where(line => !line.TrimStart().StartsWith('#')));
        var configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(text))).AddInMemoryCollection(new Dictionary<string, string?> { [secret] = "s" }).Build();
        var services = new ServiceCollection();
        add(services, configuration);
        return services.BuildServiceProvider();
    }

    private static string Folder([System.Runtime.CompilerServices.CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
