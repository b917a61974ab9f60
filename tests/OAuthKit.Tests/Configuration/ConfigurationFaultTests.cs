using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace OAuthKit.Tests;

public sealed class ConfigurationFaultTests
{
    private const string CanarySecret = "canary-secret";

    [Fact]
    public async Task Every_fault_of_the_short_form_is_told_at_once_with_its_key()
    {
        var faults = await FaultsOfOrders(new()
        {
            ["Orders:BaseAddress"] = "api.example.com",
            ["Orders:Authority"] = "https://login.example.com",
            ["Orders:Scopes"] = "or\"ders",
            ["Orders:Resource:0"] = "relative",
            ["Orders:BackchannelTimeout"] = "30",
            ["Orders:ClientAuthentication"] = "private_key_jwt",
        });

        Assert.Equal(
            [
                "Orders:Authority isn't a key of OAuthKit: use Issuer.",
                "Orders:BackchannelTimeout isn't a time as hours, minutes and seconds, such as 00:00:30.",
                "Orders:BaseAddress isn't an absolute https URL.",
                "Orders:ClientId is missing. Give the identifier that the authorization server issued.",
                "Orders:Issuer is missing. Give the authorization server exactly as it names itself, or its Endpoints:Token where it publishes no metadata.",
                "Orders:PrivateKey:Path is missing, but ClientAuthentication is private_key_jwt. Give the file of the client's private key.",
                "Orders:Resource isn't right: The resource \"relative\" isn't an absolute URI without a fragment (RFC 8707 section 2).",
                "Orders:Scopes isn't right: The scope \"or\"ders\" isn't a list of scope values separated by single spaces; a value has no quote, backslash, control or non-ASCII character (RFC 6749 section 3.3).",
            ],
            faults.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_fault_of_the_long_form_is_told_at_once_with_its_key()
    {
        var faults = await FaultsOf(
            new()
            {
                ["OAuth:Clients:contoso:Issuer"] = "http://login.example.com",
                ["OAuth:Clients:contoso:ClientSecret"] = CanarySecret,
                ["OAuth:Clients:other:Issuer"] = "https://login.example.com",
                ["OAuth:Clients:other:ClientId"] = "other",
                ["OAuth:Apis:Orders:Client"] = "contosso",
                ["OAuth:Apis:Orders:BaseAddress"] = "http://api.example.com",
                ["OAuth:Tokens:MaxEntries"] = "0",
                ["OAuth:Tokens:ClockSkew"] = "-00:00:01",
                ["OAuth:Client:contoso:ClientId"] = "orders",
            },
            (services, configuration) =>
            {
                services.AddOAuthKit(configuration.GetSection("OAuth"));
                services.AddOrdersApi();
            });

        Assert.Equal(
            [
                "OAuth:Apis:Orders:BaseAddress",
                "OAuth:Apis:Orders:Client",
                "OAuth:Client",
                "OAuth:Clients:contoso:ClientId",
                "OAuth:Clients:contoso:Issuer",
                "OAuth:Clients:other:ClientSecret",
                "OAuth:Tokens:ClockSkew",
                "OAuth:Tokens:MaxEntries",
            ],
            faults.Select(fault => fault.Split(' ')[0]).Order(StringComparer.Ordinal));
        Assert.Contains(faults, fault => fault.EndsWith("names the client \"contosso\", which isn't registered. Did you mean contoso?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_missing_secret_says_where_it_belongs()
    {
        var faults = await FaultsOfOrders(Valid(("Orders:ClientSecret", null)));

        var fault = Assert.Single(faults);
        Assert.StartsWith("Orders:ClientSecret is missing.", fault, StringComparison.Ordinal);
        Assert.Contains("dotnet user-secrets set \"Orders:ClientSecret\"", fault, StringComparison.Ordinal);
        Assert.Contains("environment variable Orders__ClientSecret", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_section_that_does_not_exist_is_told_by_what_is_missing()
    {
        var faults = await FaultsOfOrders([]);

        Assert.Contains(faults, fault => fault.StartsWith("Orders:BaseAddress is missing.", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("Orders:Client is missing", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Authority", "use Issuer")]
    [InlineData("Secret", "use ClientSecret")]
    [InlineData("client_id", "use ClientId")]
    [InlineData("client-secret", "use ClientSecret")]
    [InlineData("BaseUrl", "use BaseAddress")]
    [InlineData("BaseUri", "use BaseAddress")]
    [InlineData("Scope", "use Scopes")]
    [InlineData("TokenEndpoint", "use Endpoints:Token")]
    [InlineData("ClientIdd", "did you mean ClientId?")]
    [InlineData("Isuer", "did you mean Issuer?")]
    [InlineData("Audiance", "did you mean Audience?")]
    [InlineData("Weather", "The keys here are Client, BaseAddress")]
    [InlineData("PrivateKey", "a section with keys is meant")]
    [InlineData("SigningKey", "use PrivateKey")]
    [InlineData("AssertionFile", "use ClientAssertionFile")]
    [InlineData("CallbackUrl", "use RedirectUri")]
    [InlineData("ClientCredentials", "isn't supported by this version of OAuthKit")]
    [InlineData("Provider", "isn't a key of OAuthKit: use Vendor")]
    [InlineData("Tenant", "isn't a key of OAuthKit: use TenantId")]
    [InlineData("Certificate", "a section with keys is meant")]
    [InlineData("ClientCertificate", "use Certificate")]
    [InlineData("MutualTls", "use SenderConstraint")]
    [InlineData("SenderConstrain", "did you mean SenderConstraint?")]
    [InlineData("SenderConstraint", "isn't one of None, DPoP, MutualTls")]
    [InlineData("DangerouslyAllowHttp", "a danger switch is set in code only")]
    public async Task An_unknown_key_names_the_right_one(string key, string advice)
    {
        var faults = await FaultsOfOrders(Valid(($"Orders:{key}", CanarySecret)));

        var fault = Assert.Single(faults);
        Assert.StartsWith($"Orders:{key} ", fault, StringComparison.Ordinal);
        Assert.Contains(advice, fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BaseAddress", "http://api.example.com", "travels by https only")]
    [InlineData("BaseAddress", "https://api.example.com?x=1", "has a query")]
    [InlineData("BaseAddress", "https://user:canary-secret@api.example.com", "without user information")]
    [InlineData("BaseAddress", "/orders", "isn't an absolute https URL")]
    [InlineData("Issuer", "http://login.example.com", "begins with http")]
    [InlineData("Issuer", "https://login.example.com?canary-secret", "has a query")]
    [InlineData("Issuer", "login.example.com", "isn't an absolute https URL")]
    [InlineData("MetadataAddress", "http://login.example.com/metadata", "begins with http")]
    [InlineData("Endpoints:Token", "http://login.example.com/token", "begins with http")]
    [InlineData("Endpoints:Revocation", "http://login.example.com/revoke", "begins with http")]
    [InlineData("Endpoints:RevocationEndpoint", "https://login.example.com/revoke", "use Revocation")]
    [InlineData("RedirectUri", "http://app.example.com/callback", "isn't right: The redirect URI isn't an absolute URI")]
    [InlineData("PostLogoutRedirectUri", "https://app.example.com/#out", "isn't right: The redirect URI isn't an absolute URI")]
    [InlineData("AllowedOrigins", "https://a.example.com http://b.example.com", "travels by https only")]
    [InlineData("ClientSecret", "canary-secret\n", "has a control character")]
    [InlineData("ClientId", "orders\n", "has a control character")]
    [InlineData("ClientAuthentication", "basic", "isn't one of client_secret_basic, client_secret_post, none, client_secret_jwt, private_key_jwt, tls_client_auth, self_signed_tls_client_auth")]
    [InlineData("ClientAuthentication", "none", "there is a ClientSecret too")]
    [InlineData("BackchannelTimeout", "00:00:00", "must be above zero")]
    [InlineData("Parameters:scope", "orders", "is set by a property of its own")]
    [InlineData("Parameters", "organization=1", "names and values are meant")]
    [InlineData("Endpoints", "https://login.example.com/token", "a section with keys is meant")]
    [InlineData("Issuer:Url", "https://login.example.com", "one text is meant")]
    [InlineData("Client", "contoso", "one is given in place as well")]
    public async Task A_value_that_can_not_be_is_a_fault_of_its_key(string key, string value, string sentence)
    {
        var faults = await FaultsOfOrders(Valid(($"Orders:{key}", value)));

        Assert.Contains(faults, fault => fault.StartsWith($"Orders:{key.Split(':')[0]}", StringComparison.Ordinal) && fault.Contains(sentence, StringComparison.Ordinal));
        Assert.All(faults, fault => Assert.DoesNotContain(CanarySecret, fault, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_list_may_be_a_text_or_an_array()
    {
        Assert.Empty(await FaultsOfOrders(Valid(("Orders:Scopes", "a b"), ("Orders:Resource:0", "https://a.example.com"), ("Orders:Resource:1", "https://b.example.com"))));

        var options = new ApiOptionsDraft();
        ApiSection.Table.Read(
            Shop.Configuration(new() { ["Orders:Scopes"] = "a  b", ["Orders:Resource:0"] = "https://a.example.com", ["Orders:Resource:1"] = "https://b.example.com" }).GetSection("Orders"),
            options,
            new ConfigurationFaults());

        Assert.Equal(["a", "b"], options.Scopes);
        Assert.Equal(["https://a.example.com", "https://b.example.com"], options.Resource);
    }

    [Fact]
    public async Task A_list_that_two_sources_give_in_two_ways_is_a_fault()
    {
        var fault = Assert.Single(await FaultsOfOrders(Valid(("Orders:Scopes", "a"), ("Orders:Scopes:0", "b"))));

        Assert.StartsWith("Orders:Scopes is given both as a list and as a text", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_public_client_says_so()
    {
        Assert.Empty(await FaultsOfOrders(Valid(("Orders:ClientSecret", null), ("Orders:ClientAuthentication", "none"))));
    }

    [Fact]
    public async Task A_server_without_metadata_needs_its_token_endpoint_only()
    {
        Assert.Empty(await FaultsOfOrders(Valid(("Orders:Issuer", null), ("Orders:Endpoints:Token", "https://login.example.com/token"))));
    }

    [Fact]
    public async Task Keys_are_found_without_regard_to_case()
    {
        Assert.Empty(await FaultsOfOrders(Valid(("Orders:SCOPES", "a"))));
    }

    [Fact]
    public async Task Clients_that_nobody_uses_are_not_checked_without_AddOAuthKit()
    {
        Assert.Empty(await FaultsOf(
            new()
            {
                ["OAuth:Clients:contoso:Issuer"] = "https://login.example.com",
                ["OAuth:Clients:contoso:ClientId"] = "orders",
                ["OAuth:Clients:contoso:ClientSecret"] = CanarySecret,
                ["OAuth:Clients:of-another-program:Issuer"] = "https://login.example.com",
                ["OAuth:Apis:Orders:Client"] = "contoso",
                ["OAuth:Apis:Orders:BaseAddress"] = "https://api.example.com",
            },
            (services, _) => services.AddOrdersApi()));
    }

    [Fact]
    public async Task A_mistyped_key_of_the_root_is_told_where_the_root_is_read()
    {
        var faults = await FaultsOf(new() { ["OAuth:Api:Orders:BaseAddress"] = "https://api.example.com" }, (services, _) => services.AddOrdersApi());

        Assert.Contains("OAuth:Api isn't a key of OAuthKit: use Apis.", faults);
        Assert.Contains(faults, fault => fault.StartsWith("OAuth:Apis:Orders:BaseAddress is missing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_section_OAuth_of_another_library_is_left_alone()
    {
        Assert.Empty(await FaultsOf(
            new(Valid()) { ["OAuth:CallbackPath"] = "/signin" },
            (services, configuration) => services.AddOrdersApi(configuration.GetSection("Orders"))));
    }

    [Fact]
    public async Task Options_that_were_set_in_code_are_checked_too()
    {
        var faults = await FaultsOf([], (services, _) => services.AddOrdersApi(options => options.BaseAddress = new Uri("http://api.example.com")));

        Assert.Contains(faults, fault => fault.StartsWith("BaseAddress of the API \"Orders\" begins with http", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("Client of the API \"Orders\" is missing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Loopback_http_is_allowed_in_code()
    {
        Assert.Empty(await FaultsOf(
            Valid(("Orders:BaseAddress", "http://127.0.0.1:5000"), ("Orders:Issuer", "http://127.0.0.1:5001")),
            (services, configuration) =>
            {
                services.AddOrdersApi(configuration.GetSection("Orders"));
                services.Configure<OrdersApiOptions>("Orders", options => options.DangerouslyAllowHttp = true);
                services.Configure<BackchannelOptions>("Orders", options => options.DangerouslyAllowHttp = true);
            }));
    }

    private static Dictionary<string, string?> Valid(params (string Key, string? Value)[] changes)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Orders:BaseAddress"] = "https://api.example.com/v2/",
            ["Orders:Issuer"] = "https://login.example.com/",
            ["Orders:ClientId"] = "orders-worker",
            ["Orders:ClientSecret"] = CanarySecret,
        };
        foreach (var (key, value) in changes)
        {
            settings[key] = value;
        }

        return settings;
    }

    private static Task<string[]> FaultsOfOrders(Dictionary<string, string?> settings) =>
        FaultsOf(settings, (services, configuration) => services.AddOrdersApi(configuration.GetSection("Orders")));

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
