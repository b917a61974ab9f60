using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace OAuthKit.Interop.Tests;

/// <summary>The generated clients in a host, as an application registers and configures them.</summary>
public abstract class ContainerTests<TServer>(TServer server) : InteropTests<TServer>(server)
    where TServer : InteropServer, new()
{
    private static readonly Order _order = new(7, "a small one");

    [Theory]
    [InlineData("client_secret_basic")]
    [InlineData("client_secret_post")]
    public async Task A_client_of_the_short_form_calls_read_write_and_anonymous_methods(string method)
    {
        RegisteredClient registration = await Server.RegisterAsync(method);
        await using ProtectedApi api = await ProtectedApi.StartAsync(Server, ProtectedResource.Orders);
        using IHost host = await StartAsync(
            new()
            {
                ["Orders:BaseAddress"] = api.Address.AbsoluteUri,
                ["Orders:Issuer"] = Server.Issuer,
                ["Orders:ClientId"] = registration.Id,
                ["Orders:ClientSecret"] = registration.Secret,
                ["Orders:ClientAuthentication"] = method,
            },
            builder => Trust(builder.Services.AddOrdersApi(builder.Configuration.GetSection("Orders"))));
        Assert.Equal(0, await Server.CountTokenRequestsAsync(registration));
        IOrdersApi orders = host.Services.GetRequiredService<IOrdersApi>();

        Assert.Equal("pong", await orders.Ping(Cancellation));
        Assert.Equal(_order, await orders.GetOrder(_order.Id, Cancellation));
        Assert.Equal(_order, await orders.CreateOrder(_order, Cancellation));

        Assert.Null(api.Requests[0].Authorization);
        Assert.Equal(2, api.Requests.Skip(1).DistinctBy(request => request.Authorization).Count());
        Assert.Equal(2, await Server.CountTokenRequestsAsync(registration));
    }

    [Fact]
    public async Task Two_APIs_share_a_client_of_the_long_form_and_what_no_attribute_names_is_configured()
    {
        RegisteredClient registration = await Server.RegisterAsync();
        await using ProtectedApi ordersApi = await ProtectedApi.StartAsync(Server, ProtectedResource.Orders);
        await using ProtectedApi ledgerApi = await ProtectedApi.StartAsync(Server, ProtectedResource.Ledger);
        using IHost host = await StartAsync(
            new(WorkerOf(registration))
            {
                ["OAuth:Apis:Orders:Client"] = "worker",
                ["OAuth:Apis:Orders:BaseAddress"] = ordersApi.Address.AbsoluteUri,
                ["OAuth:Apis:Ledger:Client"] = "worker",
                ["OAuth:Apis:Ledger:BaseAddress"] = ledgerApi.Address.AbsoluteUri,
                ["OAuth:Apis:Ledger:Scopes"] = $"{ProtectedResource.Read} {ProtectedResource.Write}",
                ["OAuth:Apis:Ledger:Resource:0"] = ProtectedResource.LedgerIdentifier,
            },
            builder =>
            {
                Trust(builder.Services.AddOrdersApi());
                Trust(builder.Services.AddLedgerApi());
            });

        Assert.Equal(_order, await host.Services.GetRequiredService<IOrdersApi>().GetOrder(_order.Id, Cancellation));
        Assert.Equal(_order, await host.Services.GetRequiredService<ILedgerApi>().CreateOrder(_order, Cancellation));
        Assert.Equal(_order, await host.Services.GetRequiredService<ILedgerApi>().GetOrder(_order.Id, Cancellation));
        Assert.Equal(2, await Server.CountTokenRequestsAsync(registration));
    }

    [Fact]
    public async Task A_hundred_concurrent_calls_of_as_many_client_instances_make_one_token_request()
    {
        RegisteredClient registration = await Server.RegisterAsync();
        await using ProtectedApi api = await ProtectedApi.StartAsync(Server, ProtectedResource.Orders);
        using IHost host = await StartOrdersAsync(registration, api);

        Order[] orders = await Task.WhenAll(Enumerable.Range(1, 100).Select(
            id => Task.Run(() => host.Services.GetRequiredService<IOrdersApi>().GetOrder(id, Cancellation), Cancellation)));

        Assert.Equal(Enumerable.Range(1, 100), orders.Select(order => order.Id));
        Assert.Equal(1, await Server.CountTokenRequestsAsync(registration));
    }

    [Fact]
    public async Task A_token_that_ended_earlier_than_the_client_knows_is_renewed_once()
    {
        await using TServer server = await StartOwnServerAsync();
        RegisteredClient registration = await server.RegisterAsync();
        await using ProtectedApi api = await ProtectedApi.StartAsync(server, ProtectedResource.Orders);
        using IHost host = await StartOrdersAsync(registration, api, server);
        IOrdersApi orders = host.Services.GetRequiredService<IOrdersApi>();
        await orders.CreateOrder(_order, Cancellation);
        await server.AdvanceClockAsync(InteropServer.AccessTokenLifetime);

        Assert.Equal(_order, await orders.CreateOrder(_order, Cancellation));

        Assert.Equal([200, 401, 200], api.Requests.Select(request => request.StatusCode));
        Assert.Equal(2, await server.CountTokenRequestsAsync(registration));
    }

    [Fact]
    public async Task Keyed_clients_of_one_API_use_their_own_registration()
    {
        RegisteredClient eu = await Server.RegisterAsync();
        RegisteredClient us = await Server.RegisterAsync("client_secret_post");
        await using ProtectedApi api = await ProtectedApi.StartAsync(Server, ProtectedResource.Orders);
        Dictionary<string, string?> settings = [];
        foreach ((string key, RegisteredClient registration) in new[] { ("eu", eu), ("us", us) })
        {
            settings[$"{key}:BaseAddress"] = api.Address.AbsoluteUri;
            settings[$"{key}:Issuer"] = Server.Issuer;
            settings[$"{key}:ClientId"] = registration.Id;
            settings[$"{key}:ClientSecret"] = registration.Secret;
            settings[$"{key}:ClientAuthentication"] = registration.AuthenticationMethod;
        }

        using IHost host = await StartAsync(settings, builder =>
        {
            Trust(builder.Services.AddKeyedOrdersApi("eu", builder.Configuration.GetSection("eu")));
            Trust(builder.Services.AddKeyedOrdersApi("us", builder.Configuration.GetSection("us")));
        });

        await host.Services.GetRequiredKeyedService<IOrdersApi>("eu").GetOrder(1, Cancellation);
        await host.Services.GetRequiredKeyedService<IOrdersApi>("us").GetOrder(2, Cancellation);

        Assert.Equal(1, await Server.CountTokenRequestsAsync(eu));
        Assert.Equal(1, await Server.CountTokenRequestsAsync(us));
        Assert.Equal(2, api.Requests.DistinctBy(request => request.Authorization).Count());
    }

    [Fact]
    public async Task A_typed_client_of_the_users_own_carries_a_token_too()
    {
        RegisteredClient registration = await Server.RegisterAsync();
        await using ProtectedApi api = await ProtectedApi.StartAsync(Server, ProtectedResource.Orders);
        using IHost host = await StartAsync(
            new(WorkerOf(registration)),
            builder => Trust(builder.Services
                .AddHttpClient("mine", http => http.BaseAddress = api.Address)
                .AddOAuthToken("worker", new ClientCredentialsGrant { Scope = ProtectedResource.Read, Resource = [ProtectedResource.OrdersIdentifier] })));
        HttpClient mine = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("mine");

        Assert.Equal(_order, await mine.GetFromJsonAsync<Order>("orders/7", Cancellation));

        Assert.Equal(1, await Server.CountTokenRequestsAsync(registration));
    }

    private Dictionary<string, string?> WorkerOf(RegisteredClient registration)
    {
        return new()
        {
            ["OAuth:Clients:worker:Issuer"] = Server.Issuer,
            ["OAuth:Clients:worker:ClientId"] = registration.Id,
            ["OAuth:Clients:worker:ClientSecret"] = registration.Secret,
        };
    }

    private Task<IHost> StartOrdersAsync(RegisteredClient registration, ProtectedApi api, TServer? server = null)
    {
        Dictionary<string, string?> settings = new()
        {
            ["Orders:BaseAddress"] = api.Address.AbsoluteUri,
            ["Orders:Issuer"] = (server ?? Server).Issuer,
            ["Orders:ClientId"] = registration.Id,
            ["Orders:ClientSecret"] = registration.Secret,
        };
        return StartAsync(settings, builder => Trust(builder.Services.AddOrdersApi(builder.Configuration.GetSection("Orders")), server), server);
    }

    private void Trust(IHttpClientBuilder http, TServer? server = null)
    {
        http.ConfigurePrimaryHttpMessageHandler((server ?? Server).CreateHandler);
    }

    private async Task<IHost> StartAsync(Dictionary<string, string?> settings, Action<HostApplicationBuilder> register, TServer? server = null)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.ConfigureAll<BackchannelOptions>(options => options.Handler = (server ?? Server).Handler);
        register(builder);
        IHost host = builder.Build();
        await host.StartAsync(Cancellation);
        return host;
    }
}
