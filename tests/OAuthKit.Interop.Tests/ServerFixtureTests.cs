using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace OAuthKit.Interop.Tests;

/// <summary>The servers and the API alone, with a plain HttpClient: what fails here is no fault of OAuthKit.</summary>
public abstract class ServerFixtureTests<TServer>(TServer server) : InteropTests<TServer>(server)
    where TServer : InteropServer, new()
{
    [Fact]
    public async Task Publishes_its_issuer_in_its_metadata()
    {
        Assert.Equal(Server.Issuer, (await Server.GetMetadataAsync()).GetProperty("issuer").GetString());
    }

    [Theory]
    [InlineData("client_secret_basic")]
    [InlineData("client_secret_post")]
    public async Task Gives_a_token_for_each_resource_that_its_API_admits(string method)
    {
        RegisteredClient client = await Server.RegisterAsync(method);
        foreach (ProtectedResource resource in ProtectedResource.All)
        {
            await using ProtectedApi api = await ProtectedApi.StartAsync(Server, resource);
            string token = await RequestTokenAsync(Server, client, resource);

            Assert.Equal(resource.UsesJwt, token.StartsWith("eyJ", StringComparison.Ordinal));
            Assert.Equal(HttpStatusCode.OK, await CallAsync(Server, api, HttpMethod.Get, "orders/7", token));
            Assert.Equal(HttpStatusCode.Forbidden, await CallAsync(Server, api, HttpMethod.Post, "orders", token));
            Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(Server, api, HttpMethod.Get, "orders/7", token: null));
            Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(Server, api, HttpMethod.Get, "orders/7", token + "x"));
            Assert.Equal(HttpStatusCode.OK, await CallAsync(Server, api, HttpMethod.Get, "ping", token: null));
        }

        Assert.Equal(ProtectedResource.All.Count, await Server.CountTokenRequestsAsync(client));
    }

    [Fact]
    public async Task A_token_is_admitted_by_the_API_that_it_is_for_only()
    {
        RegisteredClient client = await Server.RegisterAsync();
        await using ProtectedApi orders = await ProtectedApi.StartAsync(Server, ProtectedResource.Orders);
        await using ProtectedApi ledger = await ProtectedApi.StartAsync(Server, ProtectedResource.Ledger);

        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(Server, orders, HttpMethod.Get, "orders/7", await RequestTokenAsync(Server, client, ProtectedResource.Ledger)));
        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(Server, ledger, HttpMethod.Get, "orders/7", await RequestTokenAsync(Server, client, ProtectedResource.Orders)));
    }

    [Fact]
    public async Task A_revoked_token_is_refused()
    {
        RegisteredClient client = await Server.RegisterAsync();
        await using ProtectedApi api = await ProtectedApi.StartAsync(Server, ProtectedResource.Ledger);
        string token = await RequestTokenAsync(Server, client, ProtectedResource.Ledger);
        Assert.Equal(HttpStatusCode.OK, await CallAsync(Server, api, HttpMethod.Get, "orders/7", token));

        await Server.RevokeAsync(client, token);

        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(Server, api, HttpMethod.Get, "orders/7", token));
    }

    [Fact]
    public async Task An_expired_token_is_refused_and_a_new_one_admitted()
    {
        await using TServer server = await StartOwnServerAsync();
        RegisteredClient client = await server.RegisterAsync();
        foreach (ProtectedResource resource in ProtectedResource.All)
        {
            await using ProtectedApi api = await ProtectedApi.StartAsync(server, resource);
            string token = await RequestTokenAsync(server, client, resource);
            Assert.Equal(HttpStatusCode.OK, await CallAsync(server, api, HttpMethod.Get, "orders/7", token));

            await server.AdvanceClockAsync(InteropServer.AccessTokenLifetime);

            Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(server, api, HttpMethod.Get, "orders/7", token));
            Assert.Equal(HttpStatusCode.OK, await CallAsync(server, api, HttpMethod.Get, "orders/7", await RequestTokenAsync(server, client, resource)));
        }
    }

    [Fact]
    public async Task Refuses_a_wrong_secret_a_scope_and_a_resource_in_its_own_words()
    {
        RegisteredClient client = await Server.RegisterAsync();
        (string, string) grant = ("grant_type", "client_credentials");
        (string, string) resource = ("resource", ProtectedResource.Orders.Identifier);

        await AssertRefusedAsync(Server.InvalidClient, client with { Secret = "another" }, grant, resource);
        await AssertRefusedAsync(Server.InvalidScope, client, grant, resource, ("scope", ProtectedResource.Forbidden));
        await AssertRefusedAsync(Server.InvalidTarget, client, grant, ("resource", "https://nobody.interop.test/api"));
        Assert.Equal(3, await Server.CountTokenRequestsAsync(client));
    }

    private async Task AssertRefusedAsync(ServerError expected, RegisteredClient client, params (string Name, string Value)[] form)
    {
        using HttpResponseMessage response = await Server.PostAsync("token_endpoint", client, form);
        JsonElement error = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

        string? Member(string name)
        {
            return error.TryGetProperty(name, out JsonElement member) ? member.GetString() : null;
        }

        Assert.Equal(expected, new ServerError((int)response.StatusCode, Member("error")!, Member("error_description"), Member("error_uri")));
    }

    private static async Task<string> RequestTokenAsync(TServer server, RegisteredClient client, ProtectedResource resource)
    {
        using HttpResponseMessage response = await server.PostAsync(
            "token_endpoint", client, ("grant_type", "client_credentials"), ("scope", ProtectedResource.Read), ("resource", resource.Identifier));
        JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(response.IsSuccessStatusCode, answer.ToString());
        return answer.GetProperty("access_token").GetString()!;
    }

    private static async Task<HttpStatusCode> CallAsync(TServer server, ProtectedApi api, HttpMethod method, string path, string? token)
    {
        using HttpRequestMessage request = new(method, new Uri(api.Address, path));
        if (method == HttpMethod.Post)
        {
            request.Content = JsonContent.Create(new Order(7, "a small one"));
        }

        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using HttpResponseMessage response = await server.Http.SendAsync(request);
        return response.StatusCode;
    }
}
