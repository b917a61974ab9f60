namespace OAuthKit.Generators.Tests;

public sealed class DeclarationTests
{
    [Fact]
    public void Works_in_the_global_namespace() => Generated.Matches("""
        [OAuth2Api("Things"), ClientCredentials]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<string> A();
        }
        """);

    [Fact]
    public void An_internal_interface_has_an_internal_client() => Generated.Matches("""
        namespace Shop;

        [OAuth2Api("Things"), ClientCredentials]
        internal interface IThingsApi
        {
            [Get("/a")]
            Task<string> A();
        }
        """);

    [Fact]
    public void A_nested_interface_has_its_client_in_the_namespace() => Generated.Matches("""
        namespace Shop;

        public static class Apis
        {
            [OAuth2Api("Things"), ClientCredentials]
            public interface IThingsApi
            {
                [Get("/a")]
                Task<string> A();
            }

            internal static class Hidden
            {
                [OAuth2Api("Parts"), ClientCredentials]
                public interface IPartsApi
                {
                    [Get("/a")]
                    Task<string> A();
                }
            }
        }
        """);

    [Fact]
    public void A_name_without_I_gets_a_suffix() => Generated.Matches("""
        namespace Shop;

        [OAuth2Api("Invoices"), ClientCredentials]
        public interface Invoices
        {
            [Get("/a")]
            Task<string> A();
        }
        """);

    [Fact]
    public void Passes_the_JSON_context_on() => Generated.Matches("""
        using System.Text.Json;
        using System.Text.Json.Serialization;
        using System.Text.Json.Serialization.Metadata;

        namespace Shop;

        internal sealed class AppJson() : JsonSerializerContext(null)
        {
            public static AppJson Default { get; } = new();

            protected override JsonSerializerOptions? GeneratedSerializerOptions => null;

            public override JsonTypeInfo? GetTypeInfo(Type type) => null;
        }

        [OAuth2Api("Things", Json = typeof(AppJson)), ClientCredentials]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<string> A();
        }
        """);

    [Fact]
    public void Says_that_the_issuer_is_found_in_the_metadata_of_the_API() => Generated.Matches("""
        namespace Shop;

        [OAuth2Api("Things", FromResourceMetadata = true), ClientCredentials]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<string> A();
        }
        """);

    [Fact]
    public void The_user_may_write_another_part_of_the_client() => Generated.Matches("""
        namespace Shop;

        [OAuth2Api("Things"), ClientCredentials]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<string> A();
        }

        public partial class ThingsApi
        {
            internal Task<string> Twice() => A();
        }
        """);

    [Fact]
    public void An_interface_in_parts_gives_one_client() => Generated.Matches("""
        namespace Shop;

        [OAuth2Api("Things")]
        public partial interface IThingsApi
        {
            [Get("/a")]
            Task<string> A();
        }

        [ClientCredentials]
        public partial interface IThingsApi
        {
            [Get("/b")]
            Task<string> B();
        }
        """);

