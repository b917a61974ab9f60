using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using OAuthKit.Testing;
using Polly;

namespace OAuthKit.Tests;

public sealed class HandlerOrderTests
{
    [Fact]
    public async Task Each_attempt_of_a_resilience_handler_carries_one_token()
    {
        await using var shop = new Shop();
        shop.Api.Next(Fault.Status(503), Fault.Status(503));
        var orders = shop.ProvideOrders(builder => builder.AddStandardResilienceHandler(RetryAtOnce)).GetRequiredService<IOrdersApi>();

        await orders.GetOrder(1, Shop.Cancellation);

        Assert.Equal(3, shop.Api.RequestCount);
        Assert.All(shop.Api.Requests, request => Assert.Single(request.Headers.GetAll("Authorization")));
        Assert.All(shop.Api.Requests, request => Assert.Equal(["orders.read"], request.Token?.Scopes));
        Assert.Equal(1, shop.Login.TokenRequests);
    }

    [Fact]
    public async Task A_hedged_request_carries_its_token_too()
    {
        await using var shop = new Shop();
        shop.Api.Next(Fault.Status(503));
        var orders = shop.ProvideOrders(builder => builder.AddStandardHedgingHandler()).GetRequiredService<IOrdersApi>();

        await orders.GetOrder(1, Shop.Cancellation);

        Assert.Equal(2, shop.Api.RequestCount);
        Assert.All(shop.Api.Requests, request => Assert.Equal(["orders.read"], request.Token?.Scopes));
    }

    [Fact]
    public async Task A_handler_that_is_chained_afterwards_is_outside_and_sees_no_token()
    {
        await using var shop = new Shop();
        var outer = new Recorder();
        var orders = shop.ProvideOrders(builder => builder.AddHttpMessageHandler(() => outer)).GetRequiredService<IOrdersApi>();

        await orders.GetOrder(1, Shop.Cancellation);

        Assert.Equal([null], outer.Authorizations);
    }

    [Fact]
    public async Task A_token_that_is_renewed_during_a_retry_is_used_by_it()
    {
        await using var shop = new Shop();
        var provider = shop.ProvideOrders(builder => builder.AddStandardResilienceHandler(RetryAtOnce));
        var orders = provider.GetRequiredService<IOrdersApi>();
        await orders.GetOrder(1, Shop.Cancellation);
        shop.Login.RevokeAll();
        shop.Api.Next(Fault.Status(503));

        await orders.GetOrder(2, Shop.Cancellation);

        Assert.Equal(2, shop.Login.TokenRequests);
        Assert.Equal([200, 503, 401, 200], shop.Api.Requests.Select(request => request.StatusCode));
    }

    [Fact]
    public async Task Resilience_for_all_clients_does_not_reach_the_back_channel()
    {
        await using var shop = new Shop();
        shop.Login.Token.Always(Fault.Status(503));
        var orders = shop.ProvideOrders(register: services => services.ConfigureHttpClientDefaults(builder => builder.AddStandardResilienceHandler(RetryAtOnce)))
            .GetRequiredService<IOrdersApi>();

        await Assert.ThrowsAsync<OAuthException>(() => orders.GetOrder(1, Shop.Cancellation));

        Assert.Equal(1, shop.Login.TokenRequests);
        Assert.Empty(shop.Api.Requests);
    }

    [Fact]
    public async Task A_request_without_a_policy_is_not_sent()
    {
        await using var shop = new Shop();
        using var http = shop.ProvideOrders().GetRequiredService<IHttpClientFactory>().CreateClient("OAuthKit.Orders");

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => http.GetAsync(new Uri("/orders/1", UriKind.Relative), Shop.Cancellation));

        Assert.Contains("policy", error.Message, StringComparison.Ordinal);
        Assert.Empty(shop.Api.Requests);
    }

    [Fact]
    public async Task A_token_goes_to_no_other_origin()
    {
        await using var shop = new Shop();
        var orders = shop.ProvideOrders(builder => builder.AddHttpMessageHandler(() => new Elsewhere())).GetRequiredService<IOrdersApi>();

        var error = await Assert.ThrowsAsync<OAuthException>(() => orders.GetOrder(1, Shop.Cancellation));

        Assert.Equal(OAuthFault.ForeignOrigin, error.Code);
        Assert.Equal(0, shop.Login.RequestCount);
    }

    [Fact]
    public async Task A_token_goes_to_an_origin_that_is_allowed()
    {
        await using var shop = new Shop();
        await using var elsewhere = new TestApi(shop.Login, new TestApiOptions { Address = "https://elsewhere.test" });
        Shop.AddRoutes(elsewhere);
        var orders = shop.ProvideOrders(
            builder => builder.AddHttpMessageHandler(() => new Elsewhere()),
            services => services.Configure<OrdersApiOptions>("Orders", options => options.AllowedOrigins = [new Uri("https://elsewhere.test")]))
            .GetRequiredService<IOrdersApi>();

        await orders.GetOrder(1, Shop.Cancellation);

        Assert.Equal(1, elsewhere.RequestCount);
    }

    private static void RetryAtOnce(HttpStandardResilienceOptions options)
    {
        options.Retry.Delay = TimeSpan.Zero;
        options.Retry.UseJitter = false;
        options.Retry.BackoffType = DelayBackoffType.Constant;
    }

    private sealed class Elsewhere : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(new Uri("https://elsewhere.test"), request.RequestUri!.AbsolutePath);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
