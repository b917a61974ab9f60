namespace OAuthKit.Generators.Tests;

public sealed class InsecureUrlAnalyzerTests
{
    [Fact]
    public Task Reports_http_URLs() => AnalyzerRun.Reports<InsecureUrlAnalyzer>("""
        [OAuth2Api("Things"), ClientCredentials, Audience({|OAK014:"http://api.example"|}), Resource({|OAK014:"HTTP://api.example"|}), TokenParameter("x", {|OAK014:"http://x.example"|})] public interface IThingsApi { [Get("/a")] Task<string> A(); }
        """);

    [Fact]
    public Task Is_silent_on_https() => AnalyzerRun.IsSilent<InsecureUrlAnalyzer>("""
        [OAuth2Api("Things"), ClientCredentials, Audience("https://api.example"), Resource("urn:things"), TokenParameter("x", "see http://x.example")] public interface IThingsApi { [Get("/a")] Task<string> A(); }
        """);
}