    [Theory]
    [InlineData("""[OAuth2Api("T"), ClientCredentials] public interface IThingsApi<T> { [Get("/a")] Task<T> A(); }""")]
    [InlineData("""public class Outer<T> { [OAuth2Api("T"), ClientCredentials] public interface IThingsApi { [Get("/a")] Task A(); } }""")]
    [InlineData("""public class Outer { [OAuth2Api("T"), ClientCredentials] private interface IThingsApi { [Get("/a")] Task A(); } }""")]
    [InlineData("""[OAuth2Api("T"), ClientCredentials] file interface IThingsApi { [Get("/a")] Task A(); }""")]
    [InlineData("""[OAuth2Api("T")] public interface IThingsApi { [Get("/a")] Task A(); }""")]
    [InlineData("""[OAuth2Api("T"), ClientCredentials, AccessToken] public interface IThingsApi { [Get("/a")] Task A(); }""")]
    [InlineData("""[OAuth2Api("T"), ClientCredentials] public interface IThingsApi { [Get("/a"), AccessToken, Anonymous] Task A(); }""")]
    [InlineData("""[OAuth2Api("a:b"), ClientCredentials] public interface IThingsApi { [Get("/a")] Task A(); }""")]
    [InlineData("""[OAuth2Api(null!), ClientCredentials] public interface IThingsApi { [Get("/a")] Task A(); }""")]
    [InlineData("""[OAuth2Api, ClientCredentials] public interface IThingsApi { [Get("/a")] Task A(); }""")]
    [InlineData("""[OAuth2Api("T", ClientCredentials] public interface IThingsApi { [Get("/a" Task A( }""")]
    [InlineData("""[OAuth2Api(1), ClientCredentials] public interface IThingsApi { [Get("/a")] Task A(); }""")]
    [InlineData("""[OAuth2Api("T"), ClientCredentials] public interface IThingsApi { [Get("/a")] Task A(); event Action B; }""")]
    [InlineData("""[OAuth2Api("T"), ClientCredentials] public interface IThingsApi { [Get("/a")] Task A(); string this[int i] { get; } }""")]
    [InlineData("""[OAuth2Api("T"), ClientCredentials] public interface IThingsApi { [Get("/a")] Task A(); static abstract void B(); }""")]
    [InlineData("""[OAuth2Api("T"), ClientCredentials] public interface IThingsApi { [Get("/a")] Task A(ref int b); }""")]
    [InlineData("""[OAuth2Api("T"), ClientCredentials] public interface IThingsApi { [Get("/a")] Task A(); } public class ThingsApi;""")]
    [InlineData("""[OAuth2Api("T"), ClientCredentials] public interface IThingsApi { [Get("/a")] Task A(); } public class ThingsApiOptions;""")]
    [InlineData("""[OAuth2Api("T"), ClientCredentials] public interface IThingsApi { [Get("/a")] Task A(); } namespace ThingsApi { class X; }""")]
    [InlineData("""[OAuth2Api("T"), ClientCredentials] public interface IThingsApi;""")]
    [InlineData("""[Scopes("a")] interface IA; [Scopes("b")] interface IB; [OAuth2Api("T"), ClientCredentials] interface IThingsApi : IA, IB { [Get("/a")] Task A(); }""")]
    [InlineData("""[OAuth2Api("T"), ClientCredentials] public class ThingsApi;""")]
    [InlineData("""[ClientCredentials, Scopes("a")] public interface IThingsApi { [Get("/a")] Task A(); }""")]
    public void Generates_nothing_from_a_faulty_declaration(string source) => Generated.Nothing(source);

    [Theory]
    [InlineData("""[OAuth2Api("T", Json = typeof(string)), ClientCredentials] public interface IThingsApi { [Get("/a")] Task A(); }""")]
    [InlineData("""[OAuth2Api("T", Json = null), ClientCredentials] public interface IThingsApi { [Get("/a")] Task A(); }""")]
    [InlineData("""[OAuth2Api("T"), ClientCredentials, Scopes] public interface IThingsApi { [Get("/a"), Resource, Scopes(null!)] Task A(); }""")]
    [InlineData("""[OAuth2Api("T"), ClientCredentials, Scopes("a b", null!, "\""), Audience(null!), TokenParameter(null!, "a")] public interface IThingsApi { [Get("/a")] Task A(); }""")]
    [InlineData("""class A { [OAuth2Api("T"), ClientCredentials] internal interface IThingsApi { [Get("/a")] Task A(); } } class B { [OAuth2Api("U"), ClientCredentials] internal interface IThingsApi { [Get("/a")] Task A(); } }""")]
    public void What_it_generates_from_a_doubtful_declaration_compiles(string source)
    {
        var run = Generated.From("#pragma warning disable CS1591\n" + source);
        Assert.Null(run.Result.Exception);
        Assert.Single(run.Sources);
        run.AssertNoWarnings();
    }

    [Fact]
    public void Survives_unknown_types()
    {
        var run = Generated.From("""
            [OAuth2Api("T", Json = typeof(Nowhere)), ClientCredentials, Scopes(Nowhere.Scope), Nonsense]
            public interface IThingsApi : INowhere, IEnumerable<Nowhere>
            {
                [Get("/a"), Audience(Nowhere.Name)] Task<Nowhere> A(Nowhere a = Nowhere.B, params Nowhere[] b);
                [Get("/b")] Nowhere<int> B<T>() where T : Nowhere;
            }
            """);
        Assert.Null(run.Result.Exception);
    }
}
