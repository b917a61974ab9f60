namespace OAuthKit.Generators.Tests;

public sealed class AccessTokenTypeAnalyzerTests
{
    [Fact]
    public Task Reports_other_types() => AnalyzerRun.Reports<AccessTokenTypeAnalyzer>("""
        [OAuth2Api("Things"), AccessToken] public interface IThingsApi { [Property(OAuthParameter.AccessToken)] object {|OAK107:Token|} { get; set; } [Get("/a")] Task<string> A([Property(OAuthParameter.AccessToken)] string {|OAK107:token|}); }
        """);

    [Fact]
    public Task Is_silent_on_AccessToken() => AnalyzerRun.IsSilent<AccessTokenTypeAnalyzer>("""
        [OAuth2Api("Things"), AccessToken] public interface IThingsApi { [Property(OAuthParameter.AccessToken)] AccessToken? Token { get; set; } [Get("/a")] Task<string> A([Property(OAuthParameter.AccessToken)] AccessToken token); [Get("/b")] Task<string> B([Property("x")] string token); }
        """);
}
