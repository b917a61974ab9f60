using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OAuthKit.Testing;

// The page shows calls in their short form.
#pragma warning disable xUnit1051

namespace OAuthKit.Tests;

/// <summary>Tests of a service that takes a generated client, without an authorization server and without a network.</summary>
public sealed class FakeTokensTests
{
    #region FakeTokens
    [Fact]
    public async Task Reads_the_note_of_an_order()
    {
        var services = new ServiceCollection().AddSingleton<OrderDesk>();
        services.AddOrdersApi();

        StubApi api = services.UseFakeTokens();
        api.MapGet("/orders/{id}", request => new JsonObject { ["id"] = 42, ["note"] = "hello" });

        await using var provider = services.BuildServiceProvider();
        Assert.Equal("hello", await provider.GetRequiredService<OrderDesk>().ReadNote(42));
        Assert.Equal("orders.read", api.Requests[0].RequestedToken!.Scope);
    }
    #endregion

    #region FakeTokensCreate
    [Fact]
    public async Task Reads_a_note_without_a_container()
    {
        var api = new StubApi();
        api.MapGet("/orders/{id}", request => new JsonObject { ["id"] = 42, ["note"] = "hello" });
        var desk = new OrderDesk(OrdersApi.Create(api.Tokens, new Uri("https://api.example.com"), handler: api.Handler));

        Assert.Equal("hello", await desk.ReadNote(42));
        Assert.Equal("orders.read", api.Requests[0].RequestedToken!.Scope);
    }
    #endregion

    [Fact]
    public async Task Shows_what_was_sent()
    {
        await using var provider = Provide(out var api);
        var orders = provider.GetRequiredService<IOrdersApi>();

        #region FakeTokensSent
        api.MapPost("/orders", request => TestResponse.Json(request.ReadJson(), 201));

        await orders.CreateOrder(new Order(7, "seven"));

        TestRequest sent = api.Requests[^1];
        Assert.Equal("POST", sent.Method);
        Assert.Equal("https://api.test/orders", sent.Uri.AbsoluteUri);
        Assert.Equal("seven", (string?)sent.ReadJson()!["note"]);
        Assert.Equal("orders.write", sent.RequestedToken!.Scope);
        #endregion
    }

    [Fact]
    public async Task Answers_by_a_delegate()
    {
        await using var provider = Provide(out var api);
        var orders = provider.GetRequiredService<IOrdersApi>();

        #region FakeTokensAnswer
        api.Answer(request => request.Path.StartsWith("/orders/", StringComparison.Ordinal) ? TestResponse.Json(new JsonObject { ["id"] = 1, ["note"] = request.Method }) : null);
        api.Next(Fault.Status(503));                       // faults, as at a TestApi
        #endregion

        await Assert.ThrowsAnyAsync<Refit.ApiException>(() => orders.GetOrder(1));
        Assert.Equal("GET", (await orders.GetOrder(1)).Note);
    }

    [Fact]
    public async Task A_request_without_an_answer_is_a_clear_failure()
    {
        await using var provider = Provide(out var api);
        var orders = provider.GetRequiredService<IOrdersApi>();

        var nothing = await Assert.ThrowsAsync<InvalidOperationException>(() => orders.GetOrder(1));
        api.MapGet("/orders/{id}", _ => new JsonObject());
        api.MapGet("/me", _ => TestResponse.Text("me"));
        var other = await Assert.ThrowsAsync<InvalidOperationException>(() => orders.Ping());
        var method = await Assert.ThrowsAsync<InvalidOperationException>(() => orders.DeleteOrder(1));

        Assert.Equal("The stub has no answer to GET /orders/1 at https://api.test, and nothing was sent over the network. Nothing is mapped. Add an answer by Map or Answer of the StubApi.", nothing.Message);
        Assert.Contains("Mapped are GET /orders/{id}, GET /me.", other.Message, StringComparison.Ordinal);
        Assert.Contains("Its path is mapped for GET.", method.Message, StringComparison.Ordinal);
        Assert.Equal(3, api.RequestCount);
    }

    [Fact]
    public async Task Anonymous_calls_and_calls_with_the_callers_token_ask_for_none()
    {
        await using var provider = Provide(out var api);
        api.Answer(_ => TestResponse.Json("pong"));
        var orders = provider.GetRequiredService<IOrdersApi>();

        await orders.Ping();
        await orders.MeAs(AccessToken.Parse("mine"));

        Assert.All(api.Requests, request => Assert.Null(request.RequestedToken));
        Assert.Equal([null, "Bearer mine"], api.Requests.Select(request => request.Headers["Authorization"]));
    }

