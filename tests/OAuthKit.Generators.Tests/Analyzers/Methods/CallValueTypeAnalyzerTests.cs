namespace OAuthKit.Generators.Tests;

public sealed class CallValueTypeAnalyzerTests
{
    [Fact]
    public Task Reports_other_types() => AnalyzerRun.Reports<CallValueTypeAnalyzer>("""
        [OAuth2Api("Things"), AccessToken] public interface IThingsApi { [Property(OAuthParameter.AccessToken)] object {|OAK107:Token|} { get; set; } [Get("/a")] Task<string> A([Property(OAuthParameter.AccessToken)] string {|OAK107:token|}); }
        """);

    [Fact]
    public Task Reports_a_token_of_another_kind() => AnalyzerRun.Reports<CallValueTypeAnalyzer>("""
        [OAuth2Api("Things"), TokenExchange] public interface IThingsApi { [Get("/a")] Task<string> A([Property(OAuthParameter.SubjectToken)] AccessToken {|OAK107:user|}, [Property(OAuthParameter.ActorToken)] SubjectToken {|OAK107:actor|}, [Property(OAuthParameter.Resource)] System.Uri {|OAK107:resource|}, [Property(OAuthParameter.Tenant)] int {|OAK107:tenant|}); }
        """);

    [Fact]
    public Task Is_silent_on_the_types_of_tokens_on_somebodys_behalf() => AnalyzerRun.IsSilent<CallValueTypeAnalyzer>("""
        [OAuth2Api("Things"), TokenExchange] public interface IThingsApi { [Get("/a")] Task<string> A([Property(OAuthParameter.SubjectToken)] SubjectToken user, [Property(OAuthParameter.ActorToken)] ActorToken? actor = null, [Property(OAuthParameter.Resource)] string? resource = null, [Property(OAuthParameter.Tenant)] string tenant = "eu"); }
        """);

    [Fact]
    public Task Is_silent_on_AccessToken() => AnalyzerRun.IsSilent<CallValueTypeAnalyzer>("""
        [OAuth2Api("Things"), AccessToken] public interface IThingsApi { [Property(OAuthParameter.AccessToken)] AccessToken? Token { get; set; } [Get("/a")] Task<string> A([Property(OAuthParameter.AccessToken)] AccessToken token); [Get("/b")] Task<string> B([Property("x")] string token); }
        """);
}
