namespace OAuthKit.Generators.Tests;

public sealed class InvalidApiNameAnalyzerTests
{
    [Theory]
    [InlineData("""[OAuth2Api({|OAK011:""|}), ClientCredentials] public interface IThingsApi { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[OAuth2Api({|OAK011:"a:b"|}), ClientCredentials] public interface IThingsApi { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[OAuth2Api({|OAK011:"a b"|}), ClientCredentials] public interface IThingsApi { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[OAuth2Api({|OAK011:null!|}, Json = null), ClientCredentials] public interface IThingsApi { [Get("/a")] Task<string> A(); }""")]
    public Task Reports_names_that_cannot_be_a_key(string source) => AnalyzerRun.Reports<InvalidApiNameAnalyzer>(source);

    [Theory]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials] public interface IThingsApi { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[OAuth2Api("Things.v2_new-1"), ClientCredentials] public interface IThingsApi { [Get("/a")] Task<string> A(); }""")]
    public Task Is_silent_on_names_that_can(string source) => AnalyzerRun.IsSilent<InvalidApiNameAnalyzer>(source);
}
