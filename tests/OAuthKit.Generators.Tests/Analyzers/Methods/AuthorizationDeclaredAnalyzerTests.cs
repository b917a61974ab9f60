namespace OAuthKit.Generators.Tests;

public sealed class AuthorizationDeclaredAnalyzerTests
{
    [Theory]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials, {|OAK100:Headers("Authorization: Bearer")|}] public interface IThingsApi { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials] public interface IThingsApi { [Get("/a"), {|OAK100:Headers("X: y", "authorization : x")|}] Task<string> A(); }""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials] public interface IThingsApi { [Get("/a")] Task<string> A([{|OAK100:Header("Authorization")|}] string a); }""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials] public interface IThingsApi { [Get("/a")] Task<string> A([{|OAK100:Authorize|}] string a, [{|OAK100:Authorize("Basic")|}] string b); }""")]
    [InlineData("""public interface IBaseApi { [Get("/a")] Task<string> A([{|OAK100:Authorize|}] string a); } [OAuth2Api("Things"), ClientCredentials] public interface IThingsApi : IBaseApi;""")]
    public Task Reports_every_way_to_set_the_header(string source) => AnalyzerRun.Reports<AuthorizationDeclaredAnalyzer>(source);

    [Theory]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials, Headers("Accept: text/plain")] public interface IThingsApi { [Get("/a"), Headers("X-Authorization: a")] Task<string> A([Header("X-Key")] string a); }""")]
    [InlineData("""[Headers("Authorization: Bearer")] public interface IThingsApi { [Get("/a")] Task<string> A([Authorize] string a); }""")]
    public Task Is_silent_on_other_headers_and_other_interfaces(string source) => AnalyzerRun.IsSilent<AuthorizationDeclaredAnalyzer>(source);
}
