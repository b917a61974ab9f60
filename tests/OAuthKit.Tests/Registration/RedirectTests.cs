using Microsoft.Extensions.DependencyInjection;
using OAuthKit.Testing;
using Refit;

namespace OAuthKit.Tests;

/// <summary>Over real connections, since a handler in memory follows no redirects by itself.</summary>
public sealed class RedirectTests
{
    [Fact]
    public async Task Nothing_follows_a_redirect_of_the_api()
    {
        await using var login = await TestAuthorizationServer.StartAsync(cancellationToken: Shop.Cancellation);
        login.AddClient("orders-worker", Shop.Secret);
        await using var api = await TestApi.StartAsync(login, cancellationToken: Shop.Cancellation);
        await using var elsewhere = await TestApi.StartAsync(login, cancellationToken: Shop.Cancellation);
        api.Always(Fault.Redirect(elsewhere.Address + "/orders/1"));
        await using var provider = Provide(login, api);

        var error = await Assert.ThrowsAsync<ApiException>(() => provider.GetRequiredService<IOrdersApi>().GetOrder(1, Shop.Cancellation));

        Assert.Equal(302, (int)error.StatusCode);
        Assert.Equal(1, api.RequestCount);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task A_handler_of_the_users_own_that_follows_redirects_is_noticed()
    {
        await using var login = await TestAuthorizationServer.StartAsync(cancellationToken: Shop.Cancellation);
        login.AddClient("orders-worker", Shop.Secret);
        await using var api = await TestApi.StartAsync(login, cancellationToken: Shop.Cancellation);
        await using var elsewhere = await TestApi.StartAsync(login, cancellationToken: Shop.Cancellation);
        api.Always(Fault.Redirect(elsewhere.Address + "/orders/1"));
        await using var provider = Provide(login, api, builder => builder.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler()));

        var error = await Assert.ThrowsAsync<OAuthException>(() => provider.GetRequiredService<IOrdersApi>().GetOrder(1, Shop.Cancellation));

        Assert.Equal(OAuthFault.RedirectFollowed, error.Code);
        Assert.All(elsewhere.Requests, request => Assert.False(request.Headers.Contains("Authorization")));
    }

    [Fact]
    public async Task A_primary_handler_for_all_clients_is_kept_and_follows_no_redirects()
    {
        await using var shop = new Shop();
        var services = new ServiceCollection();
        using var primary = new SocketsHttpHandler { MaxConnectionsPerServer = 7 };
        services.ConfigureHttpClientDefaults(builder => builder.ConfigurePrimaryHttpMessageHandler(() => primary));
        services.AddOrdersApi(options => ApiPolicyTests.Fill(options, shop));

        shop.Keep(services).GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("OAuthKit.Orders");

        Assert.False(primary.AllowAutoRedirect);
        Assert.False(primary.UseCookies);
        Assert.Equal(7, primary.MaxConnectionsPerServer);
    }

    private static ServiceProvider Provide(TestAuthorizationServer login, TestApi api, Action<IHttpClientBuilder>? configure = null)
    {
        var services = new ServiceCollection();
        var builder = services.AddOrdersApi(options =>
        {
            options.BaseAddress = api.BaseAddress;
            options.Issuer = login.Issuer;
            options.ClientId = "orders-worker";
            options.ClientSecret = ClientSecret.Parse(Shop.Secret);
        });
        configure?.Invoke(builder);
        services.UseTestServer(login);
        return services.BuildServiceProvider();
    }
}
