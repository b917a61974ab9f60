using System.Text.Json.Nodes;
using OAuthKit.Testing;
using OAuthKit.Tests;
using Shop.Attributes;

namespace OAuthKit.Docs.Tests;

/// <summary>What the page on attributes shows is what compiles, and does what the page says.</summary>
public sealed class AttributesTests
{
    [Fact]
    public void The_page_shows_code_that_compiles() => DocSnippets.Verify("docs/attributes.md", "tests/OAuthKit.Docs.Tests/Attributes.cs");

    [Fact]
    public async Task The_methods_of_the_page_are_called_under_the_policies_that_it_names()
    {
        await using var server = new TestAuthorizationServer(new TestAuthorizationServerOptions { Address = "https://login.example.com" });
        server.AddClient("catalog", "secret", "catalog.read", "catalog.write", "catalog.admin");
        await using var api = new TestApi(server, new TestApiOptions { Address = "https://api.example.com" });
        api.Map("DELETE", "/products/{id}", _ => new JsonObject()).RequireScope("catalog.read", "catalog.admin");
        using var client = new OAuthClient("https://login.example.com", ClientAuthentication.ClientSecretBasic("catalog", "secret"), new BackchannelOptions { Handler = server.Handler });

        var catalog = CatalogApi.Create(client, new Uri("https://api.example.com"), handler: api.Handler);
        await catalog.DeleteProduct(1, TestContext.Current.CancellationToken);
    }
}
