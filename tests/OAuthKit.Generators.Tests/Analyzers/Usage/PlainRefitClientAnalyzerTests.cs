namespace OAuthKit.Generators.Tests;

public sealed class PlainRefitClientAnalyzerTests
{
    [Theory]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials] public interface IThingsApi { [Get("/a")] Task<string> A(); } public class User { public object Make() => {|OAK200:RestService.For<IThingsApi>("https://a.example")|}; }""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials] public interface IThingsApi { [Get("/a")] Task<string> A(); } public class User { public object Make(HttpClient client) => {|OAK200:RestService.For(typeof(IThingsApi), client)|}; }""")]
    public Task Reports_clients_past_OAuthKit(string source) => AnalyzerRun.Reports<PlainRefitClientAnalyzer>(source);

    [Fact]
    public Task Is_silent_on_other_interfaces_and_on_the_generated_client() => AnalyzerRun.IsSilent<PlainRefitClientAnalyzer>("""
        [OAuth2Api("Things"), ClientCredentials] public interface IThingsApi { [Get("/a")] Task<string> A(); } public interface IOther { [Get("/a")] Task<string> A(); } public class User { public object Make() => RestService.For<IOther>("https://a.example"); public object Make(OAuthClient client) => ThingsApi.Create(client, new("https://a.example")); }
        """);
}
