using Microsoft.Extensions.DependencyInjection;

namespace OAuthKit.Tests;

public sealed class ApiPolicyTests
{
    [Fact]
    public async Task Each_method_gets_the_token_of_its_own_attributes()
    {
        await using var shop = new Shop();
        var orders = shop.ProvideOrders().GetRequiredService<IOrdersApi>();

        await orders.GetOrder(1, Shop.Cancellation);
        await orders.CreateOrder(new Order(2, "b"), Shop.Cancellation);
        await orders.Ping(Shop.Cancellation);
        await orders.MeAs(AccessToken.Parse("of-the-caller"), Shop.Cancellation);

        Assert.Equal([["orders.read"], ["orders.write"], null, []], shop.Api.Requests.Select(request => request.Token?.Scopes));
        Assert.Equal([true, true, false, true], shop.Api.Requests.Select(request => request.Headers.Contains("Authorization")));
        Assert.Equal("Bearer of-the-caller", shop.Api.Requests[3].Headers["Authorization"]);
    }

    [Fact]
    public async Task An_anonymous_method_asks_for_no_token()
    {
        await using var shop = new Shop();
        var orders = shop.ProvideOrders().GetRequiredService<IOrdersApi>();

        Assert.Equal("pong", await orders.Ping(Shop.Cancellation));

        Assert.Equal(0, shop.Login.RequestCount);
    }

    [Fact]
    public async Task An_anonymous_method_works_while_the_authorization_server_is_down()
    {
        await using var shop = new Shop();
        await shop.Login.DisposeAsync();
        var orders = shop.ProvideOrders().GetRequiredService<IOrdersApi>();

        Assert.Equal("pong", await orders.Ping(Shop.Cancellation));
    }

    [Fact]
    public async Task A_hundred_concurrent_calls_share_one_token_request()
    {
        await using var shop = new Shop();
        var provider = shop.ProvideOrders();
        var gate = shop.Login.Token.HoldNext();

        var calls = Enumerable.Range(0, 100).Select(id => provider.GetRequiredService<IOrdersApi>().GetOrder(id, Shop.Cancellation)).ToArray();
        await gate.Entered;
        gate.Release();
        await Task.WhenAll(calls);

        Assert.Equal(1, shop.Login.TokenRequests);
        Assert.Equal(100, shop.Api.RequestCount);
    }

    [Fact]
    public async Task Configuration_fills_what_the_attributes_leave_out()
    {
        await using var shop = new Shop();
        var stock = shop.Provide(services => services.AddStockApi(options =>
        {
            Fill(options, shop);
            options.Scopes = ["stock.read", "stock.list"];
            options.Resource = ["https://api.test"];
            options.Audience = "stock";
        })).GetRequiredService<StockApi>();

        await stock.GetOrder(1, Shop.Cancellation);

        var form = Assert.Single(shop.Login.Token.Requests).Form;
        Assert.Equal("stock.read stock.list", form["scope"]);
        Assert.Equal("https://api.test", form["resource"]);
        Assert.Equal("stock", form["audience"]);
    }

    [Fact]
    public async Task What_the_attributes_state_wins_over_the_configuration()
    {
        await using var shop = new Shop();
        var orders = shop.Provide(services => services.AddOrdersApi(options =>
        {
            Fill(options, shop);
            options.Scopes = ["other"];
        })).GetRequiredService<OrdersApi>();

        await orders.GetOrder(1, Shop.Cancellation);

        Assert.Equal("orders.read", Assert.Single(shop.Login.Token.Requests).Form["scope"]);
    }

    [Fact]
    public async Task A_bound_client_sends_the_token_of_the_caller()
    {
        await using var shop = new Shop();
        var orders = shop.ProvideOrders().GetRequiredService<OrdersApi>();

        var bound = orders.WithAccessToken(AccessToken.Parse("bound"));

        Assert.Equal("Bearer bound", await bound.Me(Shop.Cancellation));
    }

    [Fact]
    public async Task A_token_of_the_call_wins_over_that_of_a_bound_client()
    {
        await using var shop = new Shop();
        var orders = shop.ProvideOrders().GetRequiredService<OrdersApi>().WithAccessToken(AccessToken.Parse("bound"));

        Assert.Equal("Bearer of-the-call", await orders.MeAs(AccessToken.Parse("of-the-call"), Shop.Cancellation));
    }

    [Fact]
    public async Task A_bound_client_leaves_other_clients_and_other_policies_alone()
    {
        await using var shop = new Shop();
        var orders = shop.ProvideOrders().GetRequiredService<OrdersApi>();
        var bound = orders.WithAccessToken(AccessToken.Parse("bound"));

        await bound.GetOrder(1, Shop.Cancellation);
        await Assert.ThrowsAsync<InvalidOperationException>(() => orders.Me(Shop.Cancellation));

        Assert.Equal(["orders.read"], Assert.Single(shop.Api.Requests).Token?.Scopes);
    }

    [Fact]
    public async Task A_call_without_the_token_of_the_caller_is_not_sent()
    {
        await using var shop = new Shop();
        var orders = shop.ProvideOrders().GetRequiredService<IOrdersApi>();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => orders.Me(Shop.Cancellation));

        Assert.Contains("WithAccessToken", error.Message, StringComparison.Ordinal);
        Assert.Empty(shop.Api.Requests);
    }

    internal static void Fill(OAuthApiOptions options, Shop shop)
    {
        options.BaseAddress = shop.Api.BaseAddress;
        options.Issuer = shop.Login.Issuer;
        options.ClientId = "orders-worker";
        options.ClientSecret = ClientSecret.Parse(Shop.Secret);
    }
}
