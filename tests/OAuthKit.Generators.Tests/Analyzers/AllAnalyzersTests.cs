using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace OAuthKit.Generators.Tests;

public sealed partial class AllAnalyzersTests
{
    [Fact]
    public Task Say_nothing_of_a_good_interface() => AnalyzerRun.AllAreSilent("""
        namespace Shop;

        public sealed record Order(int Id);

        public interface IHealthApi
        {
            [Get("/health"), Anonymous]
            Task<string> Health(CancellationToken ct = default);
        }

        [OAuth2Api("Orders"), ClientCredentials, Scopes("orders.read"), Audience("orders"), Resource("https://api.example.com")]
        public interface IOrdersApi : IHealthApi
        {
            [Property("tenant")]
            string? Tenant { get; set; }

            [Get("/orders/{id}")]
            Task<Order> GetOrder(int id, CancellationToken ct = default);

            [Post("/orders"), Scopes("orders.write", Add = true), TokenParameter("organization", "org_1")]
            Task<Order> CreateOrder([Body] Order order, CancellationToken ct = default);

            [Get("/mine"), AccessToken]
            Task<Order> MyOrder([Property(OAuthParameter.AccessToken)] AccessToken token, CancellationToken ct = default);
        }
        """);

    [Fact]
    public Task Say_nothing_where_OAuthKit_is_not_referenced() => AnalyzerRun.AllAreSilentWithoutOAuthKit("""
        namespace OAuthKit
        {
            public class ScopesAttribute(params string[] scopes) : System.Attribute { public string[] Scopes => scopes; }
            public class AnonymousAttribute : System.Attribute;
        }

        namespace Shop
        {
            [OAuthKit.Scopes("a b")]
            public interface IOrdersApi
            {
                [OAuthKit.Anonymous]
                void A();
            }
        }
        """);

    [Fact]
    public Task Obey_pragmas() => AnalyzerRun.AllAreSilent("""
        #pragma warning disable OAK001, OAK008, OAK105
        [OAuth2Api("Things"), Scopes("a b")]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<string> A();
        }
        """);

    [Fact]
    public void Ids_are_unique_and_well_formed()
    {
        Assert.Distinct(Descriptors.Select(rule => rule.Id));
        Assert.All(Descriptors, rule => Assert.Matches(IdPattern(), rule.Id));
        Assert.All(AnalyzerRun.All, analyzer => Assert.Single(analyzer.SupportedDiagnostics));
    }

    private static IEnumerable<DiagnosticDescriptor> Descriptors => AnalyzerRun.All.SelectMany(analyzer => analyzer.SupportedDiagnostics);

    [GeneratedRegex("^OAK[0-2][0-9]{2}$")]
    private static partial Regex IdPattern();
}
