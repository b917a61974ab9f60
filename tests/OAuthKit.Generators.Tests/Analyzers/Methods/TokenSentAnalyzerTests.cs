namespace OAuthKit.Generators.Tests;

public sealed class TokenSentAnalyzerTests
{
    [Theory]
    [InlineData("""[OAuth2Api("Things"), AccessToken] public interface IThingsApi { [Get("/a")] Task<string> A([Property(OAuthParameter.AccessToken), {|OAK102:Query|}] AccessToken token); }""")]
    [InlineData("""[OAuth2Api("Things"), AccessToken] public interface IThingsApi { [Post("/a")] Task<string> A([Property(OAuthParameter.AccessToken)][{|OAK102:Body|}] AccessToken token); }""")]
    [InlineData("""[OAuth2Api("Things"), AccessToken] public interface IThingsApi { [Get("/a")] Task<string> A([Property(OAuthParameter.AccessToken), {|OAK102:Header("X-Token")|}] AccessToken token); }""")]
    [InlineData("""[OAuth2Api("Things"), AccessToken] public interface IThingsApi { [Get("/a/{Token}")] Task<string> A([Property(OAuthParameter.AccessToken)] AccessToken {|OAK102:token|}); }""")]
    [InlineData("""[OAuth2Api("Things"), TokenExchange] public interface IThingsApi { [Post("/a")] Task<string> A([Property(OAuthParameter.SubjectToken), {|OAK102:Body|}] SubjectToken user, [Property(OAuthParameter.ActorToken), {|OAK102:Query|}] ActorToken actor); }""")]
    public Task Reports_a_token_that_is_sent_twice(string source) => AnalyzerRun.Reports<TokenSentAnalyzer>(source);

    [Fact]
    public Task Is_silent_on_a_token_for_OAuthKit_alone() => AnalyzerRun.IsSilent<TokenSentAnalyzer>("""
        [OAuth2Api("Things"), AccessToken] public interface IThingsApi { [Get("/a/{id}")] Task<string> A([Property(OAuthParameter.AccessToken)] AccessToken token, string id, [Property("x"), Query] string other, [Property(OAuthParameter.Resource), Query] string resource); }
        """);
}
