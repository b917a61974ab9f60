using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Refit;

namespace OAuthKit.Tests;

public sealed class RefitSettingsTests
{
    [Fact]
    public async Task Settings_are_made_once_for_each_policy()
    {
        await using var shop = new Shop();
        var seen = new List<RefitSettings>();
        var provider = shop.ProvideOrders(register: services => services.Configure<OrdersApiOptions>("Orders", options => options.ConfigureRefit = seen.Add));

        provider.GetRequiredService<IOrdersApi>();
        provider.GetRequiredService<IOrdersApi>();

        // orders.read, orders.write, anonymous, the caller's.
        Assert.Equal(4, seen.Count);
        Assert.Single(seen.Select(settings => settings.ContentSerializer).Distinct());
    }

    [Fact]
    public async Task The_hook_can_not_take_away_the_policy_nor_the_safety()
    {
        await using var shop = new Shop();
        var orders = shop.ProvideOrders(register: services => services.Configure<OrdersApiOptions>("Orders", options => options.ConfigureRefit = settings =>
        {
            settings.HttpRequestMessageOptions!.Clear();
            settings.ExceptionRedactor = null;
            settings.TransportExceptionFactory = (_, _, _) => new TimeoutException();
        })).GetRequiredService<IOrdersApi>();

        await Assert.ThrowsAsync<InvalidOperationException>(() => orders.Me(Shop.Cancellation));
        await orders.GetOrder(1, Shop.Cancellation);

        Assert.Equal(["orders.read"], Assert.Single(shop.Api.Requests).Token?.Scopes);
    }

    [Fact]
    public void A_bound_client_keeps_the_serializer_that_the_hook_chose()
    {
        var options = new OrdersApiOptions { ConfigureRefit = settings => settings.ContentSerializer = new SystemTextJsonContentSerializer() };
        var settings = new ApiSettings("Orders", [ApiPolicy.AccessToken], options, null, new StandaloneClients("Orders", (_, _) => throw new InvalidOperationException()));

        var bound = settings.Of(0, new CallBinding { AccessToken = AccessToken.Parse("bound") });

        Assert.NotSame(settings.Of(0, new CallBinding()), bound);
        Assert.Same(settings.Of(0, new CallBinding()).ContentSerializer, bound.ContentSerializer);
    }

    [Fact]
    public async Task The_JSON_context_resolves_the_types_by_Refits_own_options()
    {
        await using var shop = new Shop();
        var stock = shop.Provide(services => services.AddStockApi(options => ApiPolicyTests.Fill(options, shop))).GetRequiredService<IStockApi>();

        // Camel case on the wire, which the context's own options would read as 0 in silence.
        Assert.Equal(new Order(7, "hello"), await stock.GetOrder(7, Shop.Cancellation));
    }

    [Fact]
    public async Task A_type_that_the_JSON_context_lacks_is_an_error_and_not_reflection()
    {
        await using var shop = new Shop();
        var stock = shop.Provide(services => services.AddStockApi(options => ApiPolicyTests.Fill(options, shop))).GetRequiredService<IStockApi>();

        var error = await Assert.ThrowsAnyAsync<Exception>(() => stock.GetStock(Shop.Cancellation));

        Assert.Contains(nameof(ShopJson), error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_JSON_context_and_without_reflection_the_attribute_is_named()
    {
        var serializer = RefitBridge.CreateSerializer(null);
        var settings = RefitBridge.CreateSettings(serializer, TokenPolicy.Anonymous, null);

        var error = Assert.Throws<InvalidOperationException>(() => RefitBridge.ThrowIfJsonIsMissing(settings, serializer, null, isReflectionEnabled: false, "Orders"));

        Assert.Contains("[OAuth2Api(\"Orders\", Json = typeof(...))]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_serializer_of_the_users_own_needs_no_JSON_context()
    {
        var serializer = RefitBridge.CreateSerializer(null);
        var settings = RefitBridge.CreateSettings(serializer, TokenPolicy.Anonymous, s => s.ContentSerializer = new SystemTextJsonContentSerializer(JsonSerializerOptions.Web));

        RefitBridge.ThrowIfJsonIsMissing(settings, serializer, null, isReflectionEnabled: false, "Orders");
    }
}
