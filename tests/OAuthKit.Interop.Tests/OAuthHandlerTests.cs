using System.Net;

namespace OAuthKit.Interop.Tests;

/// <summary>The handler in a plain HttpClient, without the generator and without a container.</summary>
public abstract class OAuthHandlerTests<TServer>(TServer server) : InteropTests<TServer>(server)
    where TServer : InteropServer, new()
{
    [Fact]
    public async Task A_hundred_concurrent_calls_carry_the_token_of_one_request()
    {
        RegisteredClient registration = await Server.RegisterAsync();
        await using ProtectedApi api = await ProtectedApi.StartAsync(Server, ProtectedResource.Orders);
        using OAuthClient client = CreateClient(Server, registration);
        using HttpClient http = CreateHttpClient(Server, client, api, ProtectedResource.Orders);

        Order?[] orders = await Task.WhenAll(Enumerable.Range(1, 100).Select(id => http.GetFromJsonAsync<Order>($"orders/{id}", Cancellation)));

        Assert.Equal(Enumerable.Range(1, 100), orders.Select(order => order!.Id));
        Assert.Equal(1, await Server.CountTokenRequestsAsync(registration));
        Assert.Single(api.Requests.DistinctBy(request => request.Authorization));
    }

    [Fact]
    public async Task A_revoked_token_is_renewed_once_and_the_call_sent_again_with_its_body()
    {
        RegisteredClient registration = await Server.RegisterAsync();
        await using ProtectedApi api = await ProtectedApi.StartAsync(Server, ProtectedResource.Ledger);
        using OAuthClient client = CreateClient(Server, registration);
        using HttpClient http = CreateHttpClient(Server, client, api, ProtectedResource.Ledger);
        Order order = new(7, "a small one");
        (await http.PostAsJsonAsync("orders", order, Cancellation)).EnsureSuccessStatusCode();
        await Server.RevokeAsync(registration, api.Requests.Single().Authorization!["Bearer ".Length..]);

        using HttpResponseMessage answer = await http.PostAsJsonAsync("orders", order, Cancellation);

        Assert.Equal(order, await answer.Content.ReadFromJsonAsync<Order>(Cancellation));
        Assert.Equal([200, 401, 200], api.Requests.Select(request => request.StatusCode));
        Assert.Equal(2, await Server.CountTokenRequestsAsync(registration));
    }

    [Fact]
    public async Task A_token_that_ended_earlier_than_the_client_knows_is_renewed_once()
    {
        await using TServer server = await StartOwnServerAsync();
        RegisteredClient registration = await server.RegisterAsync();
        await using ProtectedApi api = await ProtectedApi.StartAsync(server, ProtectedResource.Orders);
        using OAuthClient client = CreateClient(server, registration);
        using HttpClient http = CreateHttpClient(server, client, api, ProtectedResource.Orders);
        await http.GetFromJsonAsync<Order>("orders/1", Cancellation);
        await server.AdvanceClockAsync(InteropServer.AccessTokenLifetime);

        await http.GetFromJsonAsync<Order>("orders/2", Cancellation);
        await http.GetFromJsonAsync<Order>("orders/3", Cancellation);

        Assert.Equal([200, 401, 200, 200], api.Requests.Select(request => request.StatusCode));
        Assert.Equal(2, await server.CountTokenRequestsAsync(registration));
    }

    [Fact]
    public async Task A_token_without_the_scope_ends_in_a_typed_error_and_no_renewal()
    {
        RegisteredClient registration = await Server.RegisterAsync();
        await using ProtectedApi api = await ProtectedApi.StartAsync(Server, ProtectedResource.Orders);
        using OAuthClient client = CreateClient(Server, registration);
        using HttpClient http = CreateHttpClient(Server, client, api, ProtectedResource.Orders, ProtectedResource.Read);

        InsufficientScopeException error = await Assert.ThrowsAsync<InsufficientScopeException>(
            () => http.PostAsJsonAsync("orders", new Order(7, "a small one"), Cancellation));

        Assert.Equal([ProtectedResource.Write], error.RequiredScopes);
        Assert.Equal(1, await Server.CountTokenRequestsAsync(registration));
    }

    [Fact]
    public async Task A_client_that_is_refused_sends_nothing_to_the_API()
    {
        RegisteredClient registration = await Server.RegisterAsync();
        await using ProtectedApi api = await ProtectedApi.StartAsync(Server, ProtectedResource.Orders);
        using OAuthClient client = CreateClient(Server, registration with { Secret = "another" });
        using HttpClient http = CreateHttpClient(Server, client, api, ProtectedResource.Orders);

        OAuthServerException error = await Assert.ThrowsAsync<OAuthServerException>(() => http.GetAsync(new Uri("orders/7", UriKind.Relative), Cancellation));

        Assert.Equal(Server.InvalidClient.Error, error.Error);
        Assert.Empty(api.Requests);
    }

    [Fact]
    public async Task An_anonymous_call_carries_no_token()
    {
        RegisteredClient registration = await Server.RegisterAsync();
        await using ProtectedApi api = await ProtectedApi.StartAsync(Server, ProtectedResource.Orders);
        using HttpClient http = new(new OAuthHandler(TokenPolicy.Anonymous, api.Address) { InnerHandler = Server.Handler }, disposeHandler: false) { BaseAddress = api.Address };

        Assert.Equal("pong", await http.GetStringAsync(new Uri("ping", UriKind.Relative), Cancellation));
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync(new Uri("orders/7", UriKind.Relative), Cancellation)).StatusCode);
        Assert.All(api.Requests, request => Assert.Null(request.Authorization));
        Assert.Equal(0, await Server.CountTokenRequestsAsync(registration));
    }

    private static HttpClient CreateHttpClient(
        TServer server, OAuthClient client, ProtectedApi api, ProtectedResource resource, string scope = $"{ProtectedResource.Read} {ProtectedResource.Write}")
    {
        ClientCredentialsGrant grant = new() { Scope = scope, Resource = [resource.Identifier] };
        return new HttpClient(new OAuthHandler(client, grant, api.Address) { InnerHandler = server.Handler }, disposeHandler: false) { BaseAddress = api.Address };
    }
}
