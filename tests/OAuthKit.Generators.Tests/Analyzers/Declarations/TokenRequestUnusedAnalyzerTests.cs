namespace OAuthKit.Generators.Tests;

public sealed class TokenRequestUnusedAnalyzerTests
{
    [Theory]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials] public interface IThingsApi { [Get("/a"), Anonymous, {|OAK003:Scopes("a")|}] Task<string> A(); }""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials] public interface IThingsApi { [Get("/a"), AccessToken, {|OAK003:Audience("a")|}, {|OAK003:Resource("https://a.example")|}, {|OAK003:TokenParameter("a", "b")|}] Task<string> A(); }""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials] public interface IThingsApi { [Get("/a"), Anonymous, {|OAK003:Dpop|}] Task<string> A(); [Get("/b"), AccessToken, {|OAK003:Dpop(false)|}] Task<string> B(); }""")]
    [InlineData("""[OAuth2Api("Things"), AccessToken, {|OAK003:Dpop|}] public interface IThingsApi { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[OAuth2Api("Things"), AccessToken, {|OAK003:Scopes("a")|}] public interface IThingsApi { [Get("/a")] Task<string> A(); [Get("/b"), Anonymous] Task<string> B(); }""")]
    [InlineData("""[OAuth2Api("Things"), AccessToken] public interface IThingsApi { [Get("/a"), {|OAK003:Scopes("a")|}] Task<string> A(); }""")]
    [InlineData("""public interface IBaseApi { [Get("/a"), Anonymous, {|OAK003:Scopes("a")|}] Task<string> A(); } [OAuth2Api("Things"), ClientCredentials] public interface IThingsApi : IBaseApi;""")]
    public Task Reports_what_nothing_uses(string source) => AnalyzerRun.Reports<TokenRequestUnusedAnalyzer>(source);

    [Theory]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials, Scopes("a")] public interface IThingsApi { [Get("/a")] Task<string> A(); [Get("/b"), Anonymous] Task<string> B(); }""")]
    [InlineData("""[OAuth2Api("Things"), AccessToken, Scopes("a")] public interface IThingsApi { [Get("/a")] Task<string> A(); [Get("/b"), ClientCredentials] Task<string> B(); }""")]
    [InlineData("""[AccessToken, Scopes("a")] public interface IBaseApi; [OAuth2Api("Things"), ClientCredentials] public interface IThingsApi : IBaseApi { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[OAuth2Api("Things"), AccessToken, Scopes("a")] public interface IThingsApi { [Get("/a")] Task<string> A(); [Get("/b"), TokenExchange] Task<string> B(); }""")]
    [InlineData("""[OAuth2Api("Things"), Backchannel, Scopes("a")] public interface IThingsApi { [Get("/a"), JwtBearer, Dpop] Task<string> A(); [Get("/b"), DeviceCode, Audience("b")] Task<string> B(); [Get("/c"), AuthorizationCode, Resource("https://c.example")] Task<string> C(); }""")]
    public Task Is_silent_where_a_method_uses_it(string source) => AnalyzerRun.IsSilent<TokenRequestUnusedAnalyzer>(source);
}
