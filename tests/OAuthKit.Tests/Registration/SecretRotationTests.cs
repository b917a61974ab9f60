using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OAuthKit.Testing;

namespace OAuthKit.Tests;

public sealed class SecretRotationTests
{
    [Fact]
    public async Task A_changed_secret_of_the_short_form_is_used_without_a_restart()
    {
        await using var shop = new Shop();
        var configuration = Shop.Configuration(shop.OrdersSettings);
        var orders = shop.Provide(services => services.AddOrdersApi(configuration.GetSection("Orders"))).GetRequiredService<IOrdersApi>();

        await ChangesSecret(shop, configuration, "Orders:ClientSecret", orders);
    }

    [Fact]
    public async Task A_changed_secret_of_a_named_client_is_used_without_a_restart()
    {
        await using var shop = new Shop();
        var configuration = Shop.Configuration(shop.LongSettings);
        var orders = shop.Provide(services =>
        {
            services.AddSingleton<IConfiguration>(configuration);
            services.AddOrdersApi();
        }).GetRequiredService<IOrdersApi>();

        await ChangesSecret(shop, configuration, "OAuth:Clients:contoso:ClientSecret", orders);
    }

    [Fact]
    public async Task A_secret_that_comes_late_is_found()
    {
        await using var shop = new Shop();
        var configuration = Shop.Configuration(new(shop.OrdersSettings) { ["Orders:ClientSecret"] = null });
        var provider = shop.Provide(services => services.AddOrdersApi(configuration.GetSection("Orders")));
        Assert.Throws<OptionsValidationException>(provider.GetRequiredService<IOrdersApi>);

        configuration["Orders:ClientSecret"] = Shop.Secret;

        await provider.GetRequiredService<IOrdersApi>().GetOrder(1, Shop.Cancellation);
    }

    [Fact]
    public async Task A_faulty_change_leaves_the_old_secret_in_use_and_is_logged()
    {
        await using var shop = new Shop();
        using var log = new LogRecorder();
        var configuration = Shop.Configuration(shop.OrdersSettings);
        var orders = shop.Provide(services =>
        {
            services.AddLogging(logging => logging.AddProvider(log));
            services.AddOrdersApi(configuration.GetSection("Orders"));
        }).GetRequiredService<IOrdersApi>();
        await orders.GetOrder(1, Shop.Cancellation);

        configuration["Orders:ClientSecret"] = null;
        configuration.Reload();

        await orders.CreateOrder(new Order(1, "a"), Shop.Cancellation);
        Assert.Contains("ClientNotReloaded", log.Text, StringComparison.Ordinal);
        Assert.Contains("Orders:ClientSecret is missing", log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_identifier_waits_for_a_restart_and_is_logged()
    {
        await using var shop = new Shop();
        using var log = new LogRecorder();
        var configuration = Shop.Configuration(shop.OrdersSettings);
        var orders = shop.Provide(services =>
        {
            services.AddLogging(logging => logging.AddProvider(log));
            services.AddOrdersApi(configuration.GetSection("Orders"));
        }).GetRequiredService<IOrdersApi>();
        await orders.GetOrder(1, Shop.Cancellation);

        configuration["Orders:ClientId"] = "another";
        configuration.Reload();

        await orders.CreateOrder(new Order(1, "a"), Shop.Cancellation);
        Assert.Contains("ClientNeedsRestart", log.Text, StringComparison.Ordinal);
    }

    private static async Task ChangesSecret(Shop shop, IConfigurationRoot configuration, string key, IOrdersApi orders)
    {
        await orders.GetOrder(1, Shop.Cancellation);
        shop.Login.AddClient("orders-worker", "canary-secret-2");

        configuration[key] = "canary-secret-2";
        configuration.Reload();
        await orders.GetOrder(1, Shop.Cancellation);
        Assert.Equal(1, shop.Login.TokenRequests);

        await orders.CreateOrder(new Order(1, "a"), Shop.Cancellation);
        Assert.Equal(2, shop.Login.TokenRequests);
    }
}
