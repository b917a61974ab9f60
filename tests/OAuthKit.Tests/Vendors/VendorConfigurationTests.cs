using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace OAuthKit.Tests;

public sealed class VendorConfigurationTests
{
    private const string Tenant = "9122040d-6c67-4c5b-b112-36a304b66dad";

    [Theory]
    [InlineData("evil.com/#")]
    [InlineData("a/../b")]
    [InlineData("x@y")]
    [InlineData("10.0.0.1:8443")]
    [InlineData("bücher.example")]
    public async Task A_domain_that_could_move_the_issuer_is_a_fault_of_its_key(string domain)
    {
        var faults = await FaultsAsync(services => services.AddOktaStockApi(Section(("Domain", domain))));

        var fault = Assert.Single(faults);
        Assert.StartsWith("Api:Domain isn't right: The Domain of Okta isn't one that its address can be made of. Give a DNS name", fault, StringComparison.Ordinal);
        Assert.DoesNotContain(domain, fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_is_missing_is_named_by_its_key() => Assert.Equal(
        ["Api:TenantId is missing, and EntraExternalId needs it. Give a GUID such as 00000000-0000-0000-0000-000000000000."],
        await FaultsAsync(services => services.AddExternalStockApi(Section())));

    [Fact]
    public async Task A_value_of_a_vendor_of_ones_own_has_its_place() => Assert.StartsWith(
        "Api:VendorValues:Cluster is missing, and Acme needs it.",
        Assert.Single(await FaultsAsync(services => services.AddOAuthVendor(new AcmeProfile()).AddOrdersApi(Section(("Vendor", "Acme"))))),
        StringComparison.Ordinal);

    [Fact]
    public async Task A_vendor_that_is_unknown_is_told_with_those_that_are() => Assert.Equal(
        ["Api:Vendor names no vendor that is known. The vendors are Auth0, Auth0ManagementApi, EntraId, EntraExternalId, Okta, Keycloak, PingFederate, PingOne, Cognito, Google, GitHub."],
        await FaultsAsync(services => services.AddOrdersApi(Section(("Vendor", "Contoso")))));

    [Fact]
    public async Task A_value_without_a_vendor_is_told() => Assert.Contains(
        "Api:Domain is given, but no Vendor that it is of. Set Vendor, or give the Issuer in its place.",
        await FaultsAsync(services => services.AddOrdersApi(Section(("Domain", "mytenant.eu"), ("Issuer", "https://login.example.com")))));

    [Fact]
    public async Task Attribute_and_configuration_name_one_vendor() => Assert.StartsWith(
        "Api:Vendor names another vendor than [Okta], by which the API is marked.",
        Assert.Single(await FaultsAsync(services => services.AddOktaStockApi(Section(("Vendor", "Auth0"), ("Domain", "example.okta.com"))))),
        StringComparison.Ordinal);

    [Fact]
    public async Task A_region_that_is_not_that_of_the_pool_is_told() => Assert.StartsWith(
        "Api:Region isn't right: The UserPoolId of Cognito begins with another region",
        Assert.Single(await FaultsAsync(services => services.AddCognitoStockApi(Section(("UserPoolId", "eu-central-1_a"), ("Region", "us-east-1"))))),
        StringComparison.Ordinal);

    [Fact]
    public async Task An_API_and_the_client_that_it_names_mean_one_server()
    {
        var settings = new Dictionary<string, string?>
        {
            ["OAuth:Clients:okta:Vendor"] = "Okta",
            ["OAuth:Clients:okta:Domain"] = "example.okta.com",
            ["OAuth:Clients:okta:ClientId"] = "a",
            ["OAuth:Clients:okta:ClientSecret"] = "s",
            ["OAuth:Apis:KeycloakStock:Client"] = "okta",
            ["OAuth:Apis:KeycloakStock:BaseAddress"] = "https://api.test",
        };

        var fault = Assert.Single(await FaultsAsync(services => services.AddKeycloakStockApi(), settings));

        Assert.Equal("OAuth:Apis:KeycloakStock:Client names the client \"okta\", whose issuer is https://example.okta.com, but the API is marked [Keycloak] with the issuer https://login.example.com:8443/auth/realms/shop.", fault);
    }

    [Fact]
    public void What_the_attribute_states_wins()
    {
        var options = Read<OktaStockApiOptions>("OktaStock", services => services.AddOktaStockApi(Section(("Domain", "example.okta.com"), ("AuthorizationServerId", "other"))));

        Assert.Equal("https://example.okta.com/oauth2/default", options.Issuer);
    }

    [Fact]
    public void What_is_configured_by_hand_stays()
    {
        var options = Read<Auth0StockApiOptions>("Auth0Stock", services => services.AddAuth0StockApi(Section(
            ("Issuer", "https://login.example.com/"), ("ClientAuthentication", "client_secret_basic"))));

        Assert.Equal(("https://login.example.com/", "client_secret_basic"), (options.Issuer, options.ClientAuthentication));
    }

    [Fact]
    public void A_single_endpoint_by_hand_wins_over_that_of_the_vendor()
    {
        var options = Read<PingFederateStockApiOptions>("PingFederateStock", services => services.AddPingFederateStockApi(Section(
            ("Domain", "login.example.com"), ("Endpoints:Token", "https://token.example.com"))));

        Assert.Equal(("https://token.example.com", "https://login.example.com/pf/JWKS"), (options.Endpoints.Token, options.Endpoints.Jwks));
    }

    [Fact]
    public void A_vendor_can_be_set_in_code()
    {
        var options = Read<OrdersApiOptions>("Orders", services => services.AddOrdersApi(api =>
        {
            api.BaseAddress = new Uri("https://api.test");
            api.Vendor = Vendors.EntraId(Tenant);
            api.ClientId = "a";
            api.ClientSecret = ClientSecret.Parse("s");
        }));

        Assert.Equal(($"https://login.microsoftonline.com/{Tenant}/v2.0", "client_secret_post"), (options.Issuer, options.ClientAuthentication));
    }

    [Fact]
    public void The_method_of_a_secret_is_not_that_of_a_client_with_another_proof()
    {
        var options = Read<EntraStockApiOptions>("EntraStock", services => services.AddEntraStockApi(Section(
            ("TenantId", Tenant), ("ClientSecret", ""), ("ClientAssertionFile", "/run/assertion"))));

        Assert.Null(options.ClientAuthentication);
    }

    [Fact]
    public void A_named_client_gives_the_API_of_its_vendor_address_and_audience()
    {
        var settings = new Dictionary<string, string?>
        {
            ["OAuth:Clients:auth0:Vendor"] = "Auth0",
            ["OAuth:Clients:auth0:Domain"] = "mytenant.eu",
            ["OAuth:Clients:auth0:ClientId"] = "a",
            ["OAuth:Clients:auth0:ClientSecret"] = "s",
            ["OAuth:Apis:Auth0Users:Client"] = "auth0",
        };

        var options = Read<Auth0UsersApiOptions>("Auth0Users", services => services.AddAuth0UsersApi(), settings);

        Assert.Equal(("https://mytenant.eu.auth0.com/api/v2/", new Uri("https://mytenant.eu.auth0.com/api/v2/")), (options.Audience, options.BaseAddress));
    }

    private static Microsoft.Extensions.Configuration.IConfigurationSection Section(params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?> { ["Api:BaseAddress"] = "https://api.test", ["Api:ClientId"] = "a", ["Api:ClientSecret"] = "s" };
        foreach (var (key, value) in settings)
        {
            all["Api:" + key] = value;
        }

        return Shop.Configuration(all).GetSection("Api");
    }

    private static T Read<T>(string name, Action<IServiceCollection> add, Dictionary<string, string?>? settings = null)
        where T : OAuthApiOptions
    {
        var services = new ServiceCollection();
        if (settings is not null)
        {
            services.AddSingleton<Microsoft.Extensions.Configuration.IConfiguration>(Shop.Configuration(settings));
        }

        add(services);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptionsMonitor<T>>().Get(name);
    }

    private static async Task<IEnumerable<string>> FaultsAsync(Action<IServiceCollection> add, Dictionary<string, string?>? settings = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        if (settings is not null)
        {
            builder.Services.AddSingleton<Microsoft.Extensions.Configuration.IConfiguration>(Shop.Configuration(settings));
        }

        add(builder.Services);
        using var host = builder.Build();
        return (await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Shop.Cancellation))).Failures;
    }
}
