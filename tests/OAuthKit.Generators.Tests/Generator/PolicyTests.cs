namespace OAuthKit.Generators.Tests;

public sealed class PolicyTests
{
    [Fact]
    public void Equal_policies_share_an_inner_client() => Generated.Matches("""
        namespace Shop;

        [OAuth2Api("Things"), ClientCredentials, Scopes("a", "b"), Resource("https://one.example", "https://two.example"), TokenParameter("x", "1"), TokenParameter("y", "2")]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<string> Inherits();

            [Get("/b"), Scopes("b", "a", "a")]
            Task<string> Same_scopes_in_another_order();

            [Get("/c"), Resource("https://two.example", "https://one.example")]
            Task<string> Same_resources_in_another_order();

            [Get("/d"), TokenParameter("y", "2"), TokenParameter("x", "1")]
            Task<string> Same_parameters();

            [Get("/e"), Scopes("a", Add = true)]
            Task<string> Adds_what_is_there();
        }
        """);

    [Fact]
    public void Each_kind_of_attribute_replaces_its_own_kind_only() => Generated.Matches("""
        namespace Shop;

        [OAuth2Api("Things"), ClientCredentials, Scopes("a"), Audience("one"), Resource("https://one.example"), TokenParameter("x", "1")]
        public interface IThingsApi
        {
            [Get("/a"), Scopes("b")]
            Task<string> Replaces_scopes();

            [Get("/b"), Scopes("b", Add = true)]
            Task<string> Adds_scopes();

            [Get("/c"), Audience("two")]
            Task<string> Replaces_audience();

            [Get("/d"), Resource("https://two.example", Add = true)]
            Task<string> Adds_resource();

            [Get("/e"), TokenParameter("x", "2"), TokenParameter("say \"hi\"", "\\")]
            Task<string> Replaces_and_adds_parameters();
        }
        """);

    [Fact]
    public void A_grant_without_more_leaves_all_to_the_configuration() => Generated.Matches("""
        namespace Shop;

        [OAuth2Api("Things")]
        public interface IThingsApi
        {
            [Get("/a"), ClientCredentials]
            Task<string> A();
        }
        """);

    [Fact]
    public void Each_grant_has_its_own_request() => Generated.Matches("""
        namespace Shop;

        [OAuth2Api("Things"), ClientCredentials, Scopes("a")]
        public interface IThingsApi
        {
            [Get("/a"), AuthorizationCode]
            Task<string> A();

            [Get("/b"), DeviceCode, Audience("b")]
            Task<string> B();

            [Get("/c"), Backchannel, Resource("https://c.example")]
            Task<string> C();

            [Get("/d"), TokenExchange, TokenParameter("x", "1")]
            Task<string> D();

            [Get("/e"), JwtBearer, Dpop]
            Task<string> E();

            [Get("/f")]
            Task<string> F();
        }
        """);

    [Fact]
    public void Calls_that_bring_a_resource_have_a_policy_of_their_own() => Generated.Matches("""
        namespace Shop;

        [OAuth2Api("Things"), ClientCredentials]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<string> A();

            [Get("/b")]
            Task<string> B([Property(OAuthParameter.Resource)] string resource);

            [Get("/c"), Anonymous]
            Task<string> C();
        }
        """);

    [Fact]
    public void A_property_of_the_interface_is_brought_by_all_calls() => Generated.Matches("""
        namespace Shop;

        [OAuth2Api("Things"), TokenExchange, Dpop]
        public interface IThingsApi
        {
            [Property(OAuthParameter.Resource)]
            string? Resource { get; set; }

            [Get("/a")]
            Task<string> A([Property(OAuthParameter.SubjectToken)] SubjectToken user);

            [Get("/b"), AccessToken]
            Task<string> B();
        }
        """);

    [Fact]
    public void A_token_from_the_caller_brings_WithAccessToken() => Generated.Matches("""
        namespace Shop;

        [OAuth2Api("Things"), AccessToken]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<string> A([Property(OAuthParameter.AccessToken)] AccessToken token, CancellationToken ct = default);

            [Get("/b")]
            Task<string> B(CancellationToken ct = default);
        }
        """);
}
