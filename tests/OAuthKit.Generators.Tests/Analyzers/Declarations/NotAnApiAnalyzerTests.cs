namespace OAuthKit.Generators.Tests;

public sealed class NotAnApiAnalyzerTests
{
    [Theory]
    [InlineData("""[{|OAK004:ClientCredentials|}, {|OAK004:Scopes("a")|}] public interface IThingsApi { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""public interface IThingsApi { [Get("/a"), {|OAK004:Anonymous|}] Task<string> A(); }""")]
    [InlineData("""[{|OAK004:MutualTls|}] public interface IThingsApi { [Get("/a"), {|OAK004:Dpop|}] Task<string> A(); }""")]
    [InlineData("""public class Things { [{|OAK004:OAuthKit.ScopesAttribute("a")|}] public void A() { } }""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials] public interface IThingsApi { [Get("/a")] Task<string> A(); } [{|OAK004:Scopes("a")|}] public interface IDerivedApi : IThingsApi;""")]
    [InlineData("""[{|OAK004:TokenExchange|}] public interface IThingsApi { [Get("/a"), {|OAK004:JwtBearer|}] Task<string> A(); [Get("/b"), {|OAK004:AuthorizationCode|}] Task<string> B(); [Get("/c"), {|OAK004:DeviceCode|}] Task<string> C(); [Get("/d"), {|OAK004:Backchannel|}] Task<string> D(); }""")]
    public Task Reports_attributes_that_do_nothing(string source) => AnalyzerRun.Reports<NotAnApiAnalyzer>(source);

    [Theory]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials, Scopes("a")] public interface IThingsApi { [Get("/a"), Anonymous] Task<string> A(); }""")]
    [InlineData("""[ClientCredentials] public interface IBaseApi<T> { [Get("/a"), Scopes("a")] Task<T> A(); } [OAuth2Api("Things")] public interface IThingsApi : IBaseApi<int>;""")]
    [InlineData("""[ClientCredentials] public interface IFarApi { [Get("/a"), Scopes("a")] Task<int> A(); } public interface INearApi : IFarApi; public static class Apis { [OAuth2Api("Things")] public interface IThingsApi : INearApi; }""")]
    [InlineData("""namespace Other { public class ScopesAttribute : Attribute; [Scopes] public interface IThingsApi; }""")]
    public Task Is_silent_where_a_client_is_generated(string source) => AnalyzerRun.IsSilent<NotAnApiAnalyzer>(source);
}
