namespace OAuthKit.Generators.Tests;

public sealed class CallValueUnusedAnalyzerTests
{
    [Theory]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials] public interface IThingsApi { [Get("/a")] Task<string> A([Property(OAuthParameter.AccessToken)] AccessToken {|OAK103:token|}); }""")]
    [InlineData("""[OAuth2Api("Things"), AccessToken] public interface IThingsApi { [Get("/a"), Anonymous] Task<string> A([Property(OAuthParameter.AccessToken)] AccessToken {|OAK103:token|}); }""")]
    [InlineData("""public interface IBaseApi { [Get("/a")] Task<string> A([Property(OAuthParameter.AccessToken)] AccessToken token); } [OAuth2Api("Things"), ClientCredentials] public interface {|OAK103:IThingsApi|} : IBaseApi;""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials] public interface IThingsApi { [Get("/a")] Task<string> A([Property(OAuthParameter.SubjectToken)] SubjectToken {|OAK103:user|}, [Property(OAuthParameter.ActorToken)] ActorToken {|OAK103:actor|}); }""")]
    [InlineData("""[OAuth2Api("Things"), JwtBearer] public interface IThingsApi { [Get("/a")] Task<string> A([Property(OAuthParameter.SubjectToken)] SubjectToken user, [Property(OAuthParameter.ActorToken)] ActorToken {|OAK103:actor|}); }""")]
    [InlineData("""[OAuth2Api("Things"), TokenExchange] public interface IThingsApi { [Get("/a")] Task<string> A([Property(OAuthParameter.AccessToken)] AccessToken {|OAK103:token|}); [Get("/b"), Anonymous] Task<string> B([Property(OAuthParameter.Resource)] string {|OAK103:resource|}, [Property(OAuthParameter.Tenant)] string {|OAK103:tenant|}); [Get("/c"), DeviceCode] Task<string> C([Property(OAuthParameter.SubjectToken)] SubjectToken {|OAK103:user|}); }""")]
    public Task Reports_a_token_under_another_policy(string source) => AnalyzerRun.Reports<CallValueUnusedAnalyzer>(source);

    [Fact]
    public Task Is_silent_under_AccessToken() => AnalyzerRun.IsSilent<CallValueUnusedAnalyzer>("""
        [OAuth2Api("Things"), ClientCredentials] public interface IThingsApi { [Get("/a"), AccessToken] Task<string> A([Property(OAuthParameter.AccessToken)] AccessToken token); [Get("/b")] Task<string> B([Property("x")] string token); }
        """);

    [Fact]
    public Task Is_silent_under_a_grant_that_uses_it() => AnalyzerRun.IsSilent<CallValueUnusedAnalyzer>("""
        [OAuth2Api("Things"), TokenExchange] public interface IThingsApi { [Get("/a")] Task<string> A([Property(OAuthParameter.SubjectToken)] SubjectToken user, [Property(OAuthParameter.ActorToken)] ActorToken? actor, [Property(OAuthParameter.Resource)] string resource); [Get("/b"), JwtBearer] Task<string> B([Property(OAuthParameter.SubjectToken)] SubjectToken user); [Get("/c"), ClientCredentials] Task<string> C([Property(OAuthParameter.Resource)] string resource, [Property(OAuthParameter.Tenant)] string tenant); }
        """);
}
