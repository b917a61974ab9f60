namespace OAuthKit.Generators.Tests;

public sealed class MemberTests
{
    [Fact]
    public void Keeps_generics_with_their_constraints() => Generated.Matches("""
        namespace Shop;

        public abstract class Entity;

        [OAuth2Api("Things"), ClientCredentials]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<T?> A<T>() where T : class, new();

            [Get("/b")]
            Task<T> B<T, TKey>(TKey key) where T : struct where TKey : notnull, IComparable<TKey>;

            [Get("/c")]
            Task<IReadOnlyList<T>> C<T>(T? like = default) where T : Entity?;

            [Get("/d")]
            Task<T?> D<T>(T value);

            [Get("/e")]
            Task E<T>(T value) where T : unmanaged;

            [Get("/f")]
            Task<T?> F<T>() where T : class?;
        }
        """);

    [Fact]
    public void Keeps_default_values() => Generated.Matches("""
        namespace Shop;

        public enum Sort { Ascending, Descending }

        [OAuth2Api("Things"), ClientCredentials]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<string> A(int size = 10, string? filter = null, string text = "a \"b\"\n\\", char separator = '\'', bool all = true, Sort sort = Sort.Descending, Sort? other = null, Sort odd = (Sort)7);

            [Get("/b")]
            Task<string> B(double ratio = 0.5, float half = -0.5f, decimal price = 1.10m, long big = long.MaxValue, ulong bigger = ulong.MaxValue, byte tiny = 1, double nan = double.NaN, int? none = null, int? one = 1, Guid id = default, DateTime? at = null, CancellationToken ct = default);

            [Get("/c")]
            Task<string> C([Query(CollectionFormat.Multi)] params string[] tags);
        }
        """);

    [Fact]
    public void Keeps_null_defaults_where_nullability_is_off() => Generated.Matches("""
        #nullable disable
        namespace Shop;

        [OAuth2Api("Things"), ClientCredentials]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<string> A(string filter = null, int[] ids = null);

            [Get("/b")]
            Task<T> B<T>(T value) where T : class;
        }
        """);

    [Fact]
    public void Keeps_nullability_and_tuple_names() => Generated.Matches("""
        namespace Shop;

        [OAuth2Api("Things"), ClientCredentials]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<string?> A(Dictionary<string, List<int?>?>? query);

            [Get("/b")]
            ValueTask<(int Count, string? Name)> B((int Low, int High) range);
        }
        """);

    [Fact]
    public void Forwards_every_shape_of_result() => Generated.Matches("""
        namespace Shop;

        [OAuth2Api("Things"), ClientCredentials]
        public interface IThingsApi
        {
            [Get("/a")]
            Task A();

            [Get("/b")]
            Task<IApiResponse<string>> B();

            [Get("/c")]
            Task<ApiResponse<string>> C();

            [Get("/d")]
            Task<System.IO.Stream> D();

            [Get("/e")]
        #pragma warning disable CS8424
            IAsyncEnumerable<int> E([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct = default);
        #pragma warning restore CS8424

            [Get("/f")]
            Task<HttpResponseMessage> F();

            [Post("/g"), Multipart]
            Task G(StreamPart file);

            [Get("/h")]
            IObservable<string> H();
        }
        """);

    [Fact]
    public void Escapes_keywords() => Generated.Matches("""
        namespace @event.Shop;

        public sealed class @class;

        [OAuth2Api("Things"), ClientCredentials]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<@class> @return(int @class, string @event, int _p0, string value, string record);
        }
        """);

    [Fact]
    public void Leaves_default_and_static_members_alone() => Generated.Matches("""
        namespace Shop;

        [OAuth2Api("Things"), ClientCredentials]
        public interface IThingsApi
        {
            const string Prefix = "/v1";

            static string Describe() => "things";

            [Get("/a")]
            Task<string> A(int id);

            Task<string> First() => A(1);

            private Task<string> Second() => A(2);

            sealed Task<string> Third() => Second();

            string Name => "things";
        }
        """);

    [Fact]
    public void Sets_properties_on_every_inner_client() => Generated.Matches("""
        namespace Shop;

        [OAuth2Api("Things"), ClientCredentials]
        public interface IThingsApi
        {
            [Property("tenant")]
            string? Tenant { get; set; }

            [Property("region")]
            string Region { set; }

            [Get("/a")]
            Task<string> A();

            [Get("/b"), Anonymous]
            Task<string> B();

            [Get("/c"), AccessToken]
            Task<string> C([Property(OAuthParameter.AccessToken)] AccessToken token);
        }
        """);

    [Fact]
    public void Shows_obsolete_and_experimental_members_as_such() => Generated.Matches("""
        namespace Shop;

        [Obsolete("Old.")]
        public sealed class Old;

        [OAuth2Api("Things"), ClientCredentials, System.Diagnostics.CodeAnalysis.Experimental("THINGS001", UrlFormat = "https://example.com/{0}")]
        public interface IThingsApi
        {
            [Get("/a"), Obsolete]
            Task<string> A();

        #pragma warning disable CS0618
            [Get("/b")]
            Task<Old> B();
        #pragma warning restore CS0618

            [Get("/c"), Obsolete("Use A.", true)]
            Task<string> C();
        }
        """);

    [Fact]
    public void Compiles_without_a_warning_where_the_assembly_is_CLS_compliant() => Generated.From("""
        [assembly: CLSCompliant(true)]

        namespace Shop;

        [OAuth2Api("Things"), AccessToken, CLSCompliant(false)]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<string> A();

            [Get("/b")]
            Task<uint> B(ulong _id);

            [Property("size")]
            uint Size { get; set; }
        }
        """).AssertNoWarnings();

    [Fact]
    public void Keeps_what_a_property_says_about_null() => Generated.Matches("""
        using System.Diagnostics.CodeAnalysis;

        namespace Shop;

        [OAuth2Api("Things"), ClientCredentials]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<string> A();

            [Get("/b"), Anonymous]
            Task<string> B();

            [AllowNull, Property("tenant")]
            string Tenant { get; set; }

            [DisallowNull, MaybeNull, Property("region")]
            string? Region { get; set; }
        }
        """);

    [Fact]
    public void Keeps_what_the_compiler_fills_in_at_the_call() => Generated.Matches("""
        namespace Shop;

        [OAuth2Api("Things"), ClientCredentials]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<string> A([Header("X-Caller")][System.Runtime.CompilerServices.CallerMemberName] string caller = "", [System.Diagnostics.CodeAnalysis.AllowNull] string other = "");
        }
        """);

    [Fact]
    public void Implements_explicitly_what_clashes_with_the_client_itself() => Generated.Matches("""
        namespace Shop;

        [OAuth2Api("Things"), ClientCredentials]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<T?> Api<T>(int size = 1);

            [Get("/b")]
            Task<string> ThingsApi(params int[] ids);

            [Get("/c")]
            Task<string> GetHashCode(string text);

            [Get("/d")]
            Task<string> Create(int id);

            [Get("/e")]
            Task<string> _p0();

            [Get("/f"), AccessToken]
            Task<string> WithAccessToken(AccessToken token);
        }
        """);

    [Fact]
    public void Leaves_shared_connections_alone_where_the_interface_is_disposable() => Generated.Matches("""
        namespace Shop;

        [OAuth2Api("Things"), ClientCredentials]
        public interface IThingsApi : IDisposable
        {
            [Get("/a")]
            Task<string> A();

            [Get("/b"), Anonymous]
            Task<string> B();
        }
        """);
}
