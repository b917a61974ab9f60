namespace OAuthKit.Generators.Tests;

public sealed class EntraScopesAnalyzerTests
{
    [Theory]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials, EntraId, Scopes("api://a/read")] public interface IThingsApi { [Get("/a")] Task<string> {|OAK020:A|}(); }""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials, EntraId, Scopes("api://a/.default", "api://b/.default")] public interface IThingsApi { [Get("/a")] Task<string> {|OAK020:A|}(); }""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials, EntraId, Scopes("api://a/.default")] public interface IThingsApi { [Get("/a"), Scopes("b", Add = true)] Task<string> {|OAK020:A|}(); [Get("/b")] Task<string> B(); }""")]
    public Task Reports_what_is_refused(string source) => AnalyzerRun.Reports<EntraScopesAnalyzer>(source);

    [Theory]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials, EntraId, Scopes("api://a/.default")] public interface IThingsApi { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials, EntraId] public interface IThingsApi { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[OAuth2Api("Things"), AuthorizationCode, EntraId, Scopes("api://a/read")] public interface IThingsApi { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials, Google, Scopes("read")] public interface IThingsApi { [Get("/a")] Task<string> A(); }""")]
    public Task Is_silent_where_it_is_taken(string source) => AnalyzerRun.IsSilent<EntraScopesAnalyzer>(source);
}
