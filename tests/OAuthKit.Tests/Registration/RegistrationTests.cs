using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace OAuthKit.Tests;

public sealed class RegistrationTests
{
    [Fact]
    public async Task The_client_is_registered_as_itself_and_as_its_interface()
    {
        await using var shop = new Shop();
        var provider = shop.ProvideOrders();

        Assert.IsType<OrdersApi>(provider.GetRequiredService<IOrdersApi>());
        Assert.NotSame(provider.GetRequiredService<OrdersApi>(), provider.GetRequiredService<OrdersApi>());
    }

    [Fact]
    public async Task Without_arguments_the_long_form_of_the_configuration_is_read()
    {
        await using var shop = new Shop();
        var orders = shop.Provide(services =>
        {
            services.AddSingleton<IConfiguration>(Shop.Configuration(shop.LongSettings));
            services.AddOrdersApi();
        }).GetRequiredService<IOrdersApi>();

        await orders.GetOrder(1, Shop.Cancellation);

        Assert.Equal("orders-worker", Assert.Single(shop.Api.Requests).Token?.ClientId);
    }

    [Fact]
    public async Task AddOAuthKit_names_another_section()
    {
        await using var shop = new Shop();
        var settings = shop.LongSettings.ToDictionary(pair => "Shop:" + pair.Key, pair => pair.Value);
        var orders = shop.Provide(services =>
        {
            services.AddOAuthKit(Shop.Configuration(settings).GetSection("Shop:OAuth"));
            services.AddOrdersApi();
        }).GetRequiredService<IOrdersApi>();

        await orders.GetOrder(1, Shop.Cancellation);

        Assert.Equal(1, shop.Login.TokenRequests);
    }

    [Fact]
    public async Task An_API_in_a_section_of_its_own_names_a_client_of_code()
    {
        await using var shop = new Shop();
        var orders = shop.Provide(services =>
        {
            services.AddOAuthClient("contoso", options =>
            {
                options.Issuer = shop.Login.Issuer;
                options.ClientId = "orders-worker";
                options.ClientSecret = ClientSecret.Parse(Shop.Secret);
                options.ClientAuthentication = "client_secret_post";
            });
            services.AddOrdersApi(Shop.Configuration(new() { ["Orders:Client"] = "contoso", ["Orders:BaseAddress"] = shop.Api.Address }).GetSection("Orders"));
        }).GetRequiredService<IOrdersApi>();

        await orders.GetOrder(1, Shop.Cancellation);

        Assert.Equal("client_secret_post", Assert.Single(shop.Login.Token.Requests).ClientAuthenticationMethod);
    }

    [Fact]
    public async Task The_case_of_a_clients_name_does_not_matter()
    {
        await using var shop = new Shop();
        var provider = shop.Provide(services =>
        {
            services.AddOAuthClient("contoso", options => Fill(options, shop));
            services.AddOrdersApi(options => (options.Client, options.BaseAddress) = ("Contoso", shop.Api.BaseAddress));
        });

        await provider.GetRequiredService<IOrdersApi>().GetOrder(1, Shop.Cancellation);

        Assert.Same(provider.GetRequiredKeyedService<OAuthClient>("contoso"), provider.GetRequiredKeyedService<OAuthClient>("CONTOSO"));
    }

    [Fact]
    public async Task APIs_of_one_client_share_its_tokens()
    {
        await using var shop = new Shop();
        var provider = shop.Provide(services =>
        {
            services.AddOAuthClient("contoso", options => Fill(options, shop));
            services.AddOrdersApi(options => (options.Client, options.BaseAddress) = ("contoso", shop.Api.BaseAddress));
            services.AddStockApi(options => (options.Client, options.BaseAddress, options.Scopes) = ("contoso", shop.Api.BaseAddress, ["orders.read"]));
        });

        await provider.GetRequiredService<IOrdersApi>().GetOrder(1, Shop.Cancellation);
        await provider.GetRequiredService<IStockApi>().GetOrder(1, Shop.Cancellation);

        Assert.Equal(1, shop.Login.TokenRequests);
        Assert.Equal(1, shop.Login.OpenIdDiscovery.RequestCount);
    }

