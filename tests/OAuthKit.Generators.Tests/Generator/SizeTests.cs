using System.Text;

namespace OAuthKit.Generators.Tests;

public sealed class SizeTests
{
    private const int Limit = 7 * 1024;
    private const int LimitOfAMethod = 300;
    private const int LimitOfTheRest = 3584;

    [Fact]
    public void Ten_methods_stay_within_the_limit()
    {
        var size = Size(Typical(10));
        TestContext.Current.TestOutputHelper?.WriteLine($"{size} bytes for ten methods, {Size(Typical(1))} for one");
        Assert.InRange(size, 1, Limit);
        Assert.InRange(size, 1, (10 * LimitOfAMethod) + LimitOfTheRest);
    }

    [Fact]
    public void A_method_and_the_rest_stay_within_their_own_limits()
    {
        var one = Size(Typical(1));
        var perMethod = (Size(Typical(10)) - one) / 9;
        Assert.InRange(perMethod, 1, LimitOfAMethod);
        Assert.InRange(one - perMethod, 1, LimitOfTheRest);
    }

    [Fact]
    public void Every_bound_client_and_every_grant_stay_within_the_limits()
    {
        var one = Size(Rich(1));
        var perMethod = (Size(Rich(4)) - one) / 3;
        var rest = one - (2 * perMethod);
        TestContext.Current.TestOutputHelper?.WriteLine($"{perMethod} bytes for a method, {rest} for the rest");
        Assert.InRange(perMethod, 1, LimitOfAMethod);
        Assert.InRange(rest, 1, LimitOfTheRest);
    }

    private static string Rich(int methods)
    {
        string[] all =
        [
            """[Get("/orders/{id}"), AccessToken] Task<Order> GetOrder(int id, [Property(OAuthParameter.AccessToken)] AccessToken token, CancellationToken cancellationToken = default);""",
            """[Get("/orders/{id}"), AccessToken] Task<Order> GetOrders(int id, [Property(OAuthParameter.AccessToken)] AccessToken token, CancellationToken cancellationToken = default);""",
            """[Get("/orders/{id}"), AccessToken] Task<Order> GetInvoices(int id, [Property(OAuthParameter.AccessToken)] AccessToken token, CancellationToken cancellationToken = default);""",
            """[Get("/orders/{id}"), AccessToken] Task<Order> GetAddresses(int id, [Property(OAuthParameter.AccessToken)] AccessToken token, CancellationToken cancellationToken = default);""",
        ];
        return $$"""
            namespace Shop;

            public sealed record Order(int Id);

            [OAuth2Api("Orders"), TokenExchange, Scopes("orders.read")]
            public interface IOrdersApi
            {
                [Get("/orders/{id}")] Task<Order> GetMyOrder(int id, [Property(OAuthParameter.SubjectToken)] SubjectToken user, CancellationToken cancellationToken = default);
                {{string.Join("\n    ", all.Take(methods))}}
            }
            """;
    }

    private static int Size(string source) => Encoding.UTF8.GetByteCount(Assert.Single(Generated.From(source).Sources).SourceText.ToString());

    private static string Typical(int methods)
    {
        string[] all =
        [
            """[Get("/orders/{id}")] Task<Order> GetOrder(int id, CancellationToken cancellationToken = default);""",
            """[Get("/orders")] Task<IReadOnlyList<Order>> ListOrders([Query] string? filter = null, int page = 1, CancellationToken cancellationToken = default);""",
            """[Post("/orders"), Scopes("orders.write")] Task<Order> CreateOrder([Body] Order order, CancellationToken cancellationToken = default);""",
            """[Put("/orders/{id}"), Scopes("orders.write")] Task UpdateOrder(int id, [Body] Order order, CancellationToken cancellationToken = default);""",
            """[Delete("/orders/{id}"), Scopes("orders.write")] Task DeleteOrder(int id, CancellationToken cancellationToken = default);""",
            """[Get("/orders/{id}/lines")] IAsyncEnumerable<OrderLine> StreamLines(int id, CancellationToken cancellationToken = default);""",
            """[Get("/orders/{id}")] Task<IApiResponse<Order>> GetOrderResponse(int id, [Header("If-None-Match")] string? etag = null, CancellationToken cancellationToken = default);""",
            """[Get("/orders/{id}/invoice")] Task<System.IO.Stream> DownloadInvoice(int id, CancellationToken cancellationToken = default);""",
            """[Get("/orders/count")] Task<int> CountOrders(DateTimeOffset? since = null, CancellationToken cancellationToken = default);""",
            """[Get("/ping"), Anonymous] Task<string> Ping(CancellationToken cancellationToken = default);""",
        ];
        return $$"""
            namespace Shop;

            public sealed record Order(int Id);

            public sealed record OrderLine(int Number);

            [OAuth2Api("Orders"), ClientCredentials, Scopes("orders.read")]
            public interface IOrdersApi
            {
                {{string.Join("\n    ", all.Take(methods))}}
            }
            """;
    }
}
