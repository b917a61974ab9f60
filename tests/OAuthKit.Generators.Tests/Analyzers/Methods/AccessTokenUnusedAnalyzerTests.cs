namespace OAuthKit.Generators.Tests;

public sealed class AccessTokenUnusedAnalyzerTests
{
    [Theory]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials] public interface IThingsApi { [Get("/a")] Task<string> A([Property(OAuthParameter.AccessToken)] AccessToken {|OAK103:token|}); }""")]
    [InlineData("""[OAuth2Api("Things"), AccessToken] public interface IThingsApi { [Get("/a"), Anonymous] Task<string> A([Property(OAuthParameter.AccessToken)] AccessToken {|OAK103:token|}); }""")]
    [InlineData("""public interface IBaseApi { [Get("/a")] Task<string> A([Property(OAuthParameter.AccessToken)] AccessToken token); } [OAuth2Api("Things"), ClientCredentials] public interface {|OAK103:IThingsApi|} : IBaseApi;""")]
    public Task Reports_a_token_under_another_policy(string source) => AnalyzerRun.Reports<AccessTokenUnusedAnalyzer>(source);

    [Fact]
    public Task Is_silent_under_AccessToken() => AnalyzerRun.IsSilent<AccessTokenUnusedAnalyzer>("""
        [OAuth2Api("Things"), ClientCredentials] public interface IThingsApi { [Get("/a"), AccessToken] Task<string> A([Property(OAuthParameter.AccessToken)] AccessToken token); [Get("/b")] Task<string> B([Property("x")] string token); }
        """);
}
