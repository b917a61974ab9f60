using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OAuthKit.Testing;

namespace OAuthKit.Tests;

public sealed class AddOAuthTokenTests
{
    [Fact]
    public async Task A_typed_client_gets_its_token()
    {
        await using var shop = new Shop();
        var typed = Provide(shop, http => http.BaseAddress = shop.Api.BaseAddress, builder => builder.AddOAuthToken("contoso", "orders.read", "orders.list"))
            .GetRequiredService<TypedClient>();

        await typed.Get("/orders/1");

        Assert.Equal(["orders.read", "orders.list"], Assert.Single(shop.Api.Requests).Token?.Scopes);
    }

    [Fact]
    public async Task A_grant_can_be_given()
    {
        await using var shop = new Shop();
        var typed = Provide(shop, http => http.BaseAddress = shop.Api.BaseAddress, builder => builder.AddOAuthToken("contoso", new ClientCredentialsGrant { Audience = "orders" }))
            .GetRequiredService<TypedClient>();

        await typed.Get("/orders/1");

        Assert.Equal("orders", Assert.Single(shop.Login.Token.Requests).Form["audience"]);
    }

    [Fact]
    public async Task The_token_goes_to_the_origin_of_the_base_address_only()
    {
        await using var shop = new Shop();
        var typed = Provide(shop, http => http.BaseAddress = shop.Api.BaseAddress, builder => builder.AddOAuthToken("contoso")).GetRequiredService<TypedClient>();

        var error = await Assert.ThrowsAsync<OAuthException>(() => typed.Get("https://elsewhere.test/orders/1"));

        Assert.Equal(OAuthFault.ForeignOrigin, error.Code);
    }

    [Fact]
    public async Task A_client_without_a_base_address_is_refused()
    {
        await using var shop = new Shop();
        var provider = Provide(shop, _ => { }, builder => builder.AddOAuthToken("contoso"));

        var error = Assert.Throws<InvalidOperationException>(provider.GetRequiredService<TypedClient>);

        Assert.Contains("BaseAddress", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_token_is_refused()
    {
        await using var shop = new Shop();
        var services = new ServiceCollection();
        var builder = services.AddHttpClient("payments").AddOAuthToken("contoso");

        Assert.Throws<InvalidOperationException>(() => builder.AddOAuthToken("contoso"));
        Assert.Throws<InvalidOperationException>(() => services.AddOrdersApi().AddOAuthToken("contoso"));
    }

    [Fact]
    public async Task An_unknown_client_is_a_fault_at_start()
    {
        await using var shop = new Shop();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddOAuthClient("contoso", options => Fill(options, shop));
        builder.Services.AddHttpClient("payments").AddOAuthToken("contosso");
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Shop.Cancellation));

        Assert.Contains("Did you mean contoso?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_for_all_HTTP_clients_is_refused()
    {
        var services = new ServiceCollection();

        Assert.Throws<ArgumentException>(() => services.ConfigureHttpClientDefaults(builder => builder.AddOAuthToken("contoso")));
    }

    [Fact]
    public void A_scope_that_is_none_is_refused_at_once()
    {
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddHttpClient("payments").AddOAuthToken("contoso", "with\"quote"));
    }

    private static ServiceProvider Provide(Shop shop, Action<HttpClient> configure, Action<IHttpClientBuilder> token) =>
        shop.Provide(services =>
        {
            services.AddOAuthClient("contoso", options => Fill(options, shop));
            token(services.AddHttpClient<TypedClient>(configure));
        });

    private static void Fill(OAuthClientOptions options, Shop shop)
    {
        options.Issuer = shop.Login.Issuer;
        options.ClientId = "orders-worker";
        options.ClientSecret = ClientSecret.Parse(Shop.Secret);
    }

    private sealed class TypedClient(HttpClient http)
    {
        public Task<string> Get(string address) => http.GetStringAsync(new Uri(address, UriKind.RelativeOrAbsolute), Shop.Cancellation);
    }
}
