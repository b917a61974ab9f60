using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OAuthKit.Testing;

namespace OAuthKit.Tests;

/// <summary>Generated clients whose authorization server is found in the metadata of their API.</summary>
public sealed class ResourceMetadataTests
{
    private const string Document = "/.well-known/oauth-protected-resource";

    [Fact]
    public async Task The_issuer_the_scopes_and_the_resource_are_those_of_the_API()
    {
        await using var shop = new Shop();
        Publish(shop, scopes: ["orders.read"]);
        var orders = Provide(shop).GetRequiredService<IFoundApi>();
        Assert.Empty(shop.Api.Requests);

        await orders.GetOrder(1, Shop.Cancellation);
        await orders.GetOrder(2, Shop.Cancellation);

        var request = Assert.Single(shop.Login.Token.Requests);
        Assert.Equal("orders-worker", request.ClientId);
        Assert.Equal("orders.read", request.Form["scope"]);
        Assert.Equal(shop.Api.Address, request.Form["resource"]);
        Assert.Equal("red", request.Form["color"]);
        Assert.Equal([Document, "/orders/1", "/orders/2"], shop.Api.Requests.Select(call => call.Path));
    }

    [Fact]
    public async Task The_scopes_of_an_attribute_win_and_then_those_of_the_configuration()
    {
        await using var shop = new Shop();
        Publish(shop, scopes: ["all"]);
        var orders = Provide(shop, settings => settings["Found:Scopes"] = "orders.list").GetRequiredService<IFoundApi>();

        await orders.CreateOrder(new Order(1, "tea"), Shop.Cancellation);
        await orders.GetOrder(1, Shop.Cancellation);

        Assert.Equal(["orders.write", "orders.list"], shop.Login.Token.Requests.Select(request => request.Form["scope"]));
        Assert.Single(shop.Api.Requests, call => call.Path == Document);
    }

    [Fact]
    public async Task Its_tokens_can_be_bound_to_a_key()
    {
        await using var shop = new Shop();
        Publish(shop);
        var orders = Provide(shop, settings => settings["Found:SenderConstraint"] = "DPoP").GetRequiredService<IFoundApi>();

        await orders.GetOrder(1, Shop.Cancellation);

        Assert.StartsWith("DPoP ", shop.Api.Requests[^1].Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task R020_A_server_that_is_not_listed_gets_nothing()
    {
        await using var shop = new Shop();
        Publish(shop, issuer: "https://evil.test");
        var orders = Provide(shop).GetRequiredService<IFoundApi>();

        var e = await Assert.ThrowsAsync<OAuthException>(() => orders.GetOrder(1, Shop.Cancellation));

        Assert.Equal(OAuthFault.IssuerNotAllowed, e.Code);
        Assert.Empty(shop.Login.Requests);
        Assert.Equal([Document], shop.Api.Requests.Select(call => call.Path));
    }

    [Fact]
    public async Task R018_Metadata_of_another_API_are_refused()
    {
        await using var shop = new Shop();
        Publish(shop, resource: "https://evil.test");
        var orders = Provide(shop).GetRequiredService<IFoundApi>();

        Assert.Equal(OAuthFault.ResourceMetadataMismatch, (await Assert.ThrowsAsync<OAuthException>(() => orders.GetOrder(1, Shop.Cancellation))).Code);
        Assert.Empty(shop.Login.Requests);
    }

    [Fact]
    public async Task The_one_configured_resource_is_the_identifier()
    {
        await using var shop = new Shop();
        Publish(shop, resource: shop.Api.Address + "/");
        var orders = Provide(shop, settings => settings["Found:Resource"] = shop.Api.Address + "/").GetRequiredService<IFoundApi>();

        await orders.GetOrder(1, Shop.Cancellation);

        Assert.Equal(shop.Api.Address + "/", Assert.Single(shop.Login.Token.Requests).Form["resource"]);
    }

    [Fact]
    public async Task Another_server_is_found_when_the_metadata_name_another_one()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var shop = new Shop(clock);
        await using var second = new TestAuthorizationServer(new TestAuthorizationServerOptions { Address = "https://second.test", TimeProvider = clock, Network = shop.Login.Network });
        second.AddClient("orders-worker", Shop.Secret);
        Publish(shop);
        var orders = Provide(shop, settings => settings["Found:AllowedIssuers:1"] = second.Issuer).GetRequiredService<IFoundApi>();
        await orders.GetOrder(1, Shop.Cancellation);

        Publish(shop, issuer: second.Issuer);
        clock.Advance(AuthorizationServer.MetadataLifetime);
        // The API still takes the tokens of its first server only.
        await Assert.ThrowsAnyAsync<Exception>(() => orders.GetOrder(2, Shop.Cancellation));

        Assert.Equal(1, shop.Login.TokenRequests);
        Assert.NotEqual(0, second.TokenRequests);
    }

    [Fact]
    public async Task Without_a_container_the_client_is_one_for_the_resource()
    {
        await using var shop = new Shop();
        Publish(shop, scopes: ["orders.read"]);
        using var api = new ProtectedResource(shop.Api.Address, new ProtectedResourceOptions { AllowedIssuers = [shop.Login.Issuer], Backchannel = new() { Handler = shop.Login.Handler } });
        using var client = await OAuthClient.ForResourceAsync(api, ClientAuthentication.ClientSecretBasic("orders-worker", Shop.Secret), Shop.Cancellation);

        await FoundApi.Create(client, shop.Api.BaseAddress, handler: shop.Api.Handler).GetOrder(1, Shop.Cancellation);

        var request = Assert.Single(shop.Login.Token.Requests);
        Assert.Equal("orders.read", request.Form["scope"]);
        Assert.Equal(shop.Api.Address, request.Form["resource"]);
    }

    private static ServiceProvider Provide(Shop shop, Action<Dictionary<string, string?>>? change = null)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Found:BaseAddress"] = shop.Api.Address,
            ["Found:AllowedIssuers:0"] = shop.Login.Issuer,
            ["Found:ClientId"] = "orders-worker",
            ["Found:ClientSecret"] = Shop.Secret,
            ["Found:Parameters:color"] = "red",
        };
        change?.Invoke(settings);
        return shop.Provide(services => services.AddFoundApi(Shop.Configuration(settings).GetSection("Found")));
    }

    private static void Publish(Shop shop, string? resource = null, string? issuer = null, string[]? scopes = null) =>
        shop.Api.MapGet(Document, _ =>
        {
            var metadata = new JsonObject { ["resource"] = resource ?? shop.Api.Address, ["authorization_servers"] = new JsonArray(issuer ?? shop.Login.Issuer) };
            if (scopes is not null)
            {
                metadata["scopes_supported"] = new JsonArray([.. scopes.Select(scope => (JsonNode)scope)]);
            }

            return metadata;
        }).AllowAnonymous();
}
