namespace OAuthKit.Generators.Tests;

public sealed class TokenWithoutPropertyAnalyzerTests
{
    [Theory]
    [InlineData("""[OAuth2Api("Things"), AccessToken] public interface IThingsApi { [Get("/a")] Task<string> A(AccessToken {|OAK101:token|}); }""")]
    [InlineData("""[OAuth2Api("Things"), AccessToken] public interface IThingsApi { [Get("/a")] Task<string> A([Query] AccessToken? {|OAK101:token|}); }""")]
    [InlineData("""[OAuth2Api("Things"), AccessToken] public interface IThingsApi { [Get("/a")] Task<string> A([Property("token")] AccessToken {|OAK101:token|}); }""")]
    [InlineData("""public interface IBaseApi { [Get("/a")] Task<string> A(AccessToken {|OAK101:token|}); } [OAuth2Api("Things"), AccessToken] public interface IThingsApi : IBaseApi;""")]
    [InlineData("""[OAuth2Api("Things"), TokenExchange] public interface IThingsApi { [Post("/a")] Task<string> A(SubjectToken {|OAK101:user|}, [Query] ActorToken? {|OAK101:actor|}); }""")]
    public Task Reports_a_token_that_would_be_sent(string source) => AnalyzerRun.Reports<TokenWithoutPropertyAnalyzer>(source);

    [Theory]
    [InlineData("""[OAuth2Api("Things"), AccessToken] public interface IThingsApi { [Get("/a")] Task<string> A([Property(OAuthParameter.AccessToken)] AccessToken token, string other); }""")]
    [InlineData("""[OAuth2Api("Things"), AccessToken] public interface IThingsApi { [Get("/a")] Task<string> A([Property("OAuthKit.AccessToken")] AccessToken? token = null); Task<string> B(AccessToken token) => A(token); }""")]
    [InlineData("""public interface IThingsApi { [Get("/a")] Task<string> A(AccessToken token); }""")]
    [InlineData("""[OAuth2Api("Things"), TokenExchange] public interface IThingsApi { [Post("/a")] Task<string> A([Property(OAuthParameter.SubjectToken)] SubjectToken user, [Property(OAuthParameter.ActorToken)] ActorToken actor); }""")]
    public Task Is_silent_on_a_marked_token(string source) => AnalyzerRun.IsSilent<TokenWithoutPropertyAnalyzer>(source);
}
