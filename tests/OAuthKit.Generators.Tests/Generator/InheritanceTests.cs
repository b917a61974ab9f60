namespace OAuthKit.Generators.Tests;

public sealed class InheritanceTests
{
    [Fact]
    public void Forwards_inherited_methods_under_their_own_policies() => Generated.Matches("""
        namespace Shop;

        public interface IReadApi<T, TKey>
        {
            [Get("/{id}")]
            Task<T> Get(TKey id);

            [Get("/"), Scopes("list", Add = true)]
            Task<List<T>> List();
        }

        [ClientCredentials, Scopes("base"), Audience("things")]
        public interface IBaseApi
        {
            [Get("/health"), Anonymous]
            Task<string> Health();
        }

        [OAuth2Api("Things"), Scopes("read")]
        public interface IThingsApi : IReadApi<string, int>, IBaseApi
        {
            [Delete("/{id}"), Scopes("write")]
            Task Delete(int id);
        }
        """);

    [Fact]
    public void Implements_clashing_methods_explicitly() => Generated.Matches("""
        namespace Shop;

        public interface IFirst
        {
            [Get("/first")]
            Task<string> Get(int id, string? filter = null);

            [Get("/same")]
            Task<T?> Same<T>(T? like) where T : class;

            [Property("tenant")]
            string Tenant { get; set; }
        }

        public interface ISecond
        {
            [Get("/second")]
            Task<int> Get(int number, string? text);

            [Get("/same/2")]
            Task<U?> Same<U>(U? like) where U : class;

            [Property("tenant2")]
            string Tenant { get; set; }
        }

        [OAuth2Api("Things"), ClientCredentials]
        public interface IThingsApi : IFirst, ISecond
        {
            [Get("/third"), Scopes("third")]
            new Task<string> Get(int id, string? filter = null);
        }
        """);

    [Fact]
    public void A_method_that_hides_an_inherited_one_is_the_public_one() => Generated.Matches("""
        namespace Shop;

        public interface IOlderApi
        {
            [Get("/old")]
            Task<string> Get();
        }

        public interface INewerApi : IOlderApi
        {
            [Get("/new"), Anonymous]
            new Task<string> Get();
        }

        [OAuth2Api("Things"), ClientCredentials]
        public interface IThingsApi : INewerApi;
        """);

    [Fact]
    public void Calls_overloads_through_the_interface_that_declares_them() => Generated.Matches("""
        namespace Shop;

        public interface IBaseApi
        {
            [Get("/number")]
            Task<string> Get(int id);
        }

        [OAuth2Api("Things"), ClientCredentials]
        public interface IThingsApi : IBaseApi
        {
            [Get("/object")]
            Task<string> Get(object id);
        }
        """);

    [Fact]
    public void Leaves_alone_what_a_derived_interface_implements() => Generated.Matches("""
        namespace Shop;

        public interface IBaseApi
        {
            [Get("/a")]
            Task<string> A();

            [Get("/b")]
            Task<string> B();
        }

        [OAuth2Api("Things"), ClientCredentials]
        public interface IThingsApi : IBaseApi
        {
            Task<string> IBaseApi.A() => B();
        }
        """);

    [Fact]
    public void Takes_the_nearest_interface_on_a_path() => Generated.Matches("""
        namespace Shop;

        [AccessToken, Scopes("far"), TokenParameter("tenant", "far"), TokenParameter("kept", "1")]
        public interface IFar;

        [ClientCredentials, Scopes("near", Add = true), TokenParameter("tenant", "near")]
        public interface INear : IFar;

        [OAuth2Api("Things"), Scopes("own", "near", Add = true)]
        public interface IThingsApi : IFar, INear
        {
            [Get("/a")]
            Task<string> A();
        }
        """);
}
