namespace OAuthKit.Generators.Tests;

public sealed class ClientTests
{
    [Fact]
    public void Forwards_each_method_to_the_inner_client_of_its_policy() => Generated.Matches("""
        namespace Shop;

        public sealed record Order(int Id);

        [OAuth2Api("Orders"), ClientCredentials, Scopes("orders.read")]
        public interface IOrdersApi
        {
            [Get("/orders/{id}")]
            Task<Order> GetOrder(int id, CancellationToken ct = default);

            [Post("/orders"), Scopes("orders.write")]
            Task<Order> CreateOrder([Body] Order order, CancellationToken ct = default);

            [Get("/ping"), Anonymous]
            Task<string> Ping(CancellationToken ct = default);
        }
        """);
}