    [Fact]
    public async Task The_configuration_of_the_program_stays_and_no_client_of_it_is_used()
    {
        var settings = new Dictionary<string, string?>
        {
            ["OAuth:Apis:Orders:BaseAddress"] = "https://orders.example.com/v2/",
            ["OAuth:Apis:Orders:Client"] = "contoso",
            ["OAuth:Apis:Stock:BaseAddress"] = "https://stock.example.com",
            ["OAuth:Apis:Stock:Scopes"] = "stock.read",
            ["OAuth:Apis:Stock:Audience"] = "stock",
            ["OAuth:Apis:Stock:Issuer"] = "https://login.example.com",
        };
        var builder = Host.CreateEmptyApplicationBuilder(null);
        Microsoft.Extensions.Configuration.MemoryConfigurationBuilderExtensions.AddInMemoryCollection(builder.Configuration, settings);
        var api = builder.Services.UseFakeTokens();
        builder.Services.AddOrdersApi();
        builder.Services.AddStockApi();
        using var host = builder.Build();
        await host.StartAsync(Shop.Cancellation);
        api.Answer(_ => TestResponse.Json(new JsonObject { ["id"] = 1, ["note"] = "a" }));

        await host.Services.GetRequiredService<IOrdersApi>().GetOrder(1);
        await host.Services.GetRequiredService<IStockApi>().GetOrder(1);

        Assert.Equal(["https://orders.example.com/v2/orders/1", "https://stock.example.com/orders/1"], api.Requests.Select(request => request.Uri.AbsoluteUri));
        Assert.Equal(("Orders", "orders.read"), (api.Requests[0].RequestedToken!.Api, api.Requests[0].RequestedToken!.Scope));
        Assert.Equal(("stock.read", "stock"), (api.Requests[1].RequestedToken!.Scope, api.Requests[1].RequestedToken!.Audience));
    }

    [Fact]
    public async Task Bound_tokens_are_fakes_too()
    {
        var services = new ServiceCollection();
        services.AddKeyedApi();
        services.AddLedgerApi();
        var api = services.UseFakeTokens();
        await using var provider = services.BuildServiceProvider();
        api.Answer(_ => TestResponse.Json("pong"));

        await provider.GetRequiredService<IKeyedApi>().GetSecret();
        await provider.GetRequiredService<ILedgerApi>().Ping();

        Assert.Equal(["DPoP fake-1", "Bearer fake-2"], api.Requests.Select(request => request.Headers["Authorization"]));
        Assert.True(api.Requests[0].Headers.Contains("DPoP"));
        Assert.True(api.Requests[1].RequestedToken!.MutualTls);
    }

    [Fact]
    public async Task A_fake_knows_its_subject()
    {
        var services = new ServiceCollection();
        services.AddUsersApi();
        var api = services.UseFakeTokens();
        await using var provider = services.BuildServiceProvider();
        api.Answer(_ => TestResponse.Text("me"));
        var (alice, bob) = (SubjectToken.Parse("alice"), SubjectToken.Parse("bob"));

        await provider.GetRequiredService<IUsersApi>().Me(alice);
        await provider.GetRequiredService<IUsersApi>().Me(bob);
        await provider.GetRequiredService<IUsersApi>().Me(alice);

        Assert.Equal(["Bearer fake-1", "Bearer fake-2", "Bearer fake-1"], api.Requests.Select(request => request.Headers["Authorization"]));
        Assert.Equal([alice, bob, alice], api.Requests.Select(request => request.RequestedToken!.Subject));
    }

    [Fact]
    public async Task A_refused_fake_is_replaced()
    {
        await using var provider = Provide(out var api);
        api.MapGet("/orders/{id}", _ => new JsonObject { ["id"] = 1, ["note"] = "a" });
        api.Next(Fault.Status(401));

        await provider.GetRequiredService<IOrdersApi>().GetOrder(1);

        Assert.Equal(["Bearer fake-1", "Bearer fake-2"], api.Requests.Select(request => request.Headers["Authorization"]));
    }

    [Fact]
    public async Task Nothing_else_reaches_the_network_either()
    {
        var services = new ServiceCollection();
        services.AddOAuthClient("contoso", options => (options.Issuer, options.ClientId, options.ClientSecret) = ("https://login.example.com", "worker", ClientSecret.Parse(Shop.Secret)));
        services.AddHttpClient("plain");
        services.AddHttpClient("stock", http => http.BaseAddress = new Uri("https://stock.example.com")).AddOAuthToken("contoso");
        var api = services.UseFakeTokens();
        await using var provider = services.BuildServiceProvider();
        var clients = provider.GetRequiredService<IHttpClientFactory>();

        var plain = await Assert.ThrowsAsync<InvalidOperationException>(() => clients.CreateClient("plain").GetAsync("https://example.com/"));
        var own = await Assert.ThrowsAsync<InvalidOperationException>(() => provider.GetRequiredKeyedService<OAuthClient>("contoso").RequestTokenAsync(new ClientCredentialsGrant()));
        var typed = await Assert.ThrowsAsync<InvalidOperationException>(() => clients.CreateClient("stock").GetAsync("/"));

        Assert.StartsWith("The stub has no answer to GET / at https://example.com", plain.Message, StringComparison.Ordinal);
        Assert.All([own, typed], e => Assert.StartsWith("With UseFakeTokens there is no authorization server, but an OAuthClient asks https://login.example.com/", e.Message, StringComparison.Ordinal));
        Assert.Equal(1, api.RequestCount);
    }

    private static ServiceProvider Provide(out StubApi api)
    {
        var services = new ServiceCollection();
        services.AddOrdersApi();
        api = services.UseFakeTokens();
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    private sealed class OrderDesk(IOrdersApi orders)
    {
        public async Task<string?> ReadNote(int id) => (await orders.GetOrder(id)).Note;
    }
}
