using System.Net;
using Refit;

namespace OAuthKit.Interop.Tests;

/// <summary>The generated clients, created without a container.</summary>
public abstract class GeneratedClientTests<TServer>(TServer server) : InteropTests<TServer>(server)
    where TServer : InteropServer, new()
{
    private static readonly Order _order = new(7, "a small one");

    [Fact]
    public async Task Each_method_carries_the_token_that_its_attributes_ask_for()
    {
        RegisteredClient registration = await Server.RegisterAsync();
        await using ProtectedApi api = await ProtectedApi.StartAsync(Server, ProtectedResource.Orders);
        using OAuthClient client = CreateClient(Server, registration);
        OrdersApi orders = OrdersApi.Create(client, api.Address, handler: Server.Handler);

        Assert.Equal("pong", await orders.Ping(Cancellation));
        Assert.Equal(_order, await orders.GetOrder(_order.Id, Cancellation));
        Assert.Equal(_order, await orders.CreateOrder(_order, Cancellation));

        Assert.Null(api.Requests[0].Authorization);
        Assert.Equal(2, api.Requests.Skip(1).DistinctBy(request => request.Authorization).Count());
        Assert.All(api.Requests, request => Assert.Equal(200, request.StatusCode));
        Assert.Equal(2, await Server.CountTokenRequestsAsync(registration));
    }

    [Fact]
    public async Task A_hundred_concurrent_calls_of_two_clients_over_one_OAuthClient_make_one_token_request()
    {
        RegisteredClient registration = await Server.RegisterAsync();
        await using ProtectedApi api = await ProtectedApi.StartAsync(Server, ProtectedResource.Orders);
        using OAuthClient client = CreateClient(Server, registration);
        OrdersApi[] clients = [OrdersApi.Create(client, api.Address, handler: Server.Handler), OrdersApi.Create(client, api.Address, handler: Server.Handler)];

        Order[] orders = await Task.WhenAll(Enumerable.Range(1, 100).Select(id => clients[id % 2].GetOrder(id, Cancellation)));

        Assert.Equal(Enumerable.Range(1, 100), orders.Select(order => order.Id));
        Assert.Equal(1, await Server.CountTokenRequestsAsync(registration));
    }

    [Fact]
    public async Task Scopes_and_resource_that_no_attribute_names_come_from_the_options()
    {
        RegisteredClient registration = await Server.RegisterAsync();
        await using ProtectedApi api = await ProtectedApi.StartAsync(Server, ProtectedResource.Ledger);
        using OAuthClient client = CreateClient(Server, registration);
        LedgerApi ledger = LedgerApi.Create(client, api.Address, Configure, Server.Handler);

        Assert.Equal("pong", await ledger.Ping(Cancellation));
        Assert.Equal(_order, await ledger.GetOrder(_order.Id, Cancellation));
        Assert.Equal(_order, await ledger.CreateOrder(_order, Cancellation));
        Assert.Equal(1, await Server.CountTokenRequestsAsync(registration));
    }

    [Fact]
    public async Task A_revoked_token_is_renewed_once()
    {
        RegisteredClient registration = await Server.RegisterAsync();
        await using ProtectedApi api = await ProtectedApi.StartAsync(Server, ProtectedResource.Ledger);
        using OAuthClient client = CreateClient(Server, registration);
        LedgerApi ledger = LedgerApi.Create(client, api.Address, Configure, Server.Handler);
        await ledger.GetOrder(1, Cancellation);
        await Server.RevokeAsync(registration, api.Requests.Single().Authorization!["Bearer ".Length..]);

        Assert.Equal(_order, await ledger.CreateOrder(_order, Cancellation));
        await ledger.GetOrder(3, Cancellation);

        Assert.Equal([200, 401, 200, 200], api.Requests.Select(request => request.StatusCode));
        Assert.Equal(2, await Server.CountTokenRequestsAsync(registration));
    }

    [Fact]
    public async Task A_token_that_ended_earlier_than_the_client_knows_is_renewed_once()
    {
        await using TServer server = await StartOwnServerAsync();
        RegisteredClient registration = await server.RegisterAsync();
        await using ProtectedApi api = await ProtectedApi.StartAsync(server, ProtectedResource.Orders);
        using OAuthClient client = CreateClient(server, registration);
        OrdersApi orders = OrdersApi.Create(client, api.Address, handler: server.Handler);
        await orders.GetOrder(1, Cancellation);
        await server.AdvanceClockAsync(InteropServer.AccessTokenLifetime);

        Order[] answers = await Task.WhenAll(Enumerable.Range(1, 20).Select(id => orders.GetOrder(id, Cancellation)));

        Assert.Equal(Enumerable.Range(1, 20), answers.Select(order => order.Id));
        Assert.Equal(2, await server.CountTokenRequestsAsync(registration));
    }

    [Fact]
    public async Task A_token_of_the_callers_own_is_sent_as_it_is_and_never_renewed()
    {
        RegisteredClient registration = await Server.RegisterAsync();
        await using ProtectedApi api = await ProtectedApi.StartAsync(Server, ProtectedResource.Orders);
        using OAuthClient client = CreateClient(Server, registration);
        TokenSet tokens = await client.RequestTokenAsync(
            new ClientCredentialsGrant { Scope = ProtectedResource.Read, Resource = [ProtectedResource.OrdersIdentifier] }, Cancellation);
        OrdersApi orders = OrdersApi.Create(client, api.Address, handler: Server.Handler);

        Assert.Equal(_order, await orders.GetOrder(_order.Id, tokens.AccessToken, Cancellation));
        ApiException refusal = await Assert.ThrowsAsync<ApiException>(() => orders.GetOrder(_order.Id, AccessToken.Parse("no.such.token"), Cancellation));

        Assert.Equal(HttpStatusCode.Unauthorized, refusal.StatusCode);
        Assert.Equal(1, await Server.CountTokenRequestsAsync(registration));
    }

    [Fact]
    public async Task A_missing_scope_ends_in_a_typed_error_that_names_it()
    {
        RegisteredClient registration = await Server.RegisterAsync();
        await using ProtectedApi api = await ProtectedApi.StartAsync(Server, ProtectedResource.Orders);
        using OAuthClient client = CreateClient(Server, registration);
        OrdersApi orders = OrdersApi.Create(client, api.Address, handler: Server.Handler);

        InsufficientScopeException error = await Assert.ThrowsAsync<InsufficientScopeException>(
            () => orders.CreateOrderWithoutTheScope(_order, Cancellation));

        Assert.Equal([ProtectedResource.Write], error.RequiredScopes);
    }

    [Fact]
    public async Task The_servers_refusal_reaches_the_caller_whole_and_the_API_nothing()
    {
        RegisteredClient registration = await Server.RegisterAsync();
        await using ProtectedApi api = await ProtectedApi.StartAsync(Server, ProtectedResource.Orders);
        using OAuthClient client = CreateClient(Server, registration with { Secret = "another" });
        OrdersApi orders = OrdersApi.Create(client, api.Address, handler: Server.Handler);

        OAuthServerException error = await Assert.ThrowsAsync<OAuthServerException>(() => orders.GetOrder(1, Cancellation));

        Assert.Equal(Server.InvalidClient, new ServerError(error.StatusCode!.Value, error.Error, error.ErrorDescription, error.ErrorUri));
        Assert.Equal("pong", await orders.Ping(Cancellation));
        Assert.Equal("/ping", Assert.Single(api.Requests).Path);
    }

    private static void Configure(LedgerApiOptions options)
    {
        options.Scopes = [ProtectedResource.Read, ProtectedResource.Write];
        options.Resource = [ProtectedResource.LedgerIdentifier];
    }
}
