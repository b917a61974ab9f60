using System.Net;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing.Tests;

public sealed class MetadataTests
{
    [Theory]
    [InlineData("", "/.well-known/openid-configuration", "/.well-known/oauth-authorization-server", "/token")]
    [InlineData("/", "/.well-known/openid-configuration", "/.well-known/oauth-authorization-server", "/token")]
    [InlineData("/tenant1", "/tenant1/.well-known/openid-configuration", "/.well-known/oauth-authorization-server/tenant1", "/tenant1/token")]
    [InlineData("/a/b/", "/a/b/.well-known/openid-configuration", "/.well-known/oauth-authorization-server/a/b", "/a/b/token")]
    public async Task Says_the_same_at_both_places(string issuerPath, string openId, string oauth, string token)
    {
        await using var rig = await Rig.StartAsync(configure: options => options.IssuerPath = issuerPath);

        var first = await GetAsync(rig, openId);
        var second = await GetAsync(rig, oauth);

        Assert.Equal("https://login.test" + issuerPath, rig.Server.Issuer);
        Assert.Equal(rig.Server.Issuer, (string?)first["issuer"]);
        Assert.Equal("https://login.test" + token, (string?)first["token_endpoint"]);
        Assert.Equal(rig.Server.Token.Address, (string?)first["token_endpoint"]);
        Assert.Equal(["client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt", "none"], ((JsonArray)first["token_endpoint_auth_methods_supported"]!).Select(node => (string?)node));
        Assert.True(JsonNode.DeepEquals(first, second));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_place_can_be_switched_off(bool loopback)
    {
        await using var rig = await Rig.StartAsync(loopback);
        rig.Server.OpenIdDiscovery.Enabled = false;

        Assert.Equal(HttpStatusCode.NotFound, (await rig.Http.GetAsync(rig.Server.Address + "/.well-known/openid-configuration", Rig.Cancellation)).StatusCode);
        Assert.Equal(rig.Server.Issuer, (string?)(await GetAsync(rig, "/.well-known/oauth-authorization-server"))["issuer"]);

        rig.Server.OAuthDiscovery.Enabled = false;
        Assert.Equal(HttpStatusCode.NotFound, (await rig.Http.GetAsync(rig.Server.Address + "/.well-known/oauth-authorization-server", Rig.Cancellation)).StatusCode);
        Assert.Equal(0, rig.Server.OpenIdDiscovery.RequestCount);
        Assert.Equal(3, rig.Server.RequestCount);
    }

    [Fact]
    public async Task Leaves_out_what_is_switched_off()
    {
        await using var rig = await Rig.StartAsync();
        rig.Server.Jwks.Enabled = false;

        Assert.Null((await GetAsync(rig, rig.Server.OpenIdDiscovery.Path))["jwks_uri"]);
    }

    [Fact]
    public async Task Names_the_scopes_where_there_are_any()
    {
        await using var rig = await Rig.StartAsync(configure: options => options.Scopes = ["a", "b"]);

        Assert.Equal(["a", "b"], ((JsonArray)(await GetAsync(rig, rig.Server.OpenIdDiscovery.Path))["scopes_supported"]!).Select(node => (string?)node));
    }

    [Theory]
    [InlineData("tenant")]
    [InlineData("/a?b")]
    [InlineData("/a#b")]
    public void Refuses_an_issuer_path_that_is_none(string path) =>
        Assert.Throws<ArgumentException>(() => new TestAuthorizationServer(new() { IssuerPath = path }));

    [Theory]
    [InlineData("login.test")]
    [InlineData("https://login.test/")]
    [InlineData("https://LOGIN.test")]
    [InlineData("https://login.test/path")]
    public void Refuses_an_address_that_is_none(string address) =>
        Assert.Throws<ArgumentException>(() => new TestAuthorizationServer(new() { Address = address }));

    private static async Task<JsonObject> GetAsync(Rig rig, string path) => await Rig.ReadAsync(await rig.Http.GetAsync(rig.Server.Address + path, Rig.Cancellation));
}
