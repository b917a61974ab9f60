using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OAuthKit.Testing;
using OAuthKit.Tests;
using Shop;

namespace OAuthKit.Docs.Tests;

/// <summary>What the first pages show is what compiles, and works.</summary>
public sealed class GettingStartedTests
{
    private const string Source = "tests/OAuthKit.Docs.Tests/GettingStarted.cs";

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/getting-started.md")]
    public void The_pages_show_code_that_compiles(string page) => DocSnippets.Verify(page, Source);

    [Fact]
    public async Task The_registration_and_the_settings_of_the_pages_make_a_client_that_works()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var server = new TestAuthorizationServer(new TestAuthorizationServerOptions { Address = "https://login.example.com" });
        server.AddClient("orders-worker", "secret", "orders.read");
        await using var api = new TestApi(server, new TestApiOptions { Address = "https://api.example.com" });
        api.MapGet("/orders/{id}", _ => new JsonObject { ["id"] = 42, ["item"] = "tea" }).RequireScope("orders.read");

        var builder = Host.CreateEmptyApplicationBuilder(null);
        var settings = DocSnippets.ReadRegions(GettingStarted.Settings)["GettingStartedSettings"];
        builder.Configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(settings)));
        builder.Configuration.AddInMemoryCollection([new("Orders:ClientSecret", "secret")]);
        GettingStarted.Register(builder);
        builder.Services.UseTestServer(server);
        using var host = builder.Build();
        await host.StartAsync(cancellation);

        var shop = ActivatorUtilities.CreateInstance<Shop.Shop>(host.Services);

        Assert.Equal(new Order(42, "tea"), await shop.Find(42, cancellation));
        Assert.Equal(1, server.TokenRequests);
    }
}