    [Fact]
    public async Task A_client_is_a_keyed_service_under_its_name()
    {
        await using var shop = new Shop();
        var provider = shop.Provide(services => services.AddOAuthClient("contoso", options => Fill(options, shop)));

        var client = provider.GetRequiredKeyedService<OAuthClient>("contoso");

        Assert.Same(client, provider.GetRequiredKeyedService<OAuthClient>("contoso"));
        Assert.Equal("Bearer", (await client.RequestTokenAsync(new ClientCredentialsGrant(), Shop.Cancellation)).TokenType);
        Assert.Contains("Did you mean contoso?", Assert.Throws<InvalidOperationException>(() => provider.GetRequiredKeyedService<OAuthClient>("contosso")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keyed_registrations_stand_beside_each_other()
    {
        await using var shop = new Shop();
        shop.Login.AddClient("orders-us", "secret-us");
        var settings = new Dictionary<string, string?>(shop.OrdersSettings)
        {
            ["Us:BaseAddress"] = shop.Api.Address,
            ["Us:Issuer"] = shop.Login.Issuer,
            ["Us:ClientId"] = "orders-us",
            ["Us:ClientSecret"] = "secret-us",
        };
        var configuration = Shop.Configuration(settings);
        var provider = shop.Provide(services =>
        {
            services.AddKeyedOrdersApi("eu", configuration.GetSection("Orders"));
            services.AddKeyedOrdersApi("us", configuration.GetSection("Us"));
        });

        await provider.GetRequiredKeyedService<IOrdersApi>("eu").GetOrder(1, Shop.Cancellation);
        await provider.GetRequiredKeyedService<OrdersApi>("us").GetOrder(1, Shop.Cancellation);

        Assert.Equal(["orders-worker", "orders-us"], shop.Api.Requests.Select(request => request.Token?.ClientId));
        Assert.Null(provider.GetService<IOrdersApi>());
    }

    [Fact]
    public async Task The_builder_is_that_of_the_named_HttpClient()
    {
        await using var shop = new Shop();
        var section = Shop.Configuration(shop.OrdersSettings).GetSection("Orders");
        var services = new ServiceCollection();

        Assert.Equal("OAuthKit.Orders", services.AddOrdersApi(section).Name);
        Assert.Equal("OAuthKit.Orders:eu", services.AddKeyedOrdersApi("eu", section).Name);
    }

    [Fact]
    public async Task A_second_registration_of_one_name_is_refused()
    {
        await using var shop = new Shop();
        var section = Shop.Configuration(shop.OrdersSettings).GetSection("Orders");
        var services = new ServiceCollection();
        services.AddOrdersApi(section);
        services.AddKeyedOrdersApi("eu", section);
        services.AddOAuthKit(section);
        services.AddOAuthClient("contoso", section);

        Assert.Throws<InvalidOperationException>(() => services.AddOrdersApi());
        Assert.Throws<InvalidOperationException>(() => services.AddKeyedOrdersApi("eu", section));
        Assert.Throws<InvalidOperationException>(() => services.AddOAuthKit(section));
        Assert.Throws<InvalidOperationException>(() => services.AddOAuthClient("Contoso", section));
    }

    [Fact]
    public void The_whole_configuration_is_no_section()
    {
        var configuration = Shop.Configuration([]);
        var services = new ServiceCollection();

        Assert.Throws<ArgumentException>(() => services.AddOrdersApi(configuration));
        Assert.Throws<ArgumentException>(() => services.AddKeyedOrdersApi("eu", configuration));
        Assert.Throws<ArgumentException>(() => services.AddOAuthKit(configuration));
        Assert.Throws<ArgumentException>(() => services.AddOAuthClient("contoso", configuration));
    }

    [Fact]
    public async Task An_API_without_grants_needs_no_client()
    {
        await using var shop = new Shop();
        var status = shop.Provide(services => services.AddStatusApi(options => options.BaseAddress = shop.Api.BaseAddress)).GetRequiredService<IStatusApi>();

        Assert.Equal("pong", await status.Ping(Shop.Cancellation));
        Assert.Equal("Bearer mine", await status.MeAs(AccessToken.Parse("mine"), Shop.Cancellation));
    }

    [Fact]
    public async Task Everything_ends_with_the_container()
    {
        await using var shop = new Shop();
        var provider = shop.ProvideOrders();
        var orders = provider.GetRequiredService<IOrdersApi>();
        await orders.GetOrder(1, Shop.Cancellation);
        var manager = provider.GetRequiredService<TokenManager>();

        await provider.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => orders.CreateOrder(new Order(1, "a"), Shop.Cancellation));
        using var client = new OAuthClient(shop.Login.Issuer, ClientAuthentication.None("id")) { Tokens = manager };
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await manager.GetTokenAsync(new TokenPolicy(client, new ClientCredentialsGrant()), Shop.Cancellation));
    }

    [Fact]
    public async Task The_connections_of_a_client_end_with_the_container()
    {
        await using var shop = new Shop();
        var provider = shop.Provide(services => services.AddOAuthClient("contoso", options => Fill(options, shop)));
        var client = provider.GetRequiredService<ClientRegistry>().Get("contoso").Default;
        await client.RequestTokenAsync(new ClientCredentialsGrant(), Shop.Cancellation);

        await provider.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.RequestTokenAsync(new ClientCredentialsGrant(), Shop.Cancellation));
    }

