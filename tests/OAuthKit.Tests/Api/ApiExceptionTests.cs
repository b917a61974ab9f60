using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OAuthKit.Testing;
using Refit;

namespace OAuthKit.Tests;

public sealed class ApiExceptionTests
{
    public static TheoryData<string> Shapes => [.. _calls.Keys];

    private static readonly Dictionary<string, Func<IOrdersApi, Task>> _calls = new()
    {
        ["Task"] = orders => orders.DeleteOrder(1, Shop.Cancellation),
        ["Task<T>"] = orders => orders.GetOrder(1, Shop.Cancellation),
        ["ApiResponse<T>"] = orders => orders.GetOrderResponse(1, Shop.Cancellation),
        ["IAsyncEnumerable<T>"] = async orders =>
        {
            await foreach (var _ in orders.ListOrders(Shop.Cancellation))
            {
            }
        },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_refusal_of_the_authorization_server_surfaces_as_it_is(string shape)
    {
        await using var shop = new Shop();
        shop.Login.Token.Always(Fault.Error("invalid_client", statusCode: 401));
        var orders = shop.ProvideOrders().GetRequiredService<IOrdersApi>();

        var error = await Assert.ThrowsAsync<OAuthServerException>(() => _calls[shape](orders));

        Assert.Equal("invalid_client", error.Error);
        Assert.Empty(shop.Api.Requests);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_token_endpoint_that_is_down_gives_a_typed_error_and_no_request(string shape)
    {
        await using var shop = new Shop();
        shop.Login.Token.Always(Fault.Status(503));
        var orders = shop.ProvideOrders().GetRequiredService<IOrdersApi>();

        var error = await Assert.ThrowsAsync<OAuthException>(() => _calls[shape](orders));

        Assert.Equal(OAuthFault.TokenResponseStatus, error.Code);
        Assert.Equal(503, error.StatusCode);
        Assert.Empty(shop.Api.Requests);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_mistake_of_the_caller_surfaces_as_it_is(string shape)
    {
        await using var shop = new Shop();
        var orders = shop.ProvideOrders(builder => builder.ConfigureHttpClient(http => http.DefaultRequestHeaders.Add("Authorization", "Bearer mine")))
            .GetRequiredService<IOrdersApi>();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => _calls[shape](orders));

        Assert.Contains("Authorization header", error.Message, StringComparison.Ordinal);
        Assert.Empty(shop.Api.Requests);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_missing_scope_surfaces_as_it_is(string shape)
    {
        await using var shop = new Shop();
        shop.Api.Always(Fault.Respond(_ => TestResponse.Empty(403).WithHeader("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"orders.admin\"")));
        var orders = shop.ProvideOrders().GetRequiredService<IOrdersApi>();

        var error = await Assert.ThrowsAsync<InsufficientScopeException>(() => _calls[shape](orders));

        Assert.Equal(["orders.admin"], error.RequiredScopes);
    }

    [Fact]
    public async Task An_authorization_server_that_can_not_be_reached_is_a_transport_fault_as_Refit_has_it()
    {
        await using var shop = new Shop();
        shop.Login.Always(Fault.ConnectionFailure());
        var orders = shop.ProvideOrders().GetRequiredService<IOrdersApi>();

        var error = await Assert.ThrowsAsync<ApiRequestException>(() => orders.GetOrder(1, Shop.Cancellation));
        var response = await orders.GetOrderResponse(1, Shop.Cancellation);

        Assert.IsType<HttpRequestException>(error.InnerException);
        Assert.IsType<ApiRequestException>(response.Error);
        Assert.Empty(shop.Api.Requests);
    }

    [Fact]
    public async Task Cancellation_surfaces_as_it_is()
    {
        await using var shop = new Shop();
        var orders = shop.ProvideOrders().GetRequiredService<IOrdersApi>();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => orders.GetOrder(1, cancelled.Token));
    }

    [Fact]
    public async Task An_error_of_the_api_is_Refits_own_and_holds_no_token()
    {
        await using var shop = new Shop();
        shop.Api.Always(Fault.Status(500));
        var orders = shop.ProvideOrders().GetRequiredService<IOrdersApi>();

        var error = await Assert.ThrowsAsync<ApiException>(() => orders.GetOrder(1, Shop.Cancellation));

        Assert.Equal(HttpStatusCode.InternalServerError, error.StatusCode);
        Assert.Null(error.RequestMessage.Headers.Authorization);
        Assert.DoesNotContain(error.RequestMessage.Options, option => option.Key.StartsWith("OAuthKit.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_transport_fault_of_the_api_holds_no_token_of_the_caller()
    {
        await using var shop = new Shop();
        shop.Api.Always(Fault.ConnectionFailure());
        var orders = shop.ProvideOrders().GetRequiredService<IOrdersApi>();

        var error = await Assert.ThrowsAsync<ApiRequestException>(() => orders.MeAs(AccessToken.Parse("canary-token"), Shop.Cancellation));

        Assert.IsType<HttpRequestException>(error.InnerException);
        Assert.DoesNotContain(error.RequestMessage.Options, option => option.Key.StartsWith("OAuthKit.", StringComparison.Ordinal));
        Assert.DoesNotContain("canary-token", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_users_redactor_runs_as_well()
    {
        await using var shop = new Shop();
        shop.Api.Always(Fault.Status(500, "private"));
        var orders = shop.ProvideOrders(register: services => services.Configure<OrdersApiOptions>("Orders", options =>
            options.ConfigureRefit = settings => settings.ExceptionRedactor = exception => ((ApiException)exception).Content = "redacted")).GetRequiredService<IOrdersApi>();

        var error = await Assert.ThrowsAsync<ApiException>(() => orders.GetOrder(1, Shop.Cancellation));

        Assert.Equal("redacted", error.Content);
        Assert.DoesNotContain(error.RequestMessage.Options, option => option.Key.StartsWith("OAuthKit.", StringComparison.Ordinal));
    }
}
