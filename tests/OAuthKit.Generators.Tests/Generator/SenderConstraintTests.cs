namespace OAuthKit.Generators.Tests;

public sealed class SenderConstraintTests
{
    [Fact]
    public void A_method_can_have_another_binding_than_its_interface() => Generated.Matches("""
        namespace Shop;

        [OAuth2Api("Things"), ClientCredentials, Dpop]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<string> Inherits();

            [Get("/b"), Dpop(false)]
            Task<string> Replaces();

            [Get("/c"), Dpop, Scopes("c")]
            Task<string> Says_it_again();

            [Get("/d"), Anonymous]
            Task<string> Has_no_token();
        }
        """);

    [Fact]
    public void Without_the_attribute_the_configuration_says_so() => Generated.Matches("""
        namespace Shop;

        [OAuth2Api("Things"), ClientCredentials]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<string> Says_nothing();

            [Get("/b"), Dpop]
            Task<string> Is_bound();
        }
        """);

    [Fact]
    public void The_nearest_interface_says_whether_tokens_are_bound() => Generated.Matches("""
        namespace Shop;

        [Dpop]
        public interface IBoundApi
        {
            [Get("/a")]
            Task<string> A();
        }

        [Dpop(false)]
        public interface IUnboundApi : IBoundApi;

        [OAuth2Api("Things"), ClientCredentials]
        public interface IThingsApi : IBoundApi, IUnboundApi;
        """);

    [Fact]
    public void An_inherited_certificate_is_that_of_the_whole_client() => Generated.Matches("""
        namespace Shop;

        [MutualTls]
        public interface ISecretApi
        {
            [Get("/a")]
            Task<string> A();
        }

        [OAuth2Api("Things", FromResourceMetadata = true), ClientCredentials]
        public interface IThingsApi : ISecretApi
        {
            [Get("/b"), AccessToken]
            Task<string> B();
        }
        """);

    [Fact]
    public void Nothing_is_generated_for_tokens_that_are_bound_in_two_ways() => Generated.Nothing("""
        [OAuth2Api("Things"), ClientCredentials, MutualTls]
        public interface IThingsApi
        {
            [Get("/a"), Dpop]
            Task<string> A();
        }
        """);

    [Fact]
    public void A_certificate_on_a_method_does_not_compile()
    {
        var faults = Generated.From("""
            [OAuth2Api("Things"), ClientCredentials]
            public interface IThingsApi
            {
                [Get("/a"), MutualTls]
                Task<string> A();
            }
            """).Output.GetDiagnostics(TestContext.Current.CancellationToken);

        Assert.Equal("CS0592", Assert.Single(faults, fault => fault.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error).Id);
    }
}
