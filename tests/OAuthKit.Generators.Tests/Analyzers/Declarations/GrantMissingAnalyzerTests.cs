namespace OAuthKit.Generators.Tests;

public sealed class GrantMissingAnalyzerTests
{
    [Fact]
    public Task Reports_an_interface_without_any_grant() => AnalyzerRun.Reports<GrantMissingAnalyzer>("""
        [OAuth2Api("Things"), Scopes("a")]
        public interface {|OAK001:IThingsApi|}
        {
            [Get("/a")]
            Task<string> A();

            [Get("/b")]
            Task<string> B();
        }
        """);

    [Fact]
    public Task Reports_each_method_that_is_left_out() => AnalyzerRun.Reports<GrantMissingAnalyzer>("""
        [OAuth2Api("Things")]
        public interface IThingsApi
        {
            [Get("/a"), ClientCredentials]
            Task<string> A();

            [Get("/b")]
            Task<string> {|OAK001:B|}();
        }
        """);

    [Fact]
    public Task Reports_an_inherited_method_on_the_interface() => AnalyzerRun.Reports<GrantMissingAnalyzer>("""
        public interface IBaseApi
        {
            [Get("/a")]
            Task<string> A();
        }

        [OAuth2Api("Things")]
        public interface {|OAK001:IThingsApi|} : IBaseApi
        {
            [Get("/b"), Anonymous]
            Task<string> B();
        }
        """);

    [Theory]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials] public interface IThingsApi { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[OAuth2Api("Things")] public interface IThingsApi { [Get("/a"), ClientCredentials] Task<string> A(); [Get("/b"), Anonymous] Task<string> B(); [Get("/c"), AccessToken] Task<string> C(); }""")]
    [InlineData("""[ClientCredentials] public interface IBaseApi; [OAuth2Api("Things")] public interface IThingsApi : IBaseApi { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[OAuth2Api("Things")] public interface IThingsApi : IDisposable { [Get("/a"), Anonymous] Task<string> A(); Task<string> B() => A(); }""")]
    [InlineData("""public interface IThingsApi { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[OAuth2Api("Things")] public interface IThingsApi;""")]
    public Task Is_silent_where_every_method_has_a_grant(string source) => AnalyzerRun.IsSilent<GrantMissingAnalyzer>(source);
}