    [Fact]
    public async Task The_clock_of_the_container_decides_when_a_token_is_renewed()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var shop = new Shop(time);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(time);
        services.AddOrdersApi(options => ApiPolicyTests.Fill(options, shop)).ConfigurePrimaryHttpMessageHandler(() => shop.Api.Handler);
        services.ConfigureAll<BackchannelOptions>(options => options.Handler = shop.Login.Handler);
        var orders = shop.Keep(services).GetRequiredService<IOrdersApi>();

        await orders.GetOrder(1, Shop.Cancellation);
        time.Advance(TimeSpan.FromHours(2));
        await orders.GetOrder(1, Shop.Cancellation);

        Assert.Equal(2, shop.Login.TokenRequests);
    }

    [Fact]
    public async Task The_clock_of_a_test_server_is_taken_for_kept_tokens_too()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var shop = new Shop(time);
        var orders = shop.ProvideOrders().GetRequiredService<IOrdersApi>();

        await orders.GetOrder(1, Shop.Cancellation);
        time.Advance(TimeSpan.FromHours(2));
        await orders.GetOrder(1, Shop.Cancellation);

        Assert.Equal(2, shop.Login.TokenRequests);
    }

    [Fact]
    public async Task The_back_channel_of_a_client_can_be_set_by_its_name()
    {
        await using var shop = new Shop();
        var calls = new Recorder { InnerHandler = shop.Login.Handler };
        var services = new ServiceCollection();
        services.AddOAuthClient("contoso", options => Fill(options, shop)).ConfigureBackchannel(options => options.Handler = calls);

        await shop.Keep(services).GetRequiredKeyedService<OAuthClient>("contoso").RequestTokenAsync(new ClientCredentialsGrant(), Shop.Cancellation);

        Assert.Equal(2, calls.Requests);
    }

    [Fact]
    public async Task Token_settings_come_from_the_configuration()
    {
        await using var shop = new Shop();
        var provider = shop.Provide(services => services.AddOAuthKit(Shop.Configuration(new(shop.LongSettings)
        {
            ["OAuth:Tokens:RefreshAhead"] = "00:01:00",
            ["OAuth:Tokens:ClockSkew"] = "00:00:10",
            ["OAuth:Tokens:DefaultLifetime"] = "00:02:00",
            ["OAuth:Tokens:MaxEntries"] = "5",
        }).GetSection("OAuth")));

        var options = provider.GetRequiredService<IOptions<TokenManagerOptions>>().Value;

        Assert.Equal((TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(2), 5), (options.RefreshAhead, options.ClockSkew, options.DefaultLifetime, options.MaxEntries));
    }

    private static void Fill(OAuthClientOptions options, Shop shop)
    {
        options.Issuer = shop.Login.Issuer;
        options.ClientId = "orders-worker";
        options.ClientSecret = ClientSecret.Parse(Shop.Secret);
    }
}
