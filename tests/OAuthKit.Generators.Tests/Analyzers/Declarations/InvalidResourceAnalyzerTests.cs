namespace OAuthKit.Generators.Tests;

public sealed class InvalidResourceAnalyzerTests
{
    [Fact]
    public Task Reports_what_is_no_absolute_URI() => AnalyzerRun.Reports<InvalidResourceAnalyzer>("""
        [OAuth2Api("Things"), ClientCredentials, Resource({|OAK016:"things"|}, {|OAK016:"/things"|}, {|OAK016:"https://a.example/#b"|}, {|OAK016:""|}, {|OAK016:"https://a b"|})] public interface IThingsApi { [Get("/a")] Task<string> A(); }
        """);

    [Fact]
    public Task Is_silent_on_absolute_URIs() => AnalyzerRun.IsSilent<InvalidResourceAnalyzer>("""
        [OAuth2Api("Things"), ClientCredentials, Resource("https://a.example/b?c", "urn:things", "api://things"), Audience("things")] public interface IThingsApi { [Get("/a")] Task<string> A(); }
        """);
}
